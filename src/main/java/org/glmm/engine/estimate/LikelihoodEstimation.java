package org.glmm.engine.estimate;

import org.glmm.engine.estimate.QuasiNewton.Result;
import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.model.ModelSpec.Control;

/** Maximum likelihood or restricted maximum likelihood of a linear mixed model (Patterson and Thompson 1971). */
final class LikelihoodEstimation {

    private static final double TOLERANCE = 1e-8;
    private static final double START = 1;

    private LikelihoodEstimation() {
    }

    /**
     * Fits; afterwards the deviance holds the data and the equations.
     *
     * @param y the response, one value a row
     * @param prior the prior weights, one a row
     * @param offset the known part of the linear predictor, one value a row
     */
    static EstimatedPoint fit(MixedModelEquations equations, CovarianceModel covariance, LinearMixedDeviance deviance,
        double[] y, double[] prior, double[] offset, Control control, Evaluations evaluations) {
        double[] residual = new double[y.length];
        for (int r = 0; r < y.length; r++) {
            residual[r] = y[r] - offset[r];
        }
        equations.weigh(prior);
        equations.respond(prior, residual);
        // Later sums of squares are to be those of small residuals.
        double[] base = equations.leastSquares();
        double[] fitted = new double[y.length];
        equations.addLinearPredictor(base, new double[equations.randomEffects()], fitted);
        for (int r = 0; r < y.length; r++) {
            residual[r] -= fitted[r];
        }
        deviance.observe(prior, residual);
        evaluations.begin("Optimising the covariance parameters", 0);
        Result result = new CovarianceSearch(covariance, control.maxIterations(), TOLERANCE)
            .minimise(deviance, deviance.start(covariance.start(START)));
        deviance.solveAt(result.x());
        double[] beta = deviance.solution().scaledBeta().clone();
        for (int j = 0; j < beta.length; j++) {
            beta[j] += base[j];
        }
        double[] eta = offset.clone();
        equations.addLinearPredictor(beta, deviance.solution().u(), eta);
        return new EstimatedPoint(result.x(), deviance.scale(), 1, deviance.value(deviance.scale()),
            deviance.solution().penalisedSquares(), beta, deviance.solution().u(), eta, result.iterations(),
            result.scaledGradient(), result.converged() ? "" : "the optimiser stopped after " + result.iterations()
                + " iterations without reaching a stationary point; allow more iterations, rescale covariates or simplify "
                + "the random effects");
    }
}
