package org.glmm.engine.covariance;

import java.util.List;

import org.glmm.engine.covariance.CovarianceStructure.Element;

/** No correlations: R is the identity. */
final class Uncorrelated implements CorrelationPattern {

    @Override
    public int angles(int effects) {
        return 0;
    }

    @Override
    public double uncorrelated(int effects) {
        return 0;
    }

    @Override
    public void factor(double[] theta, int offset, int effects, double[] factor) {
        for (int i = 0; i < effects; i++) {
            factor[i * effects + i] = 1;
        }
    }

    @Override
    public void addGradient(double[] theta, int offset, int effects, double[] factorGradient, double[] gradient) {
    }

    @Override
    public List<Element> reported(int effects) {
        return List.of();
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public boolean canShrink(int effects) {
        return true;
    }

    @Override
    public boolean isLinear(int effects) {
        return true;
    }
}
