package org.glmm.engine.model;

/**
 * How well the model fits, and on how much data.
 *
 * @param rowsUsed rows that entered the fit
 * @param rowsOmitted rows left out because of missing values
 * @param minus2LogLikelihood -2 log likelihood, restricted or not, of the response (linear mixed model) or of the
 *            working response at the last linearisation (pseudo-likelihood), with all constants
 * @param generalizedChiSquare r' V^-1 r for r = y* - X beta, V without the residual scale phi
 * @param pearsonChiSquare sum of squared conditional Pearson residuals w (y - mu)^2 / v(mu), mu given the BLUPs
 * @param deviance sum of the conditional unit deviances 2 w [l(y; y) - l(y; mu)], mu given the BLUPs, for phi = 1
 * @param degreesOfFreedom rows used minus rank of X, the divisor of both chi-squares
 * @param scale the residual scale phi
 * @param shape the dispersion parameter psi inside the variance function v(mu, psi); 1 if there is none
 * @param covarianceParameters number of estimated covariance parameters
 * @param seconds wall-clock seconds of the fit
 * @param fingerprint a hash of the rows used, of their ids, responses and weights, whatever their order: models with
 *            the same fingerprint are fitted to the same rows
 */
public record FitStatistics(int rowsUsed, long rowsOmitted, double minus2LogLikelihood, double generalizedChiSquare,
    double pearsonChiSquare, double deviance, int degreesOfFreedom, double scale, double shape,
    int covarianceParameters, double seconds, long fingerprint) {
}
