package org.glmm.engine.predict;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
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
     * The interval of a new observation; none if the response has no distribution, size or weight are not known, or a
     * mean that the distribution cannot have is possible.
     *
     * @param size its number of trials, 1 if there are none
     * @param weight its prior weight
     */
    public Interval of(LinearPrediction prediction, double size, double weight) {
        double deviation = Math.sqrt(prediction.variance() + prediction.groupVariance());
        if (Double.isNaN(prediction.eta() + deviation + size + weight + scale)) {
            return Interval.NONE;
        }
        double dispersion = distribution.dispersion() == Dispersion.SHAPE ? shape : scale / weight;
        double centre = link.inverse(prediction.eta());
        double variance = distribution.variance(centre, shape, size)
            * (distribution.dispersion() == Dispersion.SCALE ? dispersion : 1);
        double slope = Math.abs(link.derivative(prediction.eta()));
        double spread = Math.sqrt(variance + slope * slope * deviation * deviation);
        if (distribution.isNormal() && link.equals(Links.IDENTITY)) {
            return new Interval(centre - quantile * spread, centre + quantile * spread);
        }
        double step = Math.min(STEP, RATIO * Math.sqrt(variance) / (slope * deviation));
        var nodes = Nodes.of(deviation == 0 ? 0 : (int) Math.min(MOST_STEPS, Math.ceil(RANGE / step)));
        double[] means = new double[nodes.z.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = link.inverse(prediction.eta() + deviation * nodes.z[i]);
            if (!distribution.means().contains(means[i])) {
                return Interval.NONE;
            }
        }
        var interval = new PredictiveMixture(distribution, means, nodes.weights, dispersion, size, centre, spread)
            .interval(confidence, quantile);
        return new Interval(distribution.observation(interval.lower()), distribution.observation(interval.upper()));
    }

    /**
     * The trapezoidal rule for a standard normal variable.
     *
     * @param weights which add up to one
     */
    private record Nodes(double[] z, double[] weights) {

        private static final AtomicReferenceArray<Nodes> KNOWN = new AtomicReferenceArray<>(MOST_STEPS + 1);

        /** @param steps on either side of 0 */
        static Nodes of(int steps) {
            var known = KNOWN.get(steps);
            if (known == null) {
                known = compute(steps);
                KNOWN.set(steps, known);
            }
            return known;
        }

        private static Nodes compute(int steps) {
            double[] z = new double[2 * steps + 1];
            for (int i = 0; steps > 0 && i < z.length; i++) {
                z[i] = RANGE * (i - steps) / steps;
            }
            double sum = Arrays.stream(z).map(Nodes::density).sum();
            return new Nodes(z, Arrays.stream(z).map(node -> density(node) / sum).toArray());
        }

        private static double density(double z) {
            return Math.exp(-z * z / 2);
        }
    }
}
