package org.glmm.engine.family;

/** eta = mu. */
final class IdentityLink implements Link {

    @Override
    public String name() {
        return "identity";
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
    public double secondDerivative(double eta) {
        return 0;
    }

    @Override
    public double thirdDerivative(double eta) {
        return 0;
    }
}
