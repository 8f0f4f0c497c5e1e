package org.glmm.engine.covariance;

import java.util.List;

import org.glmm.engine.covariance.CovarianceStructure.Element;
import org.glmm.engine.covariance.CovarianceStructure.Extent;
import org.glmm.engine.covariance.CovarianceStructure.Quantity;

/**
 * A stationary first-order autoregressive process over the effects in their order: effects that are d positions apart
 * have correlation rho^d. With rho = sin x, L_i0 = rho^i and L_ij = rho^(i - j) cos x for the other columns.
 */
final class Autoregressive implements CorrelationPattern {

    @Override
    public int angles(int effects) {
        return effects > 1 ? 1 : 0;
    }

    @Override
    public double uncorrelated(int effects) {
        return 0;
    }

    @Override
    public void factor(double[] theta, int offset, int effects, double[] factor) {
        factor[0] = 1;
        for (int i = 1; i < effects; i++) {
            double rho = Math.sin(theta[offset]);
            for (int j = 0; j < i; j++) {
                factor[i * effects + j] = rho * factor[(i - 1) * effects + j];
            }
            factor[i * effects + i] = Math.cos(theta[offset]);
        }
    }

    @Override
    public void addGradient(double[] theta, int offset, int effects, double[] factorGradient, double[] gradient) {
        for (int i = 1; i < effects; i++) {
            double rho = Math.sin(theta[offset]);
            double cosine = Math.cos(theta[offset]);
            gradient[offset] += factorGradient[i * effects] * i * Math.pow(rho, i - 1) * cosine
                - factorGradient[i * effects + i] * rho;
            for (int j = 1; j < i; j++) {
                int lag = i - j;
                gradient[offset] += factorGradient[i * effects + j]
                    * (lag * Math.pow(rho, lag - 1) * cosine * cosine - Math.pow(rho, lag + 1));
            }
        }
    }

    @Override
    public List<Element> reported(int effects) {
        return effects > 1 ? List.of(new Element(1, 0, Quantity.CORRELATION, Extent.LAG)) : List.of();
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public boolean canShrink(int effects) {
        return effects <= 2;
    }

    @Override
    public boolean isLinear(int effects) {
        return effects <= 2;
    }
}
