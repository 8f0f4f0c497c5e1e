package org.glmm.engine.mme;

import static org.glmm.engine.dense.DenseAlgebra.quadraticForm;

import org.glmm.engine.sparse.BlockPattern;

/**
 * The joint uncertainty of the fixed and random effects. With H = Var(u | y, beta) and F = -du-hat/dbeta, which are
 * phi Lambda A^-1 Lambda' and Lambda A^-1 Lambda'Z'WX in the mixed-model equations,
 *
 * <pre>
 * Var(x'beta-hat + z'(u-hat - u)) = (x - F'z)' Var(beta-hat) (x - F'z) + z'Hz
 * </pre>
 *
 * (the inverse of the equations, Henderson 1975, Biometrics 31, 423-447, by blocks). Nodes are the levels of the random
 * terms, term after term. Of H the blocks are kept of all levels and of all pairs of levels that have a row of the
 * data in common.
 *
 * @param pattern which blocks of H are kept
 * @param conditional the blocks of H
 * @param regression F, q x p, row-major, for the columns of X on the user's scale
 */
public record PredictionErrors(BlockPattern pattern, double[] conditional, double[] regression) {

    /** A node that a row does not have. */
    public static final int NONE = -1;

    /**
     * Var(x'beta-hat + z'(u-hat - u)). Pairs of levels that no row of the data had together count as uncorrelated
     * given beta.
     *
     * @param x the p elements of the fixed effects
     * @param nodes per term the node of the row, or {@link #NONE}
     * @param z per term the elements of the random effects
     * @param fixedCovariance Var(beta-hat), p x p
     */
    public double variance(double[] x, int[] nodes, double[][] z, double[] fixedCovariance) {
        return conditionalVariance(nodes, z) + quadraticForm(fixedCovariance, adjusted(x, nodes, z));
    }

    /** z'Hz. */
    public double conditionalVariance(int[] nodes, double[][] z) {
        double sum = 0;
        for (int t = 0; t < nodes.length; t++) {
            if (nodes[t] != NONE) {
                sum += covariance(nodes[t], z[t], nodes[t], z[t]);
                for (int s = 0; s < t; s++) {
                    sum += nodes[s] == NONE ? 0 : 2 * covariance(nodes[t], z[t], nodes[s], z[s]);
                }
            }
        }
        return sum;
    }

    /** x - F'z. */
    public double[] adjusted(double[] x, int[] nodes, double[][] z) {
        double[] rest = x.clone();
        for (int t = 0; t < nodes.length; t++) {
            if (nodes[t] != NONE) {
                subtractRegression(nodes[t], z[t], rest);
            }
        }
        return rest;
    }

    /** z_i' H_ij z_j of two nodes, i not before j. */
    private double covariance(int i, double[] zi, int j, double[] zj) {
        int block = pattern.find(i, j);
        if (block < 0) {
            return 0;
        }
        int at = pattern.offset(block);
        double sum = 0;
        for (double right : zj) {
            for (double left : zi) {
                sum += left * conditional[at++] * right;
            }
        }
        return sum;
    }

    private void subtractRegression(int node, double[] z, double[] x) {
        int at = pattern.firstRow(node) * x.length;
        for (double element : z) {
            for (int j = 0; j < x.length; j++) {
                x[j] -= element * regression[at++];
            }
        }
    }
}
