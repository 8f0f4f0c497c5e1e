package org.glmm.engine.family;

import java.util.function.DoubleUnaryOperator;

/**
 * The mean of the response in the population, E[g^-1(eta + w)] with w ~ N(0, variance) the sum of the random effects,
 * and its derivative with respect to eta.
 *
 * <p>The integral over w is the trapezoidal rule, which converges geometrically for an analytic integrand that vanishes
 * at both ends (Trefethen and Weideman 2014, SIAM Review 56, 385-458): with steps of at most half a standard deviation
 * of w and half a unit of eta it is exact to about 12 digits.
 */
public final class PopulationMean {

    private static final double LARGEST_STEP = 0.5;
    private static final double RANGE = 12;

    private final Link link;

    public PopulationMean(Link link) {
        this.link = link;
    }

    /** The population mean; NaN if the link has a pole or no value within the range of w, so that there is no mean. */
    public double mean(double eta, double variance) {
        return expectation(link::inverse, eta, variance);
    }

    /** The derivative of the population mean with respect to eta; NaN where there is no mean. */
    public double derivative(double eta, double variance) {
        return expectation(link::derivative, eta, variance);
    }

    private double expectation(DoubleUnaryOperator function, double eta, double variance) {
        if (!(variance > 0)) {
            return variance == 0 ? function.applyAsDouble(eta) : Double.NaN;
        }
        double deviation = Math.sqrt(variance);
        double step = LARGEST_STEP / Math.max(1, deviation);
        int steps = (int) Math.ceil((RANGE + deviation) / step);
        double sum = 0;
        double weights = 0;
        double mean = Double.NaN;
        double slope = Double.NaN;
        for (int i = -steps; i <= steps; i++) {
            double z = i * step;
            double weight = Math.exp(-z * z / 2);
            double here = eta + deviation * z;
            double nextMean = link.inverse(here);
            double nextSlope = link.derivative(here);
            if (i > -steps && isPole(nextMean - mean, slope, nextSlope)) {
                return Double.NaN;
            }
            mean = nextMean;
            slope = nextSlope;
            sum += weight * function.applyAsDouble(here);
            weights += weight;
        }
        return sum / weights;
    }

    /** Whether the mean jumps against its slope, or has no value. */
    private static boolean isPole(double rise, double before, double after) {
        return Double.isNaN(rise) || rise > 0 && before < 0 && after < 0 || rise < 0 && before > 0 && after > 0;
    }
}
