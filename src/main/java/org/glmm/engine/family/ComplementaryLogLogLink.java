package org.glmm.engine.family;

/** eta = log(-log(1 - mu)). */
final class ComplementaryLogLogLink implements Link {

    @Override
    public String name() {
        return "cloglog";
    }

    @Override
    public MeanRange means() {
        return MeanRange.UNIT;
    }

    @Override
    public double link(double mu) {
        return Math.log(-Math.log1p(-mu));
    }

    @Override
    public double inverse(double eta) {
        return -Math.expm1(-Math.exp(eta));
    }

    @Override
    public double derivative(double eta) {
        return Math.exp(eta - Math.exp(eta));
    }

    @Override
    public void derivatives(double eta, double[] result) {
        double t = Math.exp(eta);
        double d = Math.exp(eta - t);
        result[0] = -Math.expm1(-t);
        result[1] = d;
        result[2] = d == 0 ? 0 : d * (1 - t);
        result[3] = d == 0 ? 0 : d * ((1 - t) * (1 - t) - t);
    }

    @Override
    public double complement(double eta) {
        return Math.exp(-Math.exp(eta));
    }

    /** With t = e^eta and a = t / (e^t - 1): a' = a (1 - t - a). */
    @Override
    public void logMean(double eta, double[] result) {
        double t = Math.exp(eta);
        double a = t == 0 ? 1 : t / Math.expm1(t);
        if (!(a > 0)) {
            result[0] = 0;
            result[1] = 0;
            result[2] = 0;
            result[3] = 0;
            return;
        }
        double slope = a * (1 - t - a);
        result[0] = t < Double.MIN_NORMAL ? eta : Math.log(-Math.expm1(-t));
        result[1] = a;
        result[2] = slope;
        result[3] = slope * (1 - t - a) - a * (t + slope);
    }

    @Override
    public void logComplement(double eta, double[] result) {
        double t = Math.exp(eta);
        result[0] = -t;
        result[1] = -t;
        result[2] = -t;
        result[3] = -t;
    }
}
