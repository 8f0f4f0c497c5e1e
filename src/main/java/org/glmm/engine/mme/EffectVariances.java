package org.glmm.engine.mme;

import static org.glmm.engine.dense.DenseAlgebra.dot;

/**
 * The variances and covariances of the estimated fixed and predicted random effects, for phi = 1 and on the user's
 * scale unless they say otherwise. They are parts of the inverse of the mixed-model equations, with V = A^-1
 * Lambda'Z'WX:
 *
 * <pre>
 * Var(beta-hat) = S^-1,   Var(u-hat - u) = Lambda (A^-1 + V S^-1 V') Lambda'
 * </pre>
 */
public final class EffectVariances {

    private final FixedEffectScaling scaling;
    private final CrossProducts products;
    private final FactoredEquations equations;
    private final RandomFactor random;
    private final RandomLayout layout;
    private final int p;
    private final int q;

    EffectVariances(FixedEffectScaling scaling, CrossProducts products, FactoredEquations equations) {
        this.scaling = scaling;
        this.products = products;
        this.equations = equations;
        this.random = equations.random();
        this.layout = random.layout();
        this.p = equations.fixed().size();
        this.q = random.size();
    }

    /** S^-1, p x p: the covariance matrix of the fixed effects. */
    public double[] fixedCovariance() {
        return scaling.covariance(scaledFixedCovariance());
    }

    /** S for the scaled columns of X, p x p: the information about their coefficients. */
    public double[] scaledFixedInformation() {
        return equations.fixed().matrix().data.clone();
    }

    /** S^-1 for the scaled columns of X, p x p. */
    public double[] scaledFixedCovariance() {
        return equations.fixed().inverse();
    }

    /** The diagonal of S^-1 for the scaled columns of X, p values. */
    public double[] scaledFixedVariances() {
        double[] inverse = scaledFixedCovariance();
        double[] diagonal = new double[p];
        for (int j = 0; j < p; j++) {
            diagonal[j] = inverse[j * p + j];
        }
        return diagonal;
    }

    /**
     * [x_r' z_r'] LHS^-1 [x_r; z_r] of every row: the variance of x_r'beta-hat + z_r'(u-hat - u), found as
     * z_r' Lambda A^-1 Lambda' z_r + |C'(x_r - V' Lambda' z_r)|^2 with S^-1 = C C'.
     */
    public double[] predictorVariances() {
        double[] variances = products.random().quadraticForms(random.conditionalCovariance());
        double[] lambdaV = random.times(equations.regression(), p);
        for (double[] column : equations.fixed().rootOfInverse()) {
            addSquares(column, minusTimes(lambdaV, column), variances);
        }
        return variances;
    }

    /** -M c for M q x p, row-major. */
    private double[] minusTimes(double[] m, double[] c) {
        double[] result = new double[q];
        for (int k = 0; k < q; k++) {
            for (int j = 0; j < p; j++) {
                result[k] -= m[k * p + j] * c[j];
            }
        }
        return result;
    }

    /** Adds the squares of X beta + Z u of every row. */
    private void addSquares(double[] beta, double[] u, double[] sums) {
        double[] predictor = new double[sums.length];
        products.addLinearPredictor(beta, u, predictor);
        for (int r = 0; r < sums.length; r++) {
            sums[r] += predictor[r] * predictor[r];
        }
    }

    /**
     * Overwrites B, q x columns, column-major, with Lambda A^-1 Lambda' B: the covariance matrix of u given beta times
     * B.
     */
    public void multiplyByConditional(double[] b, int columns) {
        double[] column = new double[q];
        for (int j = 0; j < columns; j++) {
            System.arraycopy(b, j * q, column, 0, q);
            System.arraycopy(random.transposedTimes(column), 0, b, j * q, q);
        }
        random.cholesky().solve(b, columns);
        for (int j = 0; j < columns; j++) {
            System.arraycopy(b, j * q, column, 0, q);
            System.arraycopy(random.times(column), 0, b, j * q, q);
        }
    }

    /**
     * V^-1 X, V the marginal covariance matrix of the response.
     *
     * @param w the weights of the last assembly
     * @return one array of n values a column
     */
    public double[][] inverseTimesFixed(double[] w) {
        double[] lambdaV = random.times(equations.regression(), p);
        double[][] columns = new double[p][w.length];
        for (int j = 0; j < p; j++) {
            double[] unit = new double[p];
            unit[j] = 1;
            products.addLinearPredictor(unit, minusTimes(lambdaV, unit), columns[j]);
            for (int r = 0; r < w.length; r++) {
                columns[j][r] *= w[r];
            }
        }
        scaling.restoreUnits(columns);
        return columns;
    }

    /** The joint uncertainty of the fixed and random effects for a given phi. */
    public PredictionErrors predictionErrors(double phi) {
        double[] conditional = random.conditionalCovariance();
        for (int i = 0; i < conditional.length; i++) {
            conditional[i] *= phi;
        }
        double[] regression = random.times(equations.regression(), p);
        scaling.restoreColumns(regression);
        return new PredictionErrors(layout.pattern(), conditional, regression);
    }

    /**
     * The prediction error variances: the diagonal of Var(u-hat - u).
     *
     * @return one array a term, levels x effects, row-major
     */
    public double[][] predictionErrorVariances() {
        return predictionErrorVariances(random.lambda());
    }

    /**
     * The same of the effects F b for other factors F.
     *
     * @param factors one k x k row-major matrix a term
     */
    public double[][] predictionErrorVariances(double[][] factors) {
        double[] v = equations.regression();
        double[] vs = equations.fixed().timesInverse(v);
        double[][] variances = new double[layout.terms()][];
        for (int t = 0; t < variances.length; t++) {
            int k = layout.term(t).effects();
            variances[t] = new double[layout.term(t).levels() * k];
            for (int level = 0; level < layout.term(t).levels(); level++) {
                double[] block = block(t, level, v, vs);
                for (int a = 0; a < k; a++) {
                    variances[t][level * k + a] = quadraticForm(factors[t], a, block, k);
                }
            }
        }
        return variances;
    }

    /** The block of A^-1 + V S^-1 V' of a level of a term, k x k. */
    private double[] block(int t, int level, double[] v, double[] vs) {
        int k = layout.term(t).effects();
        int offset = layout.pattern().offset(layout.pattern().columnStart(layout.firstNode(t) + level));
        int first = layout.firstRow(t) + level * k;
        double[] block = new double[k * k];
        for (int a = 0; a < k; a++) {
            for (int c = 0; c < k; c++) {
                block[a * k + c] = random.inverse()[offset + c * k + a]
                    + dot(vs, (first + a) * p, v, (first + c) * p, p);
            }
        }
        return block;
    }

    /** A row of F times the block times the row. */
    private static double quadraticForm(double[] factor, int row, double[] block, int size) {
        double sum = 0;
        for (int a = 0; a < size; a++) {
            for (int c = 0; c < size; c++) {
                sum += factor[row * size + a] * block[a * size + c] * factor[row * size + c];
            }
        }
        return sum;
    }
}
