package org.glmm.engine.estimate;

import static org.glmm.engine.dense.DenseAlgebra.order;

/**
 * The derivatives of an element of G = phi F F', or of the correlation at its place, with respect to the elements of F;
 * all matrices k x k, row-major.
 */
final class ElementDerivatives {

    private ElementDerivatives() {
    }

    /** Of G_ij. */
    static double[] ofElement(double[] factor, int i, int j, double phi) {
        double[] derivatives = new double[factor.length];
        add(factor, i, j, phi, derivatives);
        return derivatives;
    }

    /**
     * Of r = G_ij / sqrt(G_ii G_jj).
     *
     * @param first G_ii
     * @param second G_jj
     */
    static double[] ofCorrelation(double[] factor, int i, int j, double phi, double r, double first, double second) {
        double[] derivatives = new double[factor.length];
        add(factor, i, j, 1 / Math.sqrt(first * second) * phi, derivatives);
        add(factor, i, i, -r / (2 * first) * phi, derivatives);
        add(factor, j, j, -r / (2 * second) * phi, derivatives);
        return derivatives;
    }

    /** Adds a multiple of the derivatives of (F F')_ij. */
    private static void add(double[] factor, int i, int j, double multiple, double[] derivatives) {
        int k = order(factor);
        for (int c = 0; c < k; c++) {
            derivatives[i * k + c] += multiple * factor[j * k + c];
            derivatives[j * k + c] += multiple * factor[i * k + c];
        }
    }
}
