package org.glmm.engine.family;

/** What the distributions of counts have in common. */
final class Counts {

    /** Above this precision a negative binomial distribution is a Poisson distribution. */
    static final double POISSON_LIMIT = 1e5;
    static final String NO_OVERDISPERSION = "there is no over-dispersion; choose the poisson distribution";
    static final String DESCRIPTION = "a count (0, 1, 2, ...)";

    private Counts() {
    }

    /** Whether the value is a whole number from 0. */
    static boolean isCount(double y) {
        return y >= 0 && y == Math.rint(y) && y < Double.POSITIVE_INFINITY;
    }
}
