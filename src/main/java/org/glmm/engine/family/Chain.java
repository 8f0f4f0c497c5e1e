package org.glmm.engine.family;

/** The chain rule from the mean to the linear predictor. */
final class Chain {

    private Chain() {
    }

    /**
     * The value of a function of mu and its first three derivatives with respect to eta.
     *
     * @param f the value, and {@code f1} to {@code f3} its derivatives with respect to mu
     * @param mean mu and its derivatives with respect to eta
     */
    static void derivatives(double f, double f1, double f2, double f3, double[] mean, double[] result) {
        double d = mean[1];
        result[0] = f;
        result[1] = f1 * d;
        result[2] = f2 * d * d + f1 * mean[2];
        result[3] = f3 * d * d * d + 3 * f2 * d * mean[2] + f1 * mean[3];
    }

    /** The same to the second derivative. */
    static void derivatives(double f, double f1, double f2, double[] mean, double[] result) {
        result[0] = f;
        result[1] = f1 * mean[1];
        result[2] = f2 * mean[1] * mean[1] + f1 * mean[2];
    }
}
