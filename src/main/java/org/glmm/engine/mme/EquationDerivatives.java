package org.glmm.engine.mme;

import static org.glmm.engine.dense.DenseAlgebra.dot;

import java.util.List;

/**
 * What a likelihood that is made of the mixed-model equations needs to be differentiated: gradients with respect to
 * Lambda and beta, average information, and the parts of derivatives of the covariance matrix of the fixed effects; all
 * of the last factorisation.
 */
public final class EquationDerivatives {

    private final CrossProducts products;
    private final FactoredEquations equations;
    private final RandomFactor random;
    private final int p;

    EquationDerivatives(CrossProducts products, FactoredEquations equations) {
        this.products = products;
        this.equations = equations;
        this.random = equations.random();
        this.p = equations.fixed().size();
    }

    /**
     * The derivatives of log det A (or, restricted, of log det A + log det S) with respect to the elements of Lambda:
     * 2 tr(C Lambda'Z'WZ dLambda) with C the selected inverse, plus in the restricted case the part of the fixed
     * effects.
     *
     * @return one k x k row-major matrix a term
     */
    public double[][] logDeterminant(boolean restricted) {
        double[][] gradient = random.logDeterminantGradient();
        if (restricted && p > 0) {
            subtractFixedPart(gradient);
        }
        return gradient;
    }

    /** gradient_t -= 2 sum over the levels of (Z'V^-1 X)_i S^-1 V_i' with V = A^-1 Lambda'Z'WX. */
    private void subtractFixedPart(double[][] gradient) {
        double[] v = equations.regression();
        double[] mixed = mixed(v);
        double[] vs = equations.fixed().timesInverse(v);
        RandomLayout layout = random.layout();
        for (int t = 0; t < gradient.length; t++) {
            int k = layout.term(t).effects();
            for (int first = layout.firstRow(t); first < layout.firstRow(t + 1); first += k) {
                for (int a = 0; a < k; a++) {
                    for (int c = 0; c < k; c++) {
                        gradient[t][a * k + c] -= 2 * dot(mixed, (first + a) * p, vs, (first + c) * p, p);
                    }
                }
            }
        }
    }

    /** Z'V^-1 X = Z'WX - Z'WZ Lambda v, q x p, row-major, for v = A^-1 Lambda'Z'WX. */
    private double[] mixed(double[] v) {
        double[] result = random.crossProductsTimes(random.times(v, p), p);
        for (int i = 0; i < result.length; i++) {
            result[i] = products.zx()[i] - result[i];
        }
        return result;
    }

    /**
     * The derivatives of the penalised squares with respect to the elements of Lambda: -2 (Z'W e)_i b_i' summed over
     * the levels, with e = y - X beta - Z u.
     *
     * @return one k x k row-major matrix a term
     */
    public double[][] penalisedSquares(Solution solution) {
        double[][] gradient = random.outerProducts(score(solution), solution.b());
        for (double[] term : gradient) {
            for (int i = 0; i < term.length; i++) {
                term[i] *= -2;
            }
        }
        return gradient;
    }

    /** X'W (y - X beta - Z u) for the scaled columns of X. */
    public double[] fixedScore(Solution solution) {
        return products.fixedScore(solution.scaledBeta(), solution.u());
    }

    /** Z'W(y - X beta - Z u), q values. */
    private double[] score(Solution solution) {
        return score(products.zy(), solution.u(), solution.scaledBeta());
    }

    private double[] score(double[] zy, double[] u, double[] scaledBeta) {
        double[] score = random.crossProductsTimes(u);
        for (int k = 0; k < score.length; k++) {
            score[k] = zy[k] - score[k];
        }
        products.subtractFixed(scaledBeta, score);
        return score;
    }

    /**
     * The average information of directions V_i of the marginal covariance matrix (Gilmour, Thompson and Cullis 1995,
     * Biometrics 51, 1440-1450): y'P V_i P V_j P y for phi = 1, at the solution of the last factorisation.
     *
     * @return row-major
     */
    public double[] averageInformation(Solution solution, List<VarianceDirection> directions) {
        int m = directions.size();
        double[] score = score(solution);
        double[] result = new double[m * m];
        double[][] changes = new double[m][];
        for (int i = 0; i < m; i++) {
            VarianceDirection one = directions.get(i);
            changes[i] = random.blockDiagonalTimes(one.blocks(), score);
            double[] projected = projected(changes[i]);
            for (int j = 0; j <= i; j++) {
                VarianceDirection other = directions.get(j);
                result[i * m + j] = one.multiple() * other.multiple() * solution.penalisedSquares()
                    + one.multiple() * dot(score, changes[j]) + other.multiple() * dot(score, changes[i])
                    + dot(projected, changes[j]);
                result[j * m + i] = result[i * m + j];
            }
        }
        return result;
    }

    /** Z'PZ a with P = V^-1 - V^-1 X (X'V^-1 X)^-1 X'V^-1, q values: the score where the response is Z a. */
    private double[] projected(double[] a) {
        double[] za = random.crossProductsTimes(a);
        double[] b = random.transposedTimes(za);
        double[] beta = products.fixedTimesRandom(a);
        equations.solve(b, beta);
        return score(za, random.times(b), beta);
    }

    /**
     * What derivatives with respect to covariance parameters are made of.
     *
     * @param rows the number n of rows of the data, each counted as often as it occurs
     */
    public VarianceProducts varianceProducts(double rows) {
        return new VarianceProducts(rows, random, equations.fixed().matrix(), mixed(equations.regression()));
    }
}
