package org.glmm.engine.estimate;

import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Link;
import org.glmm.engine.parallel.RowChunks;

/** The log-density of every row given its linear predictor and the dispersion parameter psi, with its derivatives. */
final class ObservationLikelihood {

    private final Distribution distribution;
    private final Link link;
    private final Observations observations;
    private final RowChunks chunks;
    private final double[] score;
    private final double[] information;
    private final double[] informationSlope;
    private double kernel;
    private double constant = Double.NaN;

    ObservationLikelihood(Distribution distribution, Link link, Observations observations, RowChunks chunks) {
        this.distribution = distribution;
        this.link = link;
        this.observations = observations;
        this.chunks = chunks;
        int n = observations.y().length;
        this.score = new double[n];
        this.information = new double[n];
        this.informationSlope = new double[n];
    }

    /** A new evaluator of single rows, for one thread. */
    RowLikelihood rows(double dispersion) {
        return new RowLikelihood(distribution, link, observations, dispersion);
    }

    /** Whether the distribution has a dispersion parameter. */
    boolean isDispersed() {
        return distribution.dispersion() != Dispersion.NONE;
    }

    /**
     * Evaluates the derivatives of every row with respect to eta.
     *
     * @return the sum of the kernels of the log-densities; minus infinity if a mean is out of range
     */
    double evaluate(double[] eta, double dispersion) {
        double sum = chunks.sum((from, to) -> evaluate(eta, dispersion, from, to));
        kernel = Double.isNaN(sum) ? Double.NEGATIVE_INFINITY : sum;
        return kernel;
    }

    private double evaluate(double[] eta, double dispersion, int from, int to) {
        RowLikelihood rows = rows(dispersion);
        double[] values = new double[4];
        double sum = 0;
        for (int r = from; r < to; r++) {
            rows.differentiate(r, eta[r], values);
            sum += values[0];
            score[r] = values[1];
            information[r] = -values[2];
            informationSlope[r] = -values[3];
        }
        return sum;
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

    /** The expected information (dmu/deta)^2 / Var(y) of every row. */
    double[] expectedInformation(double[] eta, double dispersion) {
        double[] result = new double[eta.length];
        double scale = distribution.hasScale() ? dispersion : 1;
        chunks.forEach((chunk, from, to) -> {
            for (int r = from; r < to; r++) {
                double d = link.derivative(eta[r]);
                double variance = distribution.variance(link.inverse(eta[r]), dispersion, observations.size()[r]);
                double weight = observations.prior()[r] * observations.frequency()[r];
                result[r] = weight / scale * d * d / Math.max(variance, Double.MIN_NORMAL);
            }
        });
        return result;
    }

    /** The sum of the parts of the log-densities that do not depend on the means. */
    double constant(double dispersion) {
        if (isDispersed() || Double.isNaN(constant)) {
            constant = chunks.sum((from, to) -> constant(dispersion, from, to));
        }
        return constant;
    }

    private double constant(double dispersion, int from, int to) {
        RowLikelihood rows = rows(dispersion);
        double sum = 0;
        for (int r = from; r < to; r++) {
            sum += rows.constant(r);
        }
        return sum;
    }

    /**
     * The derivatives of every row with respect to log psi.
     *
     * @param score receives those of dlog f/deta
     * @param information receives those of the observed information
     * @return the sum of those of the log-densities
     */
    double differentiateDispersion(double[] eta, double dispersion, double[] score, double[] information) {
        return chunks.sum((from, to) -> {
            RowLikelihood rows = rows(dispersion);
            double[] values = new double[3];
            double sum = 0;
            for (int r = from; r < to; r++) {
                rows.differentiateDispersion(r, eta[r], values);
                sum += values[0];
                score[r] = values[1];
                information[r] = -values[2];
            }
            return sum;
        });
    }
}
