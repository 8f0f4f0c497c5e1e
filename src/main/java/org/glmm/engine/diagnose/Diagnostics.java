package org.glmm.engine.diagnose;

import java.util.Optional;

import org.glmm.engine.frame.Frame;
import org.glmm.engine.model.FittedModel;

/**
 * How a model fits the rows it was fitted to.
 *
 * @param influence present if it was asked for
 */
public record Diagnostics(Residuals residuals, Optional<Influence> influence, ExplainedVariance explained,
    FitChecks checks) {

    /**
     * Diagnoses a fit.
     *
     * @param frame the rows used for the fit
     * @param influence whether Cook's distances are wanted
     * @param seed of the random numbers of quantile residuals
     */
    public static Diagnostics of(Frame frame, FittedModel model, boolean influence, long seed) {
        var rows = new TrainingRows(frame, model);
        var residuals = Residuals.of(rows, seed);
        return new Diagnostics(residuals, influence ? Optional.of(Influence.of(rows)) : Optional.empty(),
            ExplainedVariance.of(rows), FitChecks.of(rows, residuals));
    }
}
