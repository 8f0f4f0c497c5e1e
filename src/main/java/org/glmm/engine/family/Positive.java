package org.glmm.engine.family;

/** What the distributions of positive measurements have in common. */
final class Positive {

    static final String DESCRIPTION = "a positive number";

    private Positive() {
    }

    static boolean contains(double y) {
        return y > 0 && y < Double.POSITIVE_INFINITY;
    }

    static String remedy(double y) {
        return y == 0 ? "Zeros have no density there; leave these rows out, model whether the response is zero apart "
            + "from its size, or replace zeros by a value below the limit of detection." : "";
    }
}
