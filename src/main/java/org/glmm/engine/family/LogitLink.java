package org.glmm.engine.family;

/** eta = log(mu / (1 - mu)). */
final class LogitLink implements Link {

    @Override
    public String name() {
        return "logit";
    }

    @Override
    public double link(double mu) {
        return Math.log(mu) - Math.log1p(-mu);
    }

    @Override
    public double inverse(double eta) {
        if (eta >= 0) {
            return 1 / (1 + Math.exp(-eta));
        }
        double e = Math.exp(eta);
        return e / (1 + e);
    }

    @Override
    public double derivative(double eta) {
        double e = Math.exp(-Math.abs(eta));
        return e / ((1 + e) * (1 + e));
    }

    @Override
    public double secondDerivative(double eta) {
        return derivative(eta) * (complement(eta) - inverse(eta));
    }

    @Override
    public double thirdDerivative(double eta) {
        double d = derivative(eta);
        return d * (1 - 6 * d);
    }

    @Override
    public double complement(double eta) {
        return inverse(-eta);
    }
}
