package org.glmm.engine.covariance;

import java.util.List;
import java.util.stream.IntStream;

import org.glmm.engine.covariance.CovarianceStructure.Element;
import org.glmm.engine.covariance.CovarianceStructure.Extent;
import org.glmm.engine.covariance.CovarianceStructure.Quantity;

/**
 * A correlation for each distance in the order of the effects, as in a stationary process. The parameters are the arc
 * sines of the k - 1 partial autocorrelations, which can take any values from -1 to 1 (Barndorff-Nielsen and Schou
 * 1973, J. Multivariate Anal. 3, 408-419); L follows from them row by row by the rotations of the normalised lattice
 * filter.
 */
final class Toeplitz implements CorrelationPattern {

    @Override
    public int angles(int effects) {
        return effects - 1;
    }

    @Override
    public double uncorrelated(int effects) {
        return 0;
    }

    @Override
    public void factor(double[] theta, int offset, int effects, double[] factor) {
        factor[0] = 1;
        for (int i = 1; i < effects; i++) {
            double backward = 0;
            for (int j = i - 1; j >= 0; j--) {
                double sine = Math.sin(theta[offset + j]);
                double cosine = Math.cos(theta[offset + j]);
                double forward = factor[(i - 1) * effects + j];
                factor[i * effects + j + 1] = cosine * forward - sine * backward;
                backward = cosine * backward + sine * forward;
            }
            factor[i * effects] = backward;
        }
    }

    /** The rotations in reverse, with the adjoints of their results. */
    @Override
    public void addGradient(double[] theta, int offset, int effects, double[] factorGradient, double[] gradient) {
        double[] factor = new double[effects * effects];
        factor(theta, offset, effects, factor);
        double[] adjoint = factorGradient.clone();
        for (int i = effects - 1; i > 0; i--) {
            double backward = factor[i * effects];
            double backwardAdjoint = adjoint[i * effects];
            for (int j = 0; j < i; j++) {
                double sine = Math.sin(theta[offset + j]);
                double cosine = Math.cos(theta[offset + j]);
                double rotated = factor[i * effects + j + 1];
                double rotatedAdjoint = adjoint[i * effects + j + 1];
                gradient[offset + j] += rotated * backwardAdjoint - backward * rotatedAdjoint;
                adjoint[(i - 1) * effects + j] += cosine * rotatedAdjoint + sine * backwardAdjoint;
                backwardAdjoint = cosine * backwardAdjoint - sine * rotatedAdjoint;
                backward = cosine * backward - sine * rotated;
            }
        }
    }

    @Override
    public List<Element> reported(int effects) {
        return IntStream.range(1, effects).mapToObj(lag -> new Element(lag, 0, Quantity.CORRELATION, Extent.LAG))
            .toList();
    }

    @Override
    public boolean isOrdered() {
        return true;
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
