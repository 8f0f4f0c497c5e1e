package org.glmm.engine.estimate;

import java.util.Arrays;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.mme.Solution;

/**
 * Minus two times the log-likelihood (or restricted log-likelihood) of a linear mixed model with known weights, as a
 * function of theta, with exact gradient; all constants kept. With V = W^-1 + Z Lambda Lambda'Z', r^2 the penalised
 * squares and N = n or, restricted, n - p:
 *
 * <pre>
 * -2 log L = log det A [+ log det S] - sum log w + N log(2 pi phi) + r^2 / phi
 * </pre>
 *
 * where the residual scale phi is 1 or profiled out, phi = r^2 / N (Bates et al. 2015, J. Statist. Softw. 67, section
 * 3.4). Where the covariance matrix of some term is known, Lambda depends on phi as well, and the phi that minimises
 * the deviance is found by a search.
 */
final class LinearMixedDeviance implements Objective {

    /** Keeps the likelihood of a perfect fit finite. */
    private static final double LEAST_SCALE = Double.MIN_NORMAL;
    private static final double FIRST_WIDTH = 0.5;
    private static final double SCALE_TOLERANCE = 1e-13;
    private static final int MOST_EVALUATIONS = 200;
    /** Less average information, relative to a guess, is not to be trusted. */
    private static final double LEAST_CURVATURE = 0.05;

    private final MixedModelEquations equations;
    private final CovarianceModel covariance;
    private final boolean restricted;
    private final boolean scaleEstimated;
    private final double[] frequency;
    private final Evaluations evaluations;
    private double[] weights;
    private double[] response;
    private double logWeights;
    private double count;
    private double scale = 1;
    private Solution solution;

    /** @param frequency how many rows each row stands for; the weights contain it as factor */
    LinearMixedDeviance(MixedModelEquations equations, CovarianceModel covariance, boolean restricted,
        boolean scaleEstimated, double[] frequency, Evaluations evaluations) {
        this.equations = equations;
        this.covariance = covariance;
        this.restricted = restricted;
        this.scaleEstimated = scaleEstimated;
        this.frequency = frequency;
        this.evaluations = evaluations;
    }

    /** Takes new weights and a new response, one value a row. */
    void observe(double[] w, double[] y) {
        equations.weigh(w);
        equations.respond(w, y);
        weights = w;
        response = y;
        logWeights = 0;
        count = restricted ? -equations.fixedEffects() : 0;
        for (int r = 0; r < w.length; r++) {
            logWeights += frequency[r] * Math.log(w[r] / frequency[r]);
            count += frequency[r];
        }
    }

    @Override
    public double evaluate(double[] theta, double[] gradient) {
        if (!solveAt(theta)) {
            return Double.POSITIVE_INFINITY;
        }
        System.arraycopy(covariance.gradient(theta, factorGradients(scale)), 0, gradient, 0, covariance.parameters());
        return evaluations.report(value(scale), gradient);
    }

    /**
     * A theta to start a search from: moment estimates for the data taken last.
     *
     * @param otherwise the start where the equations cannot be solved at these
     */
    double[] start(double[] otherwise) {
        double rows = restricted ? count : count - equations.fixedEffects();
        double[] moments = covariance.start(equations.momentEstimates(scaleEstimated ? rows : Double.NaN));
        return solveAt(moments) ? moments : otherwise;
    }

