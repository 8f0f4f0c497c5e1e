package org.glmm.engine.family;

/** eta = log(mu). */
final class LogLink implements Link {

    @Override
    public String name() {
        return "log";
    }

    @Override
    public MeanRange means() {
        return MeanRange.POSITIVE;
    }

    @Override
    public double link(double mu) {
        return Math.log(mu);
    }

    @Override
    public double inverse(double eta) {
        return Math.exp(eta);
    }

    @Override
    public double derivative(double eta) {
        return Math.exp(eta);
    }

    @Override
    public double normalMean(double eta, double variance) {
        return Math.exp(eta + variance / 2);
    }

    @Override
    public double normalMeanSlope(double eta, double variance) {
        return Math.exp(eta + variance / 2);
    }

    @Override
    public void derivatives(double eta, double[] result) {
        double mu = Math.exp(eta);
        result[0] = mu;
        result[1] = mu;
        result[2] = mu;
        result[3] = mu;
    }

    @Override
    public double complement(double eta) {
        return -Math.expm1(eta);
    }

    @Override
    public void logMean(double eta, double[] result) {
        result[0] = eta;
        result[1] = 1;
        result[2] = 0;
        result[3] = 0;
    }
}
