package org.glmm.engine.inference;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.glmm.engine.model.CovarianceParameter;

/**
 * An interval of a covariance parameter; by default that of Wald on the scale on which its estimate is closer to
 * normal: the logarithm of variances and dispersion parameters, Fisher's z of correlations, covariances as they are.
 *
 * @param lower the lower end; NaN for a parameter without standard error
 * @param upper the upper end
 */
public record CovarianceInterval(double lower, double upper) {

    /**
     * The interval of a parameter.
     *
     * @param level 0.95 for example
     */
    public static CovarianceInterval of(CovarianceParameter parameter, double level) {
        double estimate = parameter.estimate();
        double half = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + level) / 2)
            * parameter.standardError();
        return switch (parameter.kind()) {
            case VARIANCE, DISPERSION -> new CovarianceInterval(estimate * Math.exp(-half / estimate),
                estimate * Math.exp(half / estimate));
            case CORRELATION -> {
                double z = 0.5 * Math.log((1 + estimate) / (1 - estimate));
                double width = half / (1 - estimate * estimate);
                yield new CovarianceInterval(Math.tanh(z - width), Math.tanh(z + width));
            }
            case COVARIANCE -> new CovarianceInterval(estimate - half, estimate + half);
        };
    }

    /**
     * Satterthwaite's interval of a variance: its estimate times df over quantiles of chi-square with df = 2 (estimate
     * / standard error)^2 degrees of freedom, as the CL option of SAS gives for REML.
     *
     * @param level 0.95 for example
     */
    public static CovarianceInterval satterthwaite(CovarianceParameter variance, double level) {
        double ratio = variance.estimate() / variance.standardError();
        double df = 2 * ratio * ratio;
        if (!(df > 0)) {
            return new CovarianceInterval(Double.NaN, Double.NaN);
        }
        var chiSquare = new ChiSquaredDistribution(null, df);
        double sum = df * variance.estimate();
        return new CovarianceInterval(sum / chiSquare.inverseCumulativeProbability((1 + level) / 2),
            sum / chiSquare.inverseCumulativeProbability((1 - level) / 2));
    }
}
