package org.glmm.engine.estimate;

import static org.glmm.engine.dense.DenseAlgebra.product;

import org.glmm.engine.model.Sandwich;

/**
 * The robust covariance matrix of maximum likelihood estimates of the m independent subjects (White 1982, Econometrica
 * 50, 1-25), the EMPIRICAL option of GLIMMIX with METHOD=LAPLACE or QUAD: H^-1 [sum s_i s_i'] H^-1 with H the observed
 * information about all parameters and s_i the score of the log-likelihood of subject i.
 */
final class LikelihoodSandwich {

    private LikelihoodSandwich() {
    }

    /**
     * The rows and columns of the first p parameters, p x p, row-major.
     *
     * @param inverse H^-1, row-major
     * @param scores s_i, one row a subject
     * @param correction a factor, or none
     */
    static double[] matrix(double[] inverse, double[][] scores, int p, Sandwich correction) {
        int m = scores.length;
        double factor = correction == Sandwich.DF && m > p ? m / (double) (m - p) : 1;
        double[] result = new double[p * p];
        for (double[] score : scores) {
            double[] change = product(inverse, score, p);
            for (int e = 0; e < result.length; e++) {
                result[e] += factor * change[e / p] * change[e % p];
            }
        }
        return result;
    }
}
