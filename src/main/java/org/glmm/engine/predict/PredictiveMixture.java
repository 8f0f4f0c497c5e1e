package org.glmm.engine.predict;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.glmm.engine.family.Distribution;

/**
 * The predictive distribution P(Y <= y) = E[F(y; m)] of one observation, m a mean with some nodes and weights.
 * Probabilities of small counts are summed up from zero, all nodes at a time, each from the one before; other quantiles
 * are found by interpolation of the standard normal quantile of P(Y <= y), which is nearly straight, between values on
 * both sides.
 */
final class PredictiveMixture {

    /** Counts above this many spacings are not reached by summing up. */
    private static final int MOST_TERMS = 300;
    private static final double LEAST_PROBABILITY = 1e-280;
    private static final int MOST_EVALUATIONS = 200;
    private static final double ACCURACY = 1e-9;
    private static final double TINY = 1e-15;
    /** About the standard normal quantile of 1 - TINY. */
    private static final double FAR = 8;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private final Distribution distribution;
    private final double[] means;
    private final double[] weights;
    private final double dispersion;
    private final double size;
    private final double spacing;
    private final double centre;
    private final double spread;

    /**
     * @param means the nodes
     * @param weights of the nodes, which add up to one
     * @param centre a mean in the middle
     * @param spread the standard deviation of Y, roughly
     */
    PredictiveMixture(Distribution distribution, double[] means, double[] weights, double dispersion, double size,
        double centre, double spread) {
        this.distribution = distribution;
        this.means = means;
        this.weights = weights;
        this.dispersion = dispersion;
        this.size = size;
        this.spacing = distribution.spacing(size);
        this.centre = centre;
        this.spread = spread;
    }

    private double cumulative(double y) {
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            sum += weights[i] * distribution.cumulative(y, means[i], dispersion, size);
        }
        return sum;
    }

    /**
     * The quantiles at (1 - c) / 2 and (1 + c) / 2, for discrete Y the least values at which P(Y <= y) reaches them.
     *
     * @param score the standard normal quantile of (1 + c) / 2
     */
    Interval interval(double confidence, double score) {
        double low = (1 - confidence) / 2;
        double high = (1 + confidence) / 2;
        if (!Double.isFinite(centre + score * spread)) {
            return Interval.NONE;
        }
        if (spacing > 0 && centre + 2 * score * spread < MOST_TERMS * spacing) {
            var sums = sums(low, high);
            if (sums != Interval.NONE) {
                return sums;
            }
        }
        return new Interval(quantile(low, -score), quantile(high, score));
    }

    /** By summing up probabilities; none if they are too small at the start. */
    private Interval sums(double low, double high) {
        double[] probabilities = new double[means.length];
        double sum = 0;
        double leastLost = Double.POSITIVE_INFINITY;
        for (int i = 0; i < means.length; i++) {
            probabilities[i] = weights[i] * distribution.cumulative(0, means[i], dispersion, size);
            sum += probabilities[i];
            if (probabilities[i] < LEAST_PROBABILITY * weights[i]) {
                leastLost = Math.min(leastLost, means[i]);
            }
        }
        double lower = sum >= low ? 0 : Double.NaN;
        int count = 0;
        for (; sum < high && count < 2 * MOST_TERMS; count++) {
            sum += advance(probabilities, count * spacing);
            if (Double.isNaN(lower) && sum >= low) {
                lower = (count + 1) * spacing;
            }
        }
        return sum >= high && leastLost > 3 * count * spacing ? new Interval(lower, count * spacing) : Interval.NONE;
    }

    /** From the probabilities of y to those of its successor; returns their sum. */
    private double advance(double[] probabilities, double y) {
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] *= distribution.successor(y, means[i], dispersion, size);
            sum += probabilities[i];
        }
        return sum;
    }

    /** The standard normal quantile of P(Y <= y). */
    private double score(double y) {
        double probability = cumulative(y);
        return probability <= TINY ? -FAR : probability >= 1 - TINY ? FAR
            : NORMAL.inverseCumulativeProbability(probability);
    }

    /** @param guess the quantile in standard deviations from the centre, roughly */
    private double quantile(double probability, double guess) {
        double target = NORMAL.inverseCumulativeProbability(probability);
        double step = onGrid(spread / 4);
        double low = onGrid(centre + guess * spread);
        double high = low;
        double below = score(low) - target;
        double above = below;
        for (; below >= 0; step *= 2) {
            high = low;
            above = below;
            low -= step;
            below = score(low) - target;
        }
        for (; above < 0; step *= 2) {
            low = high;
            below = above;
            high += step;
            above = score(high) - target;
        }
        return between(low, below, high, above, target);
    }

    /** The nearest multiple of the spacing, and not 0 for what is positive. */
    private double onGrid(double y) {
        return spacing == 0 ? y : y > 0 ? Math.max(1, Math.rint(y / spacing)) * spacing
            : Math.rint(y / spacing) * spacing;
    }

    /**
     * Regula falsi with the Illinois modification (Dowell and Jarratt 1971, BIT 11, 168-174).
     *
     * @param below a negative difference of the score at {@code low} from the target
     * @param above a difference at {@code high} that is not negative
     */
    private double between(double low, double below, double high, double above, double target) {
        double resolution = spacing > 0 ? 1.5 * spacing : ACCURACY * spread;
        double left = low;
        double right = high;
        double atLeft = below;
        double atRight = above;
        boolean movedLeft = false;
        boolean movedRight = false;
        for (int i = 0; right - left > resolution && (spacing > 0 || atRight > 0) && i < MOST_EVALUATIONS; i++) {
            double share = i % 4 == 3 ? 0.5 : atLeft / (atLeft - atRight);
            double middle = left + share * (right - left);
            if (spacing > 0) {
                middle = Math.min(Math.max(Math.rint(middle / spacing) * spacing, left + spacing), right - spacing);
            }
            double there = score(middle) - target;
            if (Math.abs(there) < ACCURACY && spacing == 0) {
                return middle;
            }
            if (there < 0) {
                left = middle;
                atLeft = there;
                atRight = movedLeft ? atRight / 2 : atRight;
            } else {
                right = middle;
                atRight = there;
                atLeft = movedRight ? atLeft / 2 : atLeft;
            }
            movedLeft = there < 0;
            movedRight = !movedLeft;
        }
        return right;
    }
}
