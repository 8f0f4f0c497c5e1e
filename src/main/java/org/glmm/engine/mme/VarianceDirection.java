package org.glmm.engine.mme;

import static org.glmm.engine.dense.DenseAlgebra.order;

import java.util.List;

/**
 * A direction in which the marginal covariance matrix V = W^-1 + Z Lambda Lambda'Z' changes: multiple V + Z D Z', D
 * block diagonal with the same block for every level of a term.
 *
 * @param multiple the multiple of V
 * @param blocks for each term the symmetric block of D, k x k, row-major; null if it is zero
 */
public record VarianceDirection(double multiple, double[][] blocks) {

    /** The direction in which only one term's covariance matrix changes. */
    public static VarianceDirection ofTerm(int term, double[] block, int terms) {
        double[][] blocks = new double[terms][];
        blocks[term] = block;
        return new VarianceDirection(0, blocks);
    }

    /** The direction in which W^-1 grows in proportion to itself: V - Z Lambda Lambda'Z'. */
    public static VarianceDirection ofResidual(double multiple, double[][] lambda) {
        double[][] blocks = new double[lambda.length][];
        for (int t = 0; t < blocks.length; t++) {
            blocks[t] = outerProduct(lambda[t], -multiple);
        }
        return new VarianceDirection(multiple, blocks);
    }

    /** A linear combination of directions. */
    public static VarianceDirection sum(double[] weights, List<VarianceDirection> directions, int terms) {
        double multiple = 0;
        double[][] blocks = new double[terms][];
        for (int i = 0; i < weights.length; i++) {
            VarianceDirection direction = directions.get(i);
            multiple += weights[i] * direction.multiple;
            for (int t = 0; t < terms; t++) {
                double[] block = direction.blocks[t];
                if (block != null && blocks[t] == null) {
                    blocks[t] = new double[block.length];
                }
                for (int e = 0; block != null && e < block.length; e++) {
                    blocks[t][e] += weights[i] * block[e];
                }
            }
        }
        return new VarianceDirection(multiple, blocks);
    }

    /** A multiple of L L' for a lower triangular L. */
    public static double[] outerProduct(double[] factor, double multiple) {
        int k = order(factor);
        double[] result = new double[k * k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                for (int c = 0; c <= Math.min(i, j); c++) {
                    result[i * k + j] += multiple * factor[i * k + c] * factor[j * k + c];
                }
            }
        }
        return result;
    }
}
