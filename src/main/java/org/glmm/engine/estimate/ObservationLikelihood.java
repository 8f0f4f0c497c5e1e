package org.glmm.engine.estimate;

import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Link;

/** The log-density of every row given its linear predictor, with three derivatives. */
final class ObservationLikelihood {

    private final Distribution distribution;
    private final Link link;
    private final double[] y;
    private final double[] prior;
    private final double[] score;
    private final double[] information;
    private final double[] informationSlope;
    private double kernel;

    /**
     * @param y the response, one value a row
     * @param prior the prior weights (for proportions times the trials), one a row
     */
    ObservationLikelihood(Distribution distribution, Link link, double[] y, double[] prior) {
        this.distribution = distribution;
        this.link = link;
        this.y = y;
        this.prior = prior;
        this.score = new double[y.length];
        this.information = new double[y.length];
        this.informationSlope = new double[y.length];
    }

    /** The number of rows. */
    int rows() {
        return y.length;
    }

    /**
     * Evaluates the derivatives of every row.
     *
     * @return the sum of the kernels of the log-densities, w kernel / phi; minus infinity if a mean is out of range
     */
    double evaluate(double[] eta, double scale) {
        double[] values = new double[4];
        double sum = 0;
        for (int r = 0; r < y.length; r++) {
            if (!distribution.isMean(link.inverse(eta[r]))) {
                return Double.NEGATIVE_INFINITY;
            }
            distribution.logKernel(y[r], link, eta[r], values);
            double weight = prior[r] / scale;
            sum += weight * values[0];
            score[r] = weight * values[1];
            information[r] = -weight * values[2];
            informationSlope[r] = -weight * values[3];
        }
        kernel = Double.isNaN(sum) ? Double.NEGATIVE_INFINITY : sum;
        return kernel;
    }

    /** The sum of the kernels at the last evaluation. */
    double kernel() {
        return kernel;
    }

    /** d log f / d eta of every row at the last evaluation. */
    double[] score() {
        return score;
    }

    /** The observed information -d2 log f / d eta2 of every row at the last evaluation. */
    double[] information() {
        return information;
    }

    /** The derivative of the observed information with respect to eta. */
    double[] informationSlope() {
        return informationSlope;
    }

    /** The expected information w (dmu/deta)^2 / (phi v(mu)) of every row. */
    double[] expectedInformation(double[] eta, double scale) {
        double[] result = new double[y.length];
        for (int r = 0; r < y.length; r++) {
            double d = link.derivative(eta[r]);
            double variance = Math.max(distribution.variance(link.inverse(eta[r])), Double.MIN_NORMAL);
            result[r] = prior[r] / scale * d * d / variance;
        }
        return result;
    }

    /** The sum of the parts of the log-densities that do not depend on the means. */
    double constant(double scale) {
        double sum = 0;
        for (int r = 0; r < y.length; r++) {
            sum += distribution.logConstant(y[r], prior[r], scale);
        }
        return sum;
    }

    /** The derivative of {@link #constant} with respect to phi. */
    double constantDerivative(double scale) {
        double sum = 0;
        for (int r = 0; r < y.length; r++) {
            sum += distribution.logConstantDerivative(y[r], prior[r], scale);
        }
        return sum;
    }
}
