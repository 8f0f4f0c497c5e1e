package org.glmm.engine.predict;

/** An interval; its ends are NaN if there is none. */
public record Interval(double lower, double upper) {

    /** No interval. */
    static final Interval NONE = new Interval(Double.NaN, Double.NaN);

    /** The interval between two ends in any order. */
    static Interval between(double a, double b) {
        return new Interval(Math.min(a, b), Math.max(a, b));
    }
}
