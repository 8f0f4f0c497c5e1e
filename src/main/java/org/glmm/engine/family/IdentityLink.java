package org.glmm.engine.family;

/** eta = mu. */
final class IdentityLink implements Link {

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public MeanRange means() {
        return MeanRange.REAL;
    }

    @Override
    public double link(double mu) {
        return mu;
    }

    @Override
    public double inverse(double eta) {
        return eta;
    }

    @Override
    public double derivative(double eta) {
        return 1;
    }

    @Override
    public double normalMean(double eta, double variance) {
        return eta;
    }

    @Override
    public double normalMeanSlope(double eta, double variance) {
        return 1;
    }

    @Override
    public void derivatives(double eta, double[] result) {
        result[0] = eta;
        result[1] = 1;
        result[2] = 0;
        result[3] = 0;
    }
}
