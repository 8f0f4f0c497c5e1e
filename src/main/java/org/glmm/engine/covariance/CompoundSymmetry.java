package org.glmm.engine.covariance;

import java.util.List;

import org.glmm.engine.covariance.CovarianceStructure.Element;
import org.glmm.engine.covariance.CovarianceStructure.Extent;
import org.glmm.engine.covariance.CovarianceStructure.Quantity;

/**
 * The same correlation rho for every pair of effects, from -1/(k-1), where R becomes singular, to 1. With h half the
 * length of this range and x the angle,
 *
 * <pre>
 * rho = 1 - h + h sin x,   h = k / (2 (k - 1))
 * 1 - rho = a^2,   1 + (k - 1) rho = b^2,   a = sqrt(2h) sin(pi/4 - x/2),   b = sqrt(k) sin(pi/4 + x/2)
 * L_jj = a sqrt(q_(j+1) / q_j),   L_ij = a rho / sqrt(q_j q_(j+1))  for i above j,   q_j = 1 + (j - 1) rho
 * </pre>
 *
 * counted from j = 0, where the first column is 1, rho, ..., rho and the root of q_k in the last one is b.
 */
final class CompoundSymmetry implements CorrelationPattern {

    @Override
    public int angles(int effects) {
        return effects > 1 ? 1 : 0;
    }

    private static double half(int effects) {
        return effects / (2.0 * (effects - 1));
    }

    @Override
    public double uncorrelated(int effects) {
        return effects > 1 ? Math.asin(1 - 1 / half(effects)) : 0;
    }

    @Override
    public void factor(double[] theta, int offset, int effects, double[] factor) {
        factor[0] = 1;
        if (effects == 1) {
            return;
        }
        double rho = 1 - half(effects) + half(effects) * Math.sin(theta[offset]);
        double a = Math.sqrt(2 * half(effects)) * Math.sin(Math.PI / 4 - theta[offset] / 2);
        double b = Math.sqrt(effects) * Math.sin(Math.PI / 4 + theta[offset] / 2);
        for (int i = 1; i < effects; i++) {
            factor[i * effects] = rho;
        }
        for (int j = 1; j < effects; j++) {
            double q = 1 + (j - 1) * rho;
            double next = 1 + j * rho;
            factor[j * effects + j] = a * (j == effects - 1 ? b : Math.sqrt(next)) / Math.sqrt(q);
            for (int i = j + 1; i < effects; i++) {
                factor[i * effects + j] = a * rho / Math.sqrt(q * next);
            }
        }
    }

    @Override
    public void addGradient(double[] theta, int offset, int effects, double[] factorGradient, double[] gradient) {
        if (effects == 1) {
            return;
        }
        double h = half(effects);
        double rho = 1 - h + h * Math.sin(theta[offset]);
        double slope = h * Math.cos(theta[offset]);
        double a = Math.sqrt(2 * h) * Math.sin(Math.PI / 4 - theta[offset] / 2);
        double aSlope = -Math.sqrt(h / 2) * Math.cos(Math.PI / 4 - theta[offset] / 2);
        double b = Math.sqrt(effects) * Math.sin(Math.PI / 4 + theta[offset] / 2);
        double bSlope = Math.sqrt(effects) / 2 * Math.cos(Math.PI / 4 + theta[offset] / 2);
        double sum = 0;
        for (int i = 1; i < effects; i++) {
            sum += slope * factorGradient[i * effects];
        }
        for (int j = 1; j < effects; j++) {
            double q = 1 + (j - 1) * rho;
            double next = 1 + j * rho;
            boolean last = j == effects - 1;
            double root = last ? b : Math.sqrt(next);
            double rootSlope = last ? bSlope : j * slope / (2 * root);
            double relative = (j - 1) * slope / (2 * q);
            sum += factorGradient[j * effects + j]
                * (aSlope * root + a * rootSlope - a * root * relative) / Math.sqrt(q);
            for (int i = j + 1; i < effects; i++) {
                sum += factorGradient[i * effects + j]
                    * (aSlope * rho + a * slope - a * rho * (relative + j * slope / (2 * next))) / Math.sqrt(q * next);
            }
        }
        gradient[offset] += sum;
    }

    @Override
    public List<Element> reported(int effects) {
        return effects > 1 ? List.of(new Element(1, 0, Quantity.CORRELATION, Extent.ALL)) : List.of();
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