    /**
     * The average information about theta, with phi profiled out if it is estimated; where that tells next to nothing
     * about a parameter, as at a variance of zero, a guess.
     */
    @Override
    public double[] curvature(double[] theta) {
        int m = covariance.parameters();
        double[] joint = equations.derivatives().averageInformation(solution, covariance.directions(theta, scale));
        double[] guesses = covariance.curvatures(theta);
        double[] curvature = new double[m * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                double shared = scaleEstimated ? joint[i * (m + 1) + m] * joint[m * (m + 1) + j]
                    / joint[joint.length - 1] : 0;
                curvature[i * m + j] = (joint[i * (m + 1) + j] - shared) / scale;
            }
            if (!(curvature[i * m + i] > LEAST_CURVATURE * guesses[i])) {
                curvature[i * m + i] = guesses[i];
            }
        }
        return curvature;
    }

    /** Factors and solves the equations at theta; false if that is not possible. */
    boolean solveAt(double[] theta) {
        if (scaleEstimated && covariance.dependsOnScale()) {
            return searchScale(theta);
        }
        boolean solved = solveAt(theta, 1);
        scale = solved && scaleEstimated ? Math.max(solution.penalisedSquares() / count, LEAST_SCALE) : 1;
        return solved;
    }

    /** Factors and solves the equations at theta, for a given residual scale; false if that is not possible. */
    boolean solveAt(double[] theta, double phi) {
        if (!equations.factor(covariance.factors(theta, phi))) {
            return false;
        }
        solution = equations.solve();
        return Double.isFinite(solution.penalisedSquares());
    }

    /** The same for given coefficients of the scaled columns of X: only the random effects are solved for. */
    boolean solveAt(double[] theta, double phi, double[] scaledBeta) {
        if (!equations.factor(covariance.factors(theta, phi))) {
            return false;
        }
        solution = equations.solveGiven(scaledBeta);
        return Double.isFinite(solution.penalisedSquares());
    }

    /** Finds the root of the derivative with respect to log phi, starting at the last phi. */
    private boolean searchScale(double[] theta) {
        double low = Math.log(scale);
        double high = low;
        double width = FIRST_WIDTH;
        for (; slope(theta, low) > 0 && low > Math.log(LEAST_SCALE); width *= 2) {
            high = low;
            low -= width;
        }
        for (; slope(theta, high) < 0; width *= 2) {
            low = high;
            high += width;
        }
        if (!Double.isFinite(slope(theta, low)) || !Double.isFinite(slope(theta, high))) {
            return false;
        }
        if (low < high) {
            scale = slope(theta, low) < 0
                ? Math.exp(new BrentSolver(SCALE_TOLERANCE).solve(MOST_EVALUATIONS, s -> slope(theta, s), low, high))
                : LEAST_SCALE;
        }
        return solveAt(theta, scale);
    }

    /** The derivative of the deviance with respect to log phi. */
    private double slope(double[] theta, double logScale) {
        double phi = Math.exp(logScale);
        return solveAt(theta, phi) ? phi * scaleDerivative(theta, phi, factorGradients(phi)) : Double.NaN;
    }

    private double scaleDerivative(double[] theta, double phi, double[][] factorGradients) {
        return count / phi - solution.penalisedSquares() / (phi * phi)
            + covariance.scaleGradient(theta, phi, factorGradients);
    }

    /** The weights of the rows that were taken last. */
    double[] weights() {
        return weights;
    }

    /** y - X b - Z u of every row at the theta of the last evaluation. */
    double[] residuals() {
        double[] fitted = new double[response.length];
        equations.addLinearPredictor(solution.scaledBeta(), solution.u(), fitted);
        Arrays.setAll(fitted, r -> response[r] - fitted[r]);
        return fitted;
    }

    /** The solution at the theta of the last evaluation. */
    Solution solution() {
        return solution;
    }

    /** The residual scale phi at the theta of the last evaluation. */
    double scale() {
        return scale;
    }

    /** The value at the theta of the last evaluation, for a given residual scale. */
    double value(double phi) {
        return equations.logDeterminantRandom() + (restricted ? equations.logDeterminantFixed() : 0) - logWeights
            + count * Math.log(2 * Math.PI * phi) + solution.penalisedSquares() / phi;
    }

    /** The derivatives with respect to the elements of each term's Lambda. */
    private double[][] factorGradients(double phi) {
        double[][] factorGradients = equations.derivatives().logDeterminant(restricted);
        double[][] squares = equations.derivatives().penalisedSquares(solution);
        for (int t = 0; t < squares.length; t++) {
            for (int i = 0; i < squares[t].length; i++) {
                factorGradients[t][i] += squares[t][i] / phi;
            }
        }
        return factorGradients;
    }

    /**
     * The gradient with respect to theta and, as last element, the residual scale phi, at a phi that is not profiled
     * out; NaN where the equations cannot be factored.
     *
     * @param point theta followed by phi
     */
    double[] jointGradient(double[] point) {
        double phi = point[covariance.parameters()];
        if (solveAt(point, phi)) {
            return jointGradient(point, phi);
        }
        double[] gradient = new double[covariance.parameters() + 1];
        Arrays.fill(gradient, Double.NaN);
        return gradient;
    }

    /** The same at the theta and phi of the last solution. */
    double[] jointGradient(double[] theta, double phi) {
        int m = covariance.parameters();
        double[][] factorGradients = factorGradients(phi);
        double[] gradient = Arrays.copyOf(covariance.gradient(theta, factorGradients), m + 1);
        gradient[m] = scaleDerivative(theta, phi, factorGradients);
        return gradient;
    }

    /** The standard errors of the coefficients of the scaled columns of X for phi = 1. */
    double[] fixedErrors() {
        return Arrays.stream(equations.variances().scaledFixedVariances()).map(Math::sqrt).toArray();
    }

    /** The gradient with respect to the coefficients of the scaled columns of X at the last solution. */
    double[] fixedGradient(double phi) {
        return Arrays.stream(equations.derivatives().fixedScore(solution)).map(score -> -2 * score / phi).toArray();
    }
}
