package org.glmm.engine.mme;

import java.util.Arrays;

/**
 * The left-hand side of the mixed-model equations, factored by blocks: A = LL' (sparse), R = L^-1 Lambda'Z'WX and the
 * Schur complement S = X'WX - R'R (dense). X is centred and scaled.
 */
final class FactoredEquations {

    private final CrossProducts products;
    private final RandomFactor random;
    private final FixedFactor fixed;
    private final int p;
    private final int q;
    private final double[] half;
    private boolean current;

    FactoredEquations(ModelStructure structure, CrossProducts products) {
        this.products = products;
        this.random = new RandomFactor(structure, products.zz());
        this.fixed = new FixedFactor(structure.scaling());
        this.p = structure.design().size();
        this.q = random.size();
        this.half = new double[q * p];
    }

    /** A and Lambda. */
    RandomFactor random() {
        return random;
    }

    /** S. */
    FixedFactor fixed() {
        return fixed;
    }

    /** Tells that the weights have changed. */
    void outdate() {
        current = false;
    }

    /** Takes the relative covariance factor of each term, which are copied. */
    void relate(double[][] factors) {
        if (!Arrays.deepEquals(factors, random.lambda())) {
            double[][] lambda = new double[factors.length][];
            for (int t = 0; t < factors.length; t++) {
                lambda[t] = factors[t].clone();
            }
            random.relate(lambda);
            current = false;
        }
    }

    /** Factors the equations unless they are; false if they are not positive definite. */
    boolean factor() {
        if (!current) {
            current = factorAnew();
        }
        return current;
    }

    private boolean factorAnew() {
        if (!random.factor()) {
            return false;
        }
        random.transposedTimes(products.zx(), p, half);
        random.cholesky().forward(half, p);
        return fixed.factor(products.xx(), half);
    }

    /** Replaces right-hand sides, q values for b and p for beta, by the solution. */
    void solve(double[] b, double[] beta) {
        random.cholesky().forward(b, 1);
        for (int j = 0; j < p; j++) {
            for (int k = 0; k < q; k++) {
                beta[j] -= half[j * q + k] * b[k];
            }
        }
        fixed.solve(beta, 1);
        for (int j = 0; j < p; j++) {
            for (int k = 0; k < q; k++) {
                b[k] -= half[j * q + k] * beta[j];
            }
        }
        random.cholesky().backward(b, 1);
    }

    /** V = A^-1 Lambda'Z'WX, the regression of b on beta with its sign turned, q x p, row-major. */
    double[] regression() {
        double[] columns = half.clone();
        random.cholesky().backward(columns, p);
        double[] rows = new double[columns.length];
        for (int j = 0; j < p; j++) {
            for (int k = 0; k < q; k++) {
                rows[k * p + j] = columns[j * q + k];
            }
        }
        return rows;
    }
}
