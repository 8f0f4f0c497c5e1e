package org.glmm.engine.estimate;

import org.glmm.engine.estimate.QuasiNewton.Result;
import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.model.ModelSpec.Control;

/**
 * Maximum likelihood or restricted maximum likelihood of a linear mixed model (Patterson and Thompson 1971). A search
 * that has not converged is repeated. The likelihood of correlations that depend on the distance may have several
 * maxima: it is searched from uncorrelated and from correlated neighbours, and the highest maximum is taken.
 */
final class LikelihoodEstimation {

    private static final double TOLERANCE = 1e-8;
    private static final double START = 1;
    private static final int MOST_SEARCHES = 3;
    /** Angles of correlations of neighbours to start from; the second one where the first searches end in trouble. */
    private static final double[] ANGLES = {0.5, 1};
    /** Deviances that differ by less, relative to their size, are those of the same maximum. */
    private static final double SAME = 1e-9;

    private final CovarianceModel covariance;
    private final LinearMixedDeviance deviance;
    private final CovarianceSearch search;
    private final int maxIterations;
    private int iterations;

    private LikelihoodEstimation(CovarianceModel covariance, LinearMixedDeviance deviance, int maxIterations) {
        this.covariance = covariance;
        this.deviance = deviance;
        this.search = new CovarianceSearch(covariance, maxIterations, TOLERANCE);
        this.maxIterations = maxIterations;
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
        LikelihoodEstimation estimation = new LikelihoodEstimation(covariance, deviance, control.maxIterations());
        Result result = estimation.maximise(deviance.start(covariance.start(START)));
        deviance.solveAt(result.x());
        double[] beta = deviance.solution().scaledBeta().clone();
        for (int j = 0; j < beta.length; j++) {
            beta[j] += base[j];
        }
        double[] eta = offset.clone();
        equations.addLinearPredictor(beta, deviance.solution().u(), eta);
        return new EstimatedPoint(result.x(), deviance.scale(), 1, deviance.value(deviance.scale()),
            deviance.solution().penalisedSquares(), beta, deviance.solution().u(), eta, estimation.iterations,
            result.scaledGradient(), result.converged() ? "" : "the optimiser stopped after " + estimation.iterations
                + " iterations without reaching a stationary point; allow more iterations, rescale covariates or "
                + "simplify the random effects");
    }

    private Result maximise(double[] start) {
        Result best = climb(start);
        for (double angle : ANGLES) {
            double[] other = covariance.withNeighbours(start, angle);
            if (other != null && (angle == ANGLES[0] || !best.converged() || !covariance.hasInteriorAngles(best.x()))) {
                Result again = climb(other);
                best = isBetter(again, best) ? again : best;
            }
        }
        return best;
    }

    private static boolean isBetter(Result one, Result other) {
        double same = SAME * (1 + Math.abs(other.value()));
        return one.value() < other.value() - same
            || one.converged() && !other.converged() && one.value() < other.value() + same;
    }

    /** Searches, again from where it ended if that has not converged early. */
    private Result climb(double[] start) {
        search.restart();
        Result result = search(start);
        for (int k = 1; k < MOST_SEARCHES && !result.converged() && result.iterations() < maxIterations; k++) {
            search.restart();
            result = search(result.x());
        }
        return result;
    }

    private Result search(double[] start) {
        Result result = search.minimise(deviance, start);
        iterations += result.iterations();
        return result;
    }
}
