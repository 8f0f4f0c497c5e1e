package org.glmm.engine.family;

/** eta = log(mu). */
final class LogLink implements Link {

    @Override
    public String name() {
        return "log";
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
    public double secondDerivative(double eta) {
        return Math.exp(eta);
    }

    @Override
    public double thirdDerivative(double eta) {
        return Math.exp(eta);
    }
}
