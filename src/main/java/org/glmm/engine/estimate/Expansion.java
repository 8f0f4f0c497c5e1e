package org.glmm.engine.estimate;

import org.glmm.engine.mme.Solution;

/**
 * Where a generalized linear mixed model is linearised. Holds the current fixed and random effects, so that each search
 * starts where the last one ended.
 */
interface Expansion {

    /** First estimates, given coefficients of the scaled columns of X at which all means are possible. */
    void start(double[][] lambda, double[] nullBeta);

    /**
     * Iterates to the estimates for a given Lambda and linearises there.
     *
     * @return false if they were not reached, as happens where they lie at infinity
     */
    boolean converge(double[][] lambda);

    /** Moves to the solution of the equations for another Lambda but the weights of the last linearisation. */
    void move(Solution solution);

    /** The linearised model; its response is without offset and without X beta. */
    WorkingModel working();

    /** The current coefficients of the scaled columns of X. */
    double[] scaledBeta();

    /** The current random effects. */
    double[] u();
}
