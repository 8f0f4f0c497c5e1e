package org.glmm.engine.estimate;

/**
 * Minus two times an approximate marginal log-likelihood, the random effects integrated out, as a function of the fixed
 * effects beta (coefficients of the scaled columns of X; none if they are integrated out as well), the covariance
 * parameters theta and, where the distribution has one, the log of the dispersion parameter psi. What else is asked for
 * belongs to the last evaluation.
 */
interface MarginalLikelihood extends Objective {

    /** The number of fixed effects among the parameters. */
    int fixedEffects();

    /** The number of parameters. */
    int parameters();

    /** Starts the search for the mode from these fixed effects and spherical random effects. */
    void startAt(double[] scaledBeta, double[] spherical);

    /** The fixed effects, as parameters or at the mode. */
    double[] scaledBeta(double[] x);

    /** The mode of the random effects u = Lambda b. */
    double[] u();

    /** eta of every row at the mode, offset included. */
    double[] linearPredictor();

    /** The observed information of every row at the mode. */
    double[] information();
}
