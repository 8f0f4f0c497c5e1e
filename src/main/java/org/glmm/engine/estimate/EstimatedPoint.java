package org.glmm.engine.estimate;

import org.glmm.engine.family.Dispersion;

/**
 * Where an estimation ended.
 *
 * @param theta the m parameters of the relative covariance factors
 * @param scale the residual scale phi
 * @param shape the dispersion parameter psi inside the variance function; 1 if there is none
 * @param deviance minus two times the log-likelihood or pseudo-log-likelihood
 * @param penalisedSquares r' V^-1 r without the residual scale
 * @param scaledBeta coefficients of the scaled columns of X
 * @param u the q random effects
 * @param linearPredictor eta of every row, offset included
 * @param iterations linearisations or optimiser iterations
 * @param scaledGradient see {@link org.glmm.engine.model.Convergence#scaledGradient}
 * @param trouble why the estimation did not converge; empty if it did
 */
record EstimatedPoint(double[] theta, double scale, double shape, double deviance, double penalisedSquares,
    double[] scaledBeta, double[] u, double[] linearPredictor, int iterations, double scaledGradient, String trouble) {

    /** The dispersion parameter of the distribution, phi or psi. */
    double dispersion(Dispersion kind) {
        return kind == Dispersion.SHAPE ? shape : scale;
    }

    /** The same point with a constant added to the deviance. */
    EstimatedPoint plusDeviance(double constant) {
        return new EstimatedPoint(theta, scale, shape, deviance + constant, penalisedSquares, scaledBeta, u,
            linearPredictor, iterations, scaledGradient, trouble);
    }

    /** The same point with the linear predictor of every row of the data. */
    EstimatedPoint onAllRows(DistinctRows rows) {
        return new EstimatedPoint(theta, scale, shape, deviance, penalisedSquares, scaledBeta, u,
            rows.restored(linearPredictor), iterations, scaledGradient, trouble);
    }

    /** The same point with something to be said against it. */
    EstimatedPoint withTrouble(String more) {
        return new EstimatedPoint(theta, scale, shape, deviance, penalisedSquares, scaledBeta, u, linearPredictor,
            iterations, scaledGradient, trouble.isEmpty() ? more : trouble + "; " + more);
    }

    boolean converged() {
        return trouble.isEmpty();
    }
}
