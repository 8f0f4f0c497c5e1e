package org.glmm.engine.estimate;

import java.util.Arrays;

import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.mme.MixedModelEquations.Solution;

/**
 * Minus two times the log-likelihood (or restricted log-likelihood) of a linear mixed model with known weights, as a
 * function of theta, with exact gradient; all constants kept. With V = W^-1 + Z Lambda Lambda'Z', r^2 the penalised squares
 * and N = n or, restricted, n - p:
 *
 * <pre>
 * -2 log L = log det A [+ log det S] - sum log w + N log(2 pi phi) + r^2 / phi
 * </pre>
 *
 * where the residual scale phi is 1 or profiled out, phi = r^2 / N (Bates et al. 2015, J. Statist. Softw. 67, section 3.4).
 */
final class LinearMixedDeviance implements Objective {

    /** Keeps the likelihood of a perfect fit finite. */
    private static final double LEAST_SCALE = Double.MIN_NORMAL;

    private final MixedModelEquations equations;
    private final CovarianceModel covariance;
    private final boolean restricted;
    private final boolean scaleEstimated;
    private final Evaluations evaluations;
    private double logWeights;
    private int count;
    private Solution solution;

    LinearMixedDeviance(MixedModelEquations equations, CovarianceModel covariance, boolean restricted,
        boolean scaleEstimated, Evaluations evaluations) {
        this.equations = equations;
        this.covariance = covariance;
        this.restricted = restricted;
        this.scaleEstimated = scaleEstimated;
        this.evaluations = evaluations;
    }

    /** Takes new weights and a new response, one value a row. */
    void observe(double[] w, double[] y) {
        equations.weigh(w);
        equations.respond(w, y);
        logWeights = 0;
        for (double weight : w) {
            logWeights += Math.log(weight);
        }
        count = w.length - (restricted ? equations.fixedEffects() : 0);
    }

    @Override
    public double evaluate(double[] theta, double[] gradient) {
        if (!solveAt(theta)) {
            return Double.POSITIVE_INFINITY;
        }
        double phi = scale();
        gradientAt(theta, phi, gradient);
        return evaluations.report(value(phi));
    }

    /** Factors and solves the equations at theta; false if that is not possible. */
    boolean solveAt(double[] theta) {
        if (!equations.factor(covariance.factors(theta))) {
            return false;
        }
        solution = equations.solve();
        return Double.isFinite(solution.penalisedSquares());
    }

    /** The solution at the theta of the last evaluation. */
    Solution solution() {
        return solution;
    }

    /** The residual scale phi at the theta of the last evaluation. */
    double scale() {
        return scaleEstimated ? Math.max(solution.penalisedSquares() / count, LEAST_SCALE) : 1;
    }

    /** The value at the theta of the last evaluation, for a given residual scale. */
    double value(double phi) {
        return equations.logDeterminantRandom() + (restricted ? equations.logDeterminantFixed() : 0) - logWeights
            + count * Math.log(2 * Math.PI * phi) + solution.penalisedSquares() / phi;
    }

    private void gradientAt(double[] theta, double phi, double[] gradient) {
        double[][] factorGradients = equations.logDeterminantGradient(restricted);
        double[][] squares = equations.penalisedSquaresGradient(solution);
        for (int t = 0; t < squares.length; t++) {
            for (int i = 0; i < squares[t].length; i++) {
                factorGradients[t][i] += squares[t][i] / phi;
            }
        }
        System.arraycopy(covariance.gradient(theta, factorGradients), 0, gradient, 0, covariance.parameters());
    }

    /**
     * The gradient with respect to theta and, as last element, the residual scale phi, at a phi that is not profiled out;
     * NaN where the equations cannot be factored.
     *
     * @param point theta followed by phi
     */
    double[] jointGradient(double[] point) {
        int m = covariance.parameters();
        double[] gradient = new double[m + 1];
        double phi = point[m];
        if (!solveAt(point)) {
            Arrays.fill(gradient, Double.NaN);
            return gradient;
        }
        gradientAt(point, phi, gradient);
        gradient[m] = count / phi - solution.penalisedSquares() / (phi * phi);
        return gradient;
    }
}
