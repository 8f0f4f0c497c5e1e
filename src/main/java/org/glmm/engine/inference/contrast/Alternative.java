package org.glmm.engine.inference.contrast;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.inference.FunctionEstimate;
import org.glmm.engine.inference.multiplicity.Tail;

/** What a test of an estimate wants to show. The margin is on the scale of the link. */
public enum Alternative {

    /** That the value is not {@code margin}. */
    TWO_SIDED {
        @Override
        Result test(FunctionEstimate estimate, double margin) {
            return result(estimate, estimate.statistic(margin), Tail.TWO_SIDED);
        }
    },

    /** That it is greater than {@code margin}. */
    GREATER {
        @Override
        Result test(FunctionEstimate estimate, double margin) {
            return result(estimate, estimate.statistic(margin), Tail.UPPER);
        }
    },

    /** That it is less than {@code margin}. */
    LESS {
        @Override
        Result test(FunctionEstimate estimate, double margin) {
            return result(estimate, estimate.statistic(margin), Tail.LOWER);
        }
    },

    /** That it lies between minus and plus {@code margin}: two one-sided tests (Schuirmann 1987). */
    EQUIVALENCE {
        @Override
        Result test(FunctionEstimate estimate, double margin) {
            double t = (Math.abs(estimate.estimate()) - margin) / estimate.standardError();
            return result(estimate, t, Tail.LOWER);
        }
    },

    /** That it is greater than minus {@code margin}: not worse by more than the margin, where more is better. */
    NON_INFERIORITY {
        @Override
        Result test(FunctionEstimate estimate, double margin) {
            return result(estimate, estimate.statistic(-margin), Tail.UPPER);
        }
    },

    /** That it is less than {@code margin}: not larger by more than the margin, where less is better. */
    NON_SUPERIORITY {
        @Override
        Result test(FunctionEstimate estimate, double margin) {
            return result(estimate, estimate.statistic(margin), Tail.LOWER);
        }
    };

    /** Whether large or small statistics speak for the alternative; both for {@link #TWO_SIDED}. */
    Tail tail() {
        return switch (this) {
            case TWO_SIDED -> Tail.TWO_SIDED;
            case GREATER, NON_INFERIORITY -> Tail.UPPER;
            case LESS, NON_SUPERIORITY, EQUIVALENCE -> Tail.LOWER;
        };
    }

    /** A statistic, t or z, and its p-value. */
    public record Result(double statistic, double pValue) { }

    abstract Result test(FunctionEstimate estimate, double margin);

    private static Result result(FunctionEstimate estimate, double statistic, Tail tail) {
        return new Result(statistic, tail.pValue(statistic, estimate.df()));
    }

    /** Whether the margin is a distance, which must be positive. */
    public boolean hasMargin() {
        return this == EQUIVALENCE || this == NON_INFERIORITY || this == NON_SUPERIORITY;
    }

    /**
     * Checks a margin.
     *
     * @throws ModelException if it is not a number, or not positive where it is a distance
     */
    void check(String label, double margin) {
        if (!Double.isFinite(margin) || hasMargin() && margin <= 0) {
            throw new ModelException("The margin of the contrast \"" + label + "\" is " + margin + "; it must be "
                + (hasMargin() ? "a positive number." : "a finite number."));
        }
    }
}
