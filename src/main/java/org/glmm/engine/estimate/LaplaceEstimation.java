package org.glmm.engine.estimate;

import java.util.Arrays;

import org.glmm.engine.estimate.QuasiNewton.Result;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.model.ModelSpec.Control;

/**
 * Maximum likelihood by the Laplace approximation, over fixed effects, covariance parameters and dispersion at once, started at
 * the pseudo-likelihood estimates.
 */
final class LaplaceEstimation {

    private static final double TOLERANCE = 1e-7;
    private static final double DISPERSION_ERROR = 0.1;

    private final LaplaceLikelihood likelihood;
    private final CovarianceModel covariance;
    private final Control control;
    private final Evaluations evaluations;
    private final double[] typical;
    private final Dispersion dispersion;
    private final int p;
    private double[] estimate;

    /** @param fixedErrors approximate standard errors of the coefficients of the scaled columns of X */
    LaplaceEstimation(LaplaceLikelihood likelihood, CovarianceModel covariance, Dispersion dispersion, Control control,
        Evaluations evaluations, double[] fixedErrors) {
        this.likelihood = likelihood;
        this.covariance = covariance;
        this.dispersion = dispersion;
        this.control = control;
        this.evaluations = evaluations;
        this.p = fixedErrors.length;
        this.typical = Arrays.copyOf(fixedErrors, likelihood.parameters());
        System.arraycopy(covariance.typical(), 0, typical, p, covariance.parameters());
        if (typical.length > p + covariance.parameters()) {
            typical[typical.length - 1] = 1;
        }
    }

    /**
     * Fits.
     *
     * @param start pseudo-likelihood estimates
     * @param spherical the spherical random effects that belong to them
     */
    EstimatedPoint fit(EstimatedPoint start, double[] spherical) {
        double root = Math.sqrt(start.scale());
        double[] x = Arrays.copyOf(start.scaledBeta(), typical.length);
        double[] theta = covariance.scaled(start.theta(), root);
        System.arraycopy(theta, 0, x, p, theta.length);
        if (x.length > p + theta.length) {
            x[x.length - 1] = Math.log(start.dispersion(dispersion));
        }
        likelihood.startAt(Arrays.stream(spherical).map(b -> b / root).toArray());
        evaluations.begin("Maximising the likelihood", 0);
        CovarianceSearch search = new CovarianceSearch(covariance, p, typical, control.maxIterations(), TOLERANCE);
        search.assume(curvatures(theta));
        Result result = search.minimise(likelihood, x);
        estimate = result.x();
        double deviance = likelihood.evaluate(estimate, new double[estimate.length]);
        double psi = x.length > p + theta.length ? Math.exp(estimate[estimate.length - 1]) : 1;
        return new EstimatedPoint(Arrays.copyOfRange(estimate, p, p + theta.length),
            dispersion == Dispersion.SCALE ? psi : 1, dispersion == Dispersion.SHAPE ? psi : 1, deviance, Double.NaN,
            Arrays.copyOf(estimate, p), likelihood.u(), likelihood.linearPredictor(), result.iterations(),
            result.scaledGradient(), result.converged() ? "" : "the optimiser stopped after " + result.iterations()
                + " iterations without reaching a stationary point; allow more iterations, rescale covariates or simplify "
                + "the random effects");
    }

    /** The observed information of every row at the estimate. */
    double[] information() {
        likelihood.evaluate(estimate, new double[estimate.length]);
        return likelihood.information();
    }

    /** Guesses of the second derivatives in units of the typical sizes: 2 / (relative standard error)^2. */
    private double[] curvatures(double[] theta) {
        double[] curvatures = new double[typical.length];
        Arrays.fill(curvatures, 2);
        for (int i = 0; i < theta.length; i++) {
            double size = Math.max(Math.abs(theta[i]), 0.1 * typical[p + i]) / typical[p + i];
            curvatures[p + i] = 4 * covariance.levels(i) / (size * size + 1);
        }
        if (typical.length > p + theta.length) {
            curvatures[typical.length - 1] = 2 / (DISPERSION_ERROR * DISPERSION_ERROR);
        }
        return curvatures;
    }

    /**
     * The asymptotic covariance matrix of beta (scaled), theta and, where there is one, log psi, from the observed information
     * in all of them.
     *
     * @param free which of theta and psi are in the interior of their range
     */
    CovarianceInformation.Inverse covariance(boolean[] free) {
        boolean[] all = new boolean[estimate.length];
        Arrays.fill(all, 0, p, true);
        System.arraycopy(free, 0, all, p, estimate.length - p);
        evaluations.begin("Standard errors", 0);
        return CovarianceInformation.inverse(x -> {
            double[] gradient = new double[x.length];
            if (likelihood.evaluate(x, gradient) == Double.POSITIVE_INFINITY) {
                Arrays.fill(gradient, Double.NaN);
            }
            return gradient;
        }, estimate, typical, all);
    }
}
