package org.glmm.engine.family;

/** The range of means that a distribution can have, or that a link can give. */
public enum MeanRange {

    REAL(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    POSITIVE(0, Double.POSITIVE_INFINITY),
    UNIT(0, 1);

    private final double least;
    private final double most;

    MeanRange(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /** Whether a finite value lies in the range, its ends included. */
    public boolean contains(double mu) {
        return mu >= least && mu <= most && Math.abs(mu) < Double.POSITIVE_INFINITY;
    }

    /** Whether the other range is part of this one. */
    public boolean contains(MeanRange other) {
        return least <= other.least && most >= other.most;
    }
}
