package org.glmm.engine.predict;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.PopulationMean;

/**
 * Takes predictions of the linear predictor to the scale of the link or of the response. With eta the prediction, se
 * its standard error and tau^2 the variance of the groups, the mean is
 *
 * <pre>
 * m(eta) = E[g^-1(eta + w)],   w ~ N(0, tau^2)
 * </pre>
 *
 * which is g^-1(eta) where tau is 0. Its standard error is |m'(eta)| se. Its confidence interval has the ends m(eta +-
 * z se), which are never out of the range of means, since m is monotone as g is. On the scale of the link everything
 * is taken back by g.
 */
public final class PredictionScale {

    private static final NormalDistribution NORMAL = new NormalDistribution();

    private final Link link;
    private final boolean response;
    private final PopulationMean mean;
    private final double quantile;

    /**
     * @param response whether means of the response are wanted; otherwise values of the link function
     * @param confidence of the intervals, between 0 and 1
     */
    public PredictionScale(Link link, boolean response, double confidence) {
        this.link = link;
        this.response = response;
        this.mean = new PopulationMean(link);
        this.quantile = quantile(confidence);
    }

    /** The two-sided quantile of the standard normal distribution. */
    static double quantile(double confidence) {
        return NORMAL.inverseCumulativeProbability(0.5 + confidence / 2);
    }

    /** The prediction; its error and interval are NaN if the variance is. */
    public Estimate of(LinearPrediction prediction) {
        double eta = prediction.eta();
        double tau2 = prediction.groupVariance();
        double value = value(eta, tau2);
        if (Double.isNaN(prediction.variance())) {
            return new Estimate(value, Double.NaN, Interval.NONE);
        }
        double error = Math.sqrt(prediction.variance());
        return new Estimate(value, Math.abs(slope(eta, tau2, value)) * error,
            Interval.between(value(eta - quantile * error, tau2), value(eta + quantile * error, tau2)));
    }

    private double value(double eta, double tau2) {
        if (!response && tau2 == 0) {
            return eta;
        }
        double mu = tau2 == 0 ? link.inverse(eta) : mean.mean(eta, tau2);
        return response ? mu : link.link(mu);
    }

    /** The derivative of the value with respect to eta. */
    private double slope(double eta, double tau2, double value) {
        if (!response && tau2 == 0) {
            return 1;
        }
        double slope = tau2 == 0 ? link.derivative(eta) : mean.derivative(eta, tau2);
        return response ? slope : slope / link.derivative(value);
    }
}
