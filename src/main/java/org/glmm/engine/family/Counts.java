package org.glmm.engine.family;

/** What the distributions of counts have in common. */
final class Counts {

    static final String DESCRIPTION = "a count (0, 1, 2, ...)";

    private Counts() {
    }

    /** Whether the value is a whole number from 0. */
    static boolean isCount(double y) {
        return y >= 0 && y == Math.rint(y) && y < Double.POSITIVE_INFINITY;
    }
}
