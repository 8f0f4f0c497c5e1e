package org.glmm.engine.family;

import java.util.List;

/** Normal with constant variance: v(mu) = 1. */
final class NormalDistribution implements Distribution {

    @Override
    public String name() {
        return "normal";
    }

    @Override
    public Link canonicalLink() {
        return Links.IDENTITY;
    }

    @Override
    public List<Link> links() {
        return List.of(Links.IDENTITY, Links.LOG);
    }

    @Override
    public double variance(double mu) {
        return 1;
    }

    @Override
    public boolean isMean(double mu) {
        return Double.isFinite(mu);
    }

    @Override
    public double startingMean(double y, double weight) {
        return y;
    }

    @Override
    public boolean hasScale() {
        return true;
    }

    @Override
    public boolean isObservation(double y) {
        return Double.isFinite(y);
    }

    @Override
    public double deviance(double y, double mu) {
        return (y - mu) * (y - mu);
    }

    @Override
    public String observations() {
        return "a finite number";
    }

    @Override
    public void logKernel(double y, Link link, double eta, double[] result) {
        double residual = y - link.inverse(eta);
        double d = link.derivative(eta);
        double d2 = link.secondDerivative(eta);
        result[0] = -0.5 * residual * residual;
        result[1] = residual * d;
        result[2] = residual * d2 - d * d;
        result[3] = residual * link.thirdDerivative(eta) - 3 * d * d2;
    }

    @Override
    public double logConstant(double y, double weight, double scale) {
        return -0.5 * Math.log(2 * Math.PI * scale / weight);
    }

    @Override
    public double logConstantDerivative(double y, double weight, double scale) {
        return -0.5 / scale;
    }
}
