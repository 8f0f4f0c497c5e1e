package org.glmm.engine.estimate;

/**
 * Where a search of a likelihood has ended.
 *
 * @param estimate the parameters
 * @param gradient of the deviance
 * @param deviance minus two times the log-likelihood
 * @param distance how far the maximum still is, relative to the size of each parameter
 * @param converged whether it is a maximum
 * @param information at the estimate
 */
record Peak(double[] estimate, double[] gradient, double deviance, double distance, boolean converged,
    CovarianceInformation information) {

    /** Deviances that differ by more are those of different maxima. */
    static final double DIFFERENT = 1e-5;

    /** Whether the likelihood is higher, or as high where only this search has converged. */
    boolean isBetterThan(Peak other) {
        return deviance < other.deviance - DIFFERENT
            || converged && !other.converged && deviance < other.deviance + DIFFERENT;
    }
}
