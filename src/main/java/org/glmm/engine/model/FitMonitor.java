package org.glmm.engine.model;

import java.util.concurrent.CancellationException;

/** Hears how a fit goes on and can end it. */
public interface FitMonitor {

    /** What phases begin with that find standard errors, when the estimates are found. */
    String STANDARD_ERRORS = "Standard errors";

    /** Hears nothing and never cancels. */
    FitMonitor SILENT = (phase, iteration, objective, gradient) -> { };

    /**
     * Called from the thread that fits, after each evaluation of the objective.
     *
     * @param phase what is being done, in a few words
     * @param iteration the number of the iteration, from 1
     * @param objective the value that is being minimised: minus two times the log-likelihood or pseudo-likelihood
     * @param gradient the Euclidean length of its gradient
     * @throws CancellationException to end the fit
     */
    void progress(String phase, int iteration, double objective, double gradient);

    /**
     * Called after each of several pieces of work of about the same size, by one thread at a time.
     *
     * @param phase what is being done, in a few words
     * @param done how many pieces are done
     * @param total how many there are
     */
    default void step(String phase, int done, int total) {
    }

    /**
     * Called from any thread, up to some thousand times a second, also in the middle of an evaluation.
     *
     * @throws CancellationException to end the fit
     */
    default void checkpoint() {
    }
}
