package org.glmm.engine.family;

import java.util.List;

import org.apache.commons.math3.special.Gamma;

/** Binomial proportion of events among a known number of trials: v(mu) = mu (1 - mu). */
final class BinomialDistribution implements Distribution {

    @Override
    public String name() {
        return "binomial";
    }

    @Override
    public Link canonicalLink() {
        return Links.LOGIT;
    }

    @Override
    public List<Link> links() {
        return List.of(Links.LOGIT, Links.PROBIT, Links.COMPLEMENTARY_LOG_LOG, Links.LOG, Links.IDENTITY);
    }

    @Override
    public double variance(double mu) {
        return mu * (1 - mu);
    }

    @Override
    public boolean isMean(double mu) {
        return mu >= 0 && mu <= 1;
    }

    @Override
    public double startingMean(double y, double weight) {
        return (weight * y + 0.5) / (weight + 1);
    }

    @Override
    public boolean hasScale() {
        return false;
    }

    @Override
    public boolean isObservation(double y) {
        return y >= 0 && y <= 1;
    }

    @Override
    public double deviance(double y, double mu) {
        double events = y == 0 ? 0 : y * Math.log(y / mu);
        double failures = y == 1 ? 0 : (1 - y) * Math.log((1 - y) / (1 - mu));
        return 2 * (events + failures);
    }

    @Override
    public String observations() {
        return "a proportion between 0 and 1";
    }

    @Override
    public void logKernel(double y, Link link, double eta, double[] result) {
        double mu = link.inverse(eta);
        double nu = link.complement(eta);
        double d = link.derivative(eta);
        double d2 = link.secondDerivative(eta);
        double events = y == 0 ? 0 : y / mu;
        double failures = y == 1 ? 0 : (1 - y) / nu;
        double second = -(y == 0 ? 0 : events / mu) - (y == 1 ? 0 : failures / nu);
        double third = (y == 0 ? 0 : 2 * events / (mu * mu)) - (y == 1 ? 0 : 2 * failures / (nu * nu));
        result[0] = (y == 0 ? 0 : y * Math.log(mu)) + (y == 1 ? 0 : (1 - y) * Math.log(nu));
        result[1] = (events - failures) * d;
        result[2] = second * d * d + (events - failures) * d2;
        result[3] = third * d * d * d + 3 * second * d * d2 + (events - failures) * link.thirdDerivative(eta);
    }

    @Override
    public double logConstant(double y, double weight, double scale) {
        return Gamma.logGamma(weight + 1) - Gamma.logGamma(weight * y + 1) - Gamma.logGamma(weight * (1 - y) + 1);
    }
}
