package org.glmm.engine.estimate;

import java.util.Arrays;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Link;
import org.glmm.engine.parallel.RowChunks;

/**
 * The linear model that a generalized linear model is near a linear predictor eta: weights W = D'R^-1D and working
 * responses y* = eta + D^-1 (y - mu), with D = dmu/deta and R = v(mu, psi) / w.
 */
final class WorkingModel {

    private static final double LEAST_VARIANCE = 1e-12;
    /** Weights of a row smaller than this part of the largest, as under separation, make the equations singular. */
    private static final double LEAST_WEIGHT = 1e-12;

    private final Distribution distribution;
    private final Link link;
    private final double[] y;
    private final double[] size;
    private final double[] factors;
    private final double[] frequency;
    private final double[] offset;
    private final RowChunks chunks;
    private final double[] weights;
    private final double[] response;
    private final double[] mean;
    private double shape = 1;

    /** @param offset the known part of the linear predictor, one value a row */
    WorkingModel(Distribution distribution, Link link, Observations observations, double[] offset, RowChunks chunks) {
        this.distribution = distribution;
        this.link = link;
        this.y = observations.y();
        this.size = observations.size();
        this.factors = observations.weights();
        this.frequency = observations.frequency();
        this.offset = offset;
        this.chunks = chunks;
        this.weights = new double[y.length];
        this.response = new double[y.length];
        this.mean = new double[y.length];
    }

    /** Whether the variance function has a parameter psi. */
    boolean hasShape() {
        return distribution.dispersion() == Dispersion.SHAPE;
    }

    /** The parameter psi of the variance function; 1 if there is none. */
    double shape() {
        return shape;
    }

    /** Takes another psi for the linearisations to come. */
    void shape(double value) {
        shape = value;
    }

    /**
     * The moment equation for psi at the last linearisation.
     *
     * @param residuals y* - X beta - Z u of every row in the linearised model
     * @param predictorVariances [x' z'] LHS^-1 [x; z] of every row
     */
    DispersionEquation dispersionEquation(double[] residuals, double[] predictorVariances) {
        double[] squares = new double[y.length];
        for (int r = 0; r < squares.length; r++) {
            squares[r] = weights[r] / frequency[r] * distribution.variance(mean[r], shape, size[r])
                * (residuals[r] * residuals[r] + predictorVariances[r]);
        }
        return new DispersionEquation(distribution, mean, size, frequency, squares);
    }

    /** The known part of the linear predictor. */
    double[] offset() {
        return offset;
    }

    /** The weights of the last linearisation. */
    double[] weights() {
        return weights;
    }

    /** The working responses of the last linearisation, less the part of eta that was not asked for. */
    double[] response() {
        return response;
    }

    /**
     * Linearises about {@code eta}.
     *
     * @param part the part of eta that the working responses are to contain: y* = part + D^-1 (y - mu)
     */
    void linearise(double[] eta, double[] part) {
        chunks.forEach((chunk, from, to) -> {
            for (int r = from; r < to; r++) {
                set(r, eta[r], link.inverse(eta[r]), part[r]);
            }
        });
        limitWeights();
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /**
     * Linearises about means near the observations, or near the mean response where an observation cannot be a mean;
     * the working responses are without offset.
     */
    void lineariseAtObservations() {
        double centre = mean(y);
        chunks.forEach((chunk, from, to) -> {
            for (int r = from; r < to; r++) {
                double own = distribution.startingMean(y[r], size[r]);
                double mu = Double.isFinite(link.link(own)) ? own : centre;
                double eta = link.link(mu);
                set(r, eta, mu, eta - offset[r]);
            }
        });
        limitWeights();
    }

    private void set(int row, double eta, double mu, double part) {
        double slope = link.derivative(eta);
        double derivative = Math.copySign(Math.max(Math.abs(slope), Double.MIN_NORMAL), slope);
        double variance = Math.max(distribution.variance(mu, shape, size[row]), LEAST_VARIANCE / size[row]);
        mean[row] = mu;
        weights[row] = factors[row] * derivative * derivative / variance;
        response[row] = part + (y[row] - mu) / derivative;
    }

    private void limitWeights() {
        double most = 0;
        for (int r = 0; r < weights.length; r++) {
            most = Math.max(most, weights[r] / frequency[r]);
        }
        double least = Math.max(LEAST_WEIGHT * most, Double.MIN_NORMAL);
        for (int r = 0; r < weights.length; r++) {
            weights[r] = Math.max(weights[r], frequency[r] * least);
        }
    }

    /** The sum of w d(y, mu) over the rows, d the unit deviance; infinite if a mean is out of range. */
    double deviance(double[] eta) {
        double sum = chunks.sum((from, to) -> deviance(eta, from, to));
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    private double deviance(double[] eta, int from, int to) {
        double sum = 0;
        for (int r = from; r < to; r++) {
            double mu = link.inverse(eta[r]);
            if (!distribution.means().contains(mu)) {
                return Double.POSITIVE_INFINITY;
            }
            sum += factors[r] * distribution.deviance(y[r], mu, shape, size[r]);
        }
        return sum;
    }

    /** @throws ModelException if a linear predictor gives an impossible mean */
    void requireMeans(double[] eta) {
        if (!Double.isFinite(deviance(eta))) {
            throw new ModelException("The " + link.name() + " link gives means outside the range of the "
                + distribution.name() + " distribution at the start; choose another link, or check the offset.");
        }
    }
}
