package org.glmm.engine.estimate;

import java.util.List;
import java.util.Optional;

/**
 * Asymptotic covariance matrices.
 *
 * @param fixedEffects of the fixed effects, p x p
 * @param covarianceParameters of theta and the dispersion parameter; empty if the information does not exist
 * @param undetermined the directions that the data do not determine: p coefficients of the scaled columns of X, theta
 *            and the dispersion parameter or its logarithm
 */
record Uncertainty(double[] fixedEffects, Optional<AsymptoticCovariance> covarianceParameters,
    List<double[]> undetermined) {

    /** The matrix of theta and the dispersion parameter, (m + 1) x (m + 1), if the data determine all of them. */
    Optional<double[]> complete() {
        return covarianceParameters.isPresent() && covarianceParameters.get().isComplete()
            ? Optional.of(covarianceParameters.get().matrix()) : Optional.empty();
    }

    /** The same with another matrix of the fixed effects. */
    Uncertainty withFixedEffects(double[] matrix) {
        return new Uncertainty(matrix, covarianceParameters, undetermined);
    }
}
