package org.glmm.engine.inference;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * An estimate with its standard error, and the Wald test and interval that follow from the standard normal
 * distribution. Everything is NaN where the standard error is NaN or not positive.
 */
public record WaldEstimate(double estimate, double standardError) {

    private static final NormalDistribution STANDARD_NORMAL = new NormalDistribution(null, 0, 1);

    /** The estimate divided by its standard error. */
    public double zScore() {
        return standardError > 0 ? estimate / standardError : Double.NaN;
    }

    /** The two-sided p-value for the hypothesis that the true value is zero. */
    public double pValue() {
        double z = zScore();
        return Double.isNaN(z) ? z : 2 * STANDARD_NORMAL.cumulativeProbability(-Math.abs(z));
    }

    /** The lower end of a confidence interval, {@code level} for example 0.95. */
    public double lower(double level) {
        return estimate - halfWidth(level);
    }

    /** The upper end of a confidence interval, {@code level} for example 0.95. */
    public double upper(double level) {
        return estimate + halfWidth(level);
    }

    private double halfWidth(double level) {
        double quantile = STANDARD_NORMAL.inverseCumulativeProbability((1 + level) / 2);
        return standardError > 0 ? quantile * standardError : Double.NaN;
    }
}
