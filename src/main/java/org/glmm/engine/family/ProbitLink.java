package org.glmm.engine.family;

import org.apache.commons.math3.distribution.NormalDistribution;

/** eta = Phi^-1(mu), Phi the standard normal distribution function. */
final class ProbitLink implements Link {

    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    @Override
    public String name() {
        return "probit";
    }

    @Override
    public MeanRange means() {
        return MeanRange.UNIT;
    }

    @Override
    public double link(double mu) {
        return NORMAL.inverseCumulativeProbability(mu);
    }

    @Override
    public double inverse(double eta) {
        return eta <= 0 ? lowerTail(eta) : 1 - lowerTail(-eta);
    }

    private static double lowerTail(double eta) {
        return 0.5 * Math.exp(-0.5 * eta * eta) * ScaledErrorFunction.of(-eta * ROOT_HALF);
    }

    @Override
    public double derivative(double eta) {
        return Math.exp(-0.5 * eta * eta) / ROOT_TWO_PI;
    }

    @Override
    public double normalMean(double eta, double variance) {
        return inverse(eta / Math.sqrt(1 + variance));
    }

    @Override
    public double normalMeanSlope(double eta, double variance) {
        return derivative(eta / Math.sqrt(1 + variance)) / Math.sqrt(1 + variance);
    }

    @Override
    public void derivatives(double eta, double[] result) {
        double d = derivative(eta);
        result[0] = inverse(eta);
        result[1] = d;
        result[2] = d == 0 ? 0 : -eta * d;
        result[3] = d == 0 ? 0 : (eta * eta - 1) * d;
    }

    @Override
    public double complement(double eta) {
        return inverse(-eta);
    }

    /** With the inverse Mills ratio m = phi(eta) / Phi(eta): m' = -m (eta + m). */
    @Override
    public void logMean(double eta, double[] result) {
        double m;
        if (eta <= 0) {
            double scaled = ScaledErrorFunction.of(-eta * ROOT_HALF);
            m = 2 / (ROOT_TWO_PI * scaled);
            result[0] = Math.log(0.5 * scaled) - 0.5 * eta * eta;
        } else {
            double tail = lowerTail(-eta);
            m = derivative(eta) / (1 - tail);
            result[0] = Math.log1p(-tail);
        }
        double slope = m == 0 ? 0 : -m * (eta + m);
        result[1] = m;
        result[2] = slope;
        result[3] = m == 0 ? 0 : -slope * (eta + m) - m * (1 + slope);
    }

    @Override
    public void logComplement(double eta, double[] result) {
        logMean(-eta, result);
        result[1] = -result[1];
        result[3] = -result[3];
    }
}
