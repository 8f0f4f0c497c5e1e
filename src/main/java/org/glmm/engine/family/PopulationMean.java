package org.glmm.engine.family;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The mean of the response in the population, E[g^-1(eta + w)] with w ~ N(0, variance) the sum of the random effects,
 * and its derivative with respect to eta.
 *
 * <p>Where the link has no closed form, the integral over w is the trapezoidal rule, which converges geometrically for
 * an analytic integrand that vanishes at both ends (Trefethen and Weideman 2014, SIAM Review 56, 385-458): with steps
 * of at most half a standard deviation of w and half a unit of eta it is exact to about 12 digits.
 */
public final class PopulationMean {

    private static final double LARGEST_STEP = 0.5;
    /** Standard deviations of w that count where means are between 0 and 1. */
    private static final double BOUNDED_RANGE = 8.5;
    private static final double RANGE = 12;
    private static final AtomicReferenceArray<double[]> KNOWN_WEIGHTS = new AtomicReferenceArray<>(64);

    private final Link link;
    private final boolean bounded;

    public PopulationMean(Link link) {
        this.link = link;
        this.bounded = link.means() == MeanRange.UNIT;
    }

    /** The population mean; NaN if the link has a pole or no value within the range of w, so that there is no mean. */
    public double mean(double eta, double variance) {
        if (variance == 0) {
            return link.inverse(eta);
        }
        double closed = link.normalMean(eta, variance);
        return Double.isNaN(closed) ? integral(eta, variance, false) : closed;
    }

    /** The derivative of the population mean with respect to eta; NaN where there is no mean. */
    public double derivative(double eta, double variance) {
        if (variance == 0) {
            return link.derivative(eta);
        }
        double closed = link.normalMeanSlope(eta, variance);
        return Double.isNaN(closed) ? integral(eta, variance, true) : closed;
    }

    private double integral(double eta, double variance, boolean ofSlope) {
        if (!(variance > 0)) {
            return Double.NaN;
        }
        double deviation = Math.sqrt(variance);
        int fineness = (int) Math.ceil(Math.max(1, deviation));
        double step = LARGEST_STEP / fineness;
        double[] weights = weights(fineness);
        return bounded ? boundedIntegral(eta, deviation * step, weights, (int) (BOUNDED_RANGE / step), ofSlope)
            : integral(eta, deviation * step, weights, ofSlope);
    }

    private double boundedIntegral(double eta, double step, double[] weights, int steps, boolean ofSlope) {
        double sum = weights[0] * value(eta, ofSlope);
        for (int i = 1; i <= steps; i++) {
            sum += weights[i] * (value(eta - i * step, ofSlope) + value(eta + i * step, ofSlope));
        }
        return sum;
    }

    private double value(double eta, boolean ofSlope) {
        return ofSlope ? link.derivative(eta) : link.inverse(eta);
    }

    private double integral(double eta, double step, double[] weights, boolean ofSlope) {
        double sum = 0;
        double mean = Double.NaN;
        double slope = Double.NaN;
        for (int i = 1 - weights.length; i < weights.length; i++) {
            double nextMean = link.inverse(eta + i * step);
            double nextSlope = link.derivative(eta + i * step);
            if (i > 1 - weights.length && isPole(nextMean - mean, slope, nextSlope)) {
                return Double.NaN;
            }
            mean = nextMean;
            slope = nextSlope;
            sum += weights[Math.abs(i)] * (ofSlope ? slope : mean);
        }
        return sum;
    }

    /** Whether the mean jumps against its slope, or has no value. */
    private static boolean isPole(double rise, double before, double after) {
        return Double.isNaN(rise) || rise > 0 && before < 0 && after < 0 || rise < 0 && before > 0 && after > 0;
    }

    /** The weights of w = 0, and of each step on either side of it. */
    private static double[] weights(int fineness) {
        double[] known = fineness < KNOWN_WEIGHTS.length() ? KNOWN_WEIGHTS.get(fineness) : null;
        if (known == null) {
            known = computeWeights(fineness);
            if (fineness < KNOWN_WEIGHTS.length()) {
                KNOWN_WEIGHTS.set(fineness, known);
            }
        }
        return known;
    }

    private static double[] computeWeights(int fineness) {
        double step = LARGEST_STEP / fineness;
        double[] weights = new double[(int) Math.ceil((RANGE + fineness) / step) + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(-i * step * i * step / 2);
            sum += i == 0 ? 1 : 2 * weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
