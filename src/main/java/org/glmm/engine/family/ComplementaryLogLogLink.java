package org.glmm.engine.family;

/** eta = log(-log(1 - mu)). */
final class ComplementaryLogLogLink implements Link {

    @Override
    public String name() {
        return "cloglog";
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
    public double secondDerivative(double eta) {
        return derivative(eta) * (1 - Math.exp(eta));
    }

    @Override
    public double thirdDerivative(double eta) {
        double e = Math.exp(eta);
        return derivative(eta) * ((1 - e) * (1 - e) - e);
    }

    @Override
    public double complement(double eta) {
        return Math.exp(-Math.exp(eta));
    }
}
