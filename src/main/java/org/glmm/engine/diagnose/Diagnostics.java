package org.glmm.engine.diagnose;

import java.util.Optional;

import org.glmm.engine.frame.Frame;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.parallel.Workers;

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
     * @param influence which Cook's distances are wanted
     * @param seed of the random numbers of quantile residuals
     * @param monitor can cancel
     */
    public static Diagnostics of(Frame frame, FittedModel model, InfluenceRequest influence, long seed,
        FitMonitor monitor) {
        var rows = new TrainingRows(frame, model,
            new Workers(Runtime.getRuntime().availableProcessors(), monitor::checkpoint));
        var residuals = Residuals.of(rows, seed);
        return new Diagnostics(residuals, influence == InfluenceRequest.NONE ? Optional.empty()
            : Optional.of(Influence.of(rows, influence)),
            ExplainedVariance.of(rows), FitChecks.of(rows, residuals));
    }
}
