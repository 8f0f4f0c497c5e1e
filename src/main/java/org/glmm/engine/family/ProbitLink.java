package org.glmm.engine.family;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Erf;

/** eta = Phi^-1(mu), Phi the standard normal distribution function. */
final class ProbitLink implements Link {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    @Override
    public String name() {
        return "probit";
    }

    @Override
    public double link(double mu) {
        return NORMAL.inverseCumulativeProbability(mu);
    }

    @Override
    public double inverse(double eta) {
        return 0.5 * Erf.erfc(-eta / Math.sqrt(2));
    }

    @Override
    public double derivative(double eta) {
        return Math.exp(-0.5 * eta * eta) / Math.sqrt(2 * Math.PI);
    }

    @Override
    public double secondDerivative(double eta) {
        return -eta * derivative(eta);
    }

    @Override
    public double thirdDerivative(double eta) {
        return (eta * eta - 1) * derivative(eta);
    }

    @Override
    public double complement(double eta) {
        return inverse(-eta);
    }
}
