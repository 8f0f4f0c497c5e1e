package org.glmm.engine.predict;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Link;
import org.glmm.engine.model.FittedModel;

/**
 * Intervals for a new observation. Its predictive distribution is the mixture over what is not known of the linear
 * predictor,
 *
 * <pre>
 * P(Y <= y) = E[F(y; g^-1(eta + w))],   w ~ N(0, s^2),
 * </pre>
 *
 * s^2 the variance of the prediction error plus, for the population, that of the groups. The interval lies between its
 * (1 - c) / 2 and (1 + c) / 2 quantiles; for discrete responses these are the least values at which P(Y <= y) reaches
 * them, so that the probability of the interval is at least c.
 *
 * <p>The expectation is the trapezoidal rule with steps of at most {@link #STEP} standard deviations of w and at most
 * {@link #RATIO} standard deviations of Y as seen on the scale of eta, which the smoothness of the integrand makes
 * exact to about six digits.
 */
public final class ObservationInterval {

    private static final double STEP = 0.8;
    private static final double RATIO = 0.8;
    private static final double RANGE = 5.6;
    private static final int MOST_STEPS = 200;
    private static final int MOST_EVALUATIONS = 200;
    private static final double ACCURACY = 1e-9;

    private final Distribution distribution;
    private final Link link;
    private final double scale;
    private final double shape;
    private final double confidence;
    private final double quantile;

    /** The intervals of a model's response. */
    public ObservationInterval(FittedModel model, double confidence) {
        this(model.spec().distribution(), model.spec().link(),
            isDefined(model) ? model.statistics().scale() : Double.NaN, model.statistics().shape(), confidence);
    }

    /**
     * @param scale the residual scale phi; NaN if there shall be no interval
     * @param shape the parameter psi of the variance function, if it has one
     * @param confidence between 0 and 1
     */
    ObservationInterval(Distribution distribution, Link link, double scale, double shape, double confidence) {
        this.distribution = distribution;
        this.link = link;
        this.scale = scale;
        this.shape = shape;
        this.confidence = confidence;
        quantile = PredictionScale.quantile(confidence);
    }

    /**
     * Whether the response has a distribution: it has none if its variance is inflated by a scale that the
     * distribution lacks.
     */
    public static boolean isDefined(FittedModel model) {
        return !model.spec().estimateScale() || model.spec().distribution().dispersion() == Dispersion.SCALE;
    }

    /**
     * The interval of a new observation; none if the response has no distribution, or size or weight are not known.
     *
     * @param size its number of trials, 1 if there are none
     * @param weight its prior weight
     */
    public Interval of(LinearPrediction prediction, double size, double weight) {
        double deviation = Math.sqrt(prediction.variance() + prediction.groupVariance());
        if (Double.isNaN(prediction.eta() + deviation + size + weight + scale)) {
            return Interval.NONE;
        }
        var mixture = new Mixture(prediction.eta(), deviation, size, weight);
        return new Interval(distribution.observation(mixture.quantile((1 - confidence) / 2, -quantile)),
            distribution.observation(mixture.quantile((1 + confidence) / 2, quantile)));
    }

    /** The predictive distribution of one observation. */
    private final class Mixture implements UnivariateFunction {

        private final double size;
        private final double dispersion;
        private final double centre;
        private final double spread;
        private final double[] means;
        private final double[] weights;

        Mixture(double eta, double deviation, double size, double weight) {
            this.size = size;
            dispersion = distribution.dispersion() == Dispersion.SHAPE ? shape : scale / weight;
            centre = link.inverse(eta);
            double variance = distribution.variance(centre, shape, size)
                * (distribution.dispersion() == Dispersion.SCALE ? dispersion : 1);
            double slope = Math.abs(link.derivative(eta));
            spread = Math.sqrt(variance + slope * slope * deviation * deviation);
            double step = Math.min(STEP, RATIO * Math.sqrt(variance) / (slope * deviation));
            int steps = deviation == 0 ? 0 : (int) Math.min(MOST_STEPS, Math.ceil(RANGE / step));
            means = new double[2 * steps + 1];
            weights = new double[means.length];
            fill(eta, deviation, steps);
        }

        private void fill(double eta, double deviation, int steps) {
            double sum = 0;
            for (int i = 0; i < means.length; i++) {
                double z = steps == 0 ? 0 : RANGE * (i - steps) / steps;
                means[i] = link.inverse(eta + deviation * z);
                weights[i] = Math.exp(-z * z / 2);
                sum += weights[i];
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] /= sum;
            }
        }

        @Override
        public double value(double y) {
            double sum = 0;
            for (int i = 0; i < means.length; i++) {
                sum += weights[i] * distribution.cumulative(y, means[i], dispersion, size);
            }
            return sum;
        }

        /** @param guess the quantile of the standardised distribution, roughly */
        double quantile(double probability, double guess) {
            double spacing = distribution.spacing(size);
            double start = centre + guess * spread;
            if (Double.isNaN(value(centre)) || !Double.isFinite(start)) {
                return Double.NaN;
            }
            return spacing > 0 ? discrete(probability, start, spacing) : continuous(probability, start);
        }

        /** The least multiple of the spacing at which the probability is reached. */
        private double discrete(double probability, double start, double spacing) {
            double above = Math.max(0, Math.rint(start / spacing));
            double below = above;
            for (double step = 1; value(above * spacing) < probability; step *= 2) {
                below = above;
                above += step;
            }
            if (below == above) {
                for (double step = 1; below >= 0 && value(below * spacing) >= probability; step *= 2) {
                    above = below;
                    below = Math.max(-1, below - step);
                }
            }
            while (above - below > 1) {
                double middle = Math.rint((above + below) / 2);
                if (value(middle * spacing) < probability) {
                    below = middle;
                } else {
                    above = middle;
                }
            }
            return above * spacing;
        }

        private double continuous(double probability, double start) {
            double low = start - spread / 4;
            double high = start + spread / 4;
            for (double step = spread / 2; value(low) > probability; step *= 2) {
                high = low;
                low -= step;
            }
            for (double step = spread / 2; value(high) < probability; step *= 2) {
                low = high;
                high += step;
            }
            return new BrentSolver(0, ACCURACY * spread)
                .solve(MOST_EVALUATIONS, y -> value(y) - probability, low, high);
        }
    }
}
