package org.glmm.engine.mme;

import org.glmm.engine.sparse.Cholesky;

/**
 * The equations of the random effects alone, A = Lambda'K Lambda + I with K = Z'WZ, which are sparse: products with
 * Lambda and K, and of the factor of A its solves, determinant and selected inverse. Workspaces are sized once.
 */
final class RandomFactor {

    private final RandomLayout layout;
    private final SymmetricBlocks blocks;
    private final double[] zz;
    private final double[] scaled;
    private final Cholesky cholesky;
    private double[][] lambda;
    private double[] inverse;
    private boolean inverted;

    /** @param zz the values of K, read whenever A is factored */
    RandomFactor(ModelStructure structure, double[] zz) {
        this.layout = structure.layout();
        this.blocks = new SymmetricBlocks(layout);
        this.zz = zz;
        this.scaled = new double[zz.length];
        this.cholesky = new Cholesky(structure.analysis(), structure.workers());
    }

    RandomLayout layout() {
        return layout;
    }

    /** The number q of random effects. */
    int size() {
        return layout.dimension();
    }

    /** Takes the relative covariance factor of each term, k x k, row-major, lower triangular; not copied. */
    void relate(double[][] factors) {
        lambda = factors;
    }

    /** The factors taken last. */
    double[][] lambda() {
        return lambda;
    }

    /** Factors A; false if it is not positive definite. */
    boolean factor() {
        inverted = false;
        blocks.scale(zz, lambda, scaled);
        return cholesky.factor(scaled);
    }

    Cholesky cholesky() {
        return cholesky;
    }

    /** Lambda b. */
    double[] times(double[] b) {
        return times(b, 1);
    }

    /** Lambda B, both q x columns, row-major. */
    double[] times(double[] b, int columns) {
        double[] u = new double[size() * columns];
        blocks.applyFactor(lambda, b, columns, u);
        return u;
    }

    /** Lambda'u. */
    double[] transposedTimes(double[] u) {
        double[] b = new double[size()];
        transposedTimes(u, 1, b);
        return b;
    }

    /** Lambda'U for U q x columns, row-major, into {@code b}, which is column-major. */
    void transposedTimes(double[] u, int columns, double[] b) {
        blocks.applyTransposedFactor(lambda, u, columns, b);
    }

    /** K u. */
    double[] crossProductsTimes(double[] u) {
        return crossProductsTimes(u, 1);
    }

    /** K U, both q x columns, row-major. */
    double[] crossProductsTimes(double[] u, int columns) {
        double[] product = new double[size() * columns];
        blocks.multiply(zz, u, columns, product);
        return product;
    }

    /** D v for the block-diagonal D with one symmetric block a term, null where it is zero. */
    double[] blockDiagonalTimes(double[][] termBlocks, double[] v) {
        return blocks.times(termBlocks, v);
    }

    /** The sums over the levels of each term of u_i b_i', one k x k row-major matrix a term. */
    double[][] outerProducts(double[] u, double[] b) {
        return blocks.outerProducts(u, b);
    }

    /** The selected inverse C of A: the blocks of A^-1 on the pattern of K, found once a factorisation. */
    double[] inverse() {
        if (!inverted) {
            if (inverse == null) {
                inverse = new double[zz.length];
            }
            cholesky.selectedInverse(inverse);
            inverted = true;
        }
        return inverse;
    }

    /** The blocks on the pattern of K of Lambda A^-1 Lambda', the covariance matrix of u given beta for phi = 1. */
    double[] conditionalCovariance() {
        double[] covariance = new double[zz.length];
        blocks.sandwich(inverse(), lambda, covariance);
        return covariance;
    }

    /** The derivatives of log det A with respect to the elements of Lambda, one k x k row-major matrix a term. */
    double[][] logDeterminantGradient() {
        return blocks.logDeterminantGradient(inverse(), lambda, zz);
    }
}
