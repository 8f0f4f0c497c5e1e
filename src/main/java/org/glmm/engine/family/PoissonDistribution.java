package org.glmm.engine.family;

import java.util.List;

import org.apache.commons.math3.special.Gamma;

/** Poisson counts: v(mu) = mu. */
final class PoissonDistribution implements Distribution {

    @Override
    public String name() {
        return "poisson";
    }

    @Override
    public Link canonicalLink() {
        return Links.LOG;
    }

    @Override
    public List<Link> links() {
        return List.of(Links.LOG, Links.IDENTITY);
    }

    @Override
    public double variance(double mu) {
        return mu;
    }

    @Override
    public boolean isMean(double mu) {
        return mu >= 0 && mu < Double.POSITIVE_INFINITY;
    }

    @Override
    public double startingMean(double y, double weight) {
        return y + 0.1;
    }

    @Override
    public boolean hasScale() {
        return false;
    }

    @Override
    public boolean isObservation(double y) {
        return y >= 0 && y == Math.rint(y) && y < Double.POSITIVE_INFINITY;
    }

    @Override
    public double deviance(double y, double mu) {
        return 2 * (y == 0 ? mu : y * Math.log(y / mu) - (y - mu));
    }

    @Override
    public String observations() {
        return "a count (0, 1, 2, ...)";
    }

    @Override
    public void logKernel(double y, Link link, double eta, double[] result) {
        double mu = link.inverse(eta);
        double d = link.derivative(eta);
        double d2 = link.secondDerivative(eta);
        double first = (y == 0 ? 0 : y / mu) - 1;
        double second = y == 0 ? 0 : -y / (mu * mu);
        double third = y == 0 ? 0 : 2 * y / (mu * mu * mu);
        result[0] = (y == 0 ? 0 : y * Math.log(mu)) - mu;
        result[1] = first * d;
        result[2] = second * d * d + first * d2;
        result[3] = third * d * d * d + 3 * second * d * d2 + first * link.thirdDerivative(eta);
    }

    @Override
    public double logConstant(double y, double weight, double scale) {
        return -weight * Gamma.logGamma(y + 1);
    }
}
