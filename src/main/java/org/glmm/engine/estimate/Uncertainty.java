package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Asymptotic covariance matrices.
 *
 * @param fixedEffects of the fixed effects, p x p
 * @param covarianceParameters of theta and the dispersion parameter, (m + 1) x (m + 1), zeros for those fixed or on the boundary; empty if the
 *            information is not positive definite
 * @param undetermined the direction in which the information is least if it is not positive definite: p coefficients of the
 *            scaled columns of X, theta and the dispersion parameter or its logarithm; empty if it is positive definite or
 *            unknown
 */
record Uncertainty(double[] fixedEffects, Optional<double[]> covarianceParameters, Optional<double[]> undetermined) {

    /** Without standard errors of covariance parameters. */
    static Uncertainty undetermined(double[] fixedEffects, Optional<double[]> direction) {
        return new Uncertainty(fixedEffects, Optional.empty(), direction);
    }

    /**
     * Splits the joint matrix of beta, theta and, where there is one, log psi.
     *
     * @param p the number of fixed effects
     * @param m the number of elements of theta
     * @param dispersion psi
     */
    static Uncertainty split(double[] joint, int p, int m, double dispersion) {
        int size = (int) Math.round(Math.sqrt(joint.length));
        double[] fixed = new double[p * p];
        for (int i = 0; i < p; i++) {
            System.arraycopy(joint, i * size, fixed, i * p, p);
        }
        double[] parameters = new double[(m + 1) * (m + 1)];
        double[] unit = new double[m + 1];
        Arrays.fill(unit, 0, m, 1);
        unit[m] = dispersion;
        for (int i = 0; p + i < size; i++) {
            for (int j = 0; p + j < size; j++) {
                parameters[i * (m + 1) + j] = unit[i] * unit[j] * joint[(p + i) * size + p + j];
            }
        }
        return new Uncertainty(fixed, Optional.of(parameters), Optional.empty());
    }

    /** The same with the matrix of the fixed effects transformed. */
    Uncertainty map(UnaryOperator<double[]> transformation) {
        return withFixedEffects(transformation.apply(fixedEffects));
    }

    /** The same with another matrix of the fixed effects. */
    Uncertainty withFixedEffects(double[] matrix) {
        return new Uncertainty(matrix, covarianceParameters, undetermined);
    }
}
