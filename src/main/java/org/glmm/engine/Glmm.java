package org.glmm.engine;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.estimate.Estimator;
import org.glmm.engine.estimate.RandomTermTests;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.ModelSpec;

/** The engine's front door. */
public final class Glmm {

    private Glmm() {
    }

    /**
     * Fits a generalized linear mixed model.
     *
     * @param frame the data, with at least the columns of {@link ModelSpec#columns()}
     * @param spec what to fit
     * @param monitor hears about the progress and can cancel
     * @return the fitted model; trouble in the fit is flagged in its convergence verdict and warnings
     * @throws ModelException if the model cannot be fitted to the data at all
     */
    public static FittedModel fit(Frame frame, ModelSpec spec, FitMonitor monitor) {
        FittedModel model = Estimator.fit(frame, spec, monitor);
        return spec.extras().randomTermTests() ? model.with(RandomTermTests.of(frame, model, monitor)) : model;
    }
}
