package org.glmm.engine.family;

/** eta = 1 / mu. */
final class InverseLink implements Link {

    @Override
    public String name() {
        return "inverse";
    }

    @Override
    public MeanRange means() {
        return MeanRange.REAL;
    }

    @Override
    public double link(double mu) {
        return 1 / mu;
    }

    @Override
    public double inverse(double eta) {
        return 1 / eta;
    }

    @Override
    public double derivative(double eta) {
        return -1 / (eta * eta);
    }

    @Override
    public void derivatives(double eta, double[] result) {
        double mu = 1 / eta;
        result[0] = mu;
        result[1] = -mu * mu;
        result[2] = 2 * mu * mu * mu;
        result[3] = -6 * mu * mu * mu * mu;
    }
}
