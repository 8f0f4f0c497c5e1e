package org.glmm.engine.estimate;

import static org.glmm.engine.dense.DenseAlgebra.dot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.glmm.engine.estimate.QuasiNewton.Result;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.ModelSpec.Control;

/**
 * Maximises a marginal likelihood over all its parameters at once (fixed effects, covariance parameters and
 * dispersion), started at the pseudo-likelihood estimates. A quasi-Newton search comes first; the Hessian that the
 * standard errors need then ends the fit with Newton steps and tells how far the maximum still is.
 */
final class MarginalEstimation {

    /** Steps of the search, relative to the size of each parameter, after which Newton's method takes over. */
    private static final double TOLERANCE = 1e-7;
    private static final double APPROACH = 1e-3;
    private static final double SETTLED = 1e-9;
    /** Farther from the maximum the Hessian is not to be trusted. */
    private static final double NEAR = 0.1;
    private static final double NEGLIGIBLE = 1e-6;
    private static final double STATIONARY = 1e-5;
    /** The relative fall of the deviance that is no longer followed on the way to infinite estimates. */
    private static final double STATIONARY_FALL = 1e-8;
    private static final double ROUNDING = 1e-11;
    private static final int MOST_NEWTON_STEPS = 4;
    private static final int MOST_SEARCHES = 3;

    private final MarginalLikelihood likelihood;
    private final CovarianceModel covariance;
    private final Control control;
    private final Evaluations evaluations;
    private final LikelihoodParameters parameters;
    private final Dispersion dispersion;
    private final FurtherStarts starts;
    private final List<Double> deviances = new ArrayList<>();
    private double[] last;
    private double[] estimate;
    private double[] gradient;
    private double deviance;
    private double distance;
    private int iterations;
    private boolean stationary;
    private CovarianceSearch search;
    private CovarianceInformation information;

    /**
     * @param starts where the likelihood is searched again
     * @param fixedErrors approximate standard errors of the coefficients of the scaled columns of X
     */
    MarginalEstimation(MarginalLikelihood likelihood, CovarianceModel covariance, Dispersion dispersion,
        Control control, Evaluations evaluations, FurtherStarts starts, double[] fixedErrors) {
        this.likelihood = likelihood;
        this.covariance = covariance;
        this.dispersion = dispersion;
        this.control = control;
        this.evaluations = evaluations;
        this.starts = starts;
        this.parameters = new LikelihoodParameters(likelihood, covariance, fixedErrors);
    }

    /**
     * Takes the start of the search; {@link #approach} and {@link #maximise} come after it.
     *
     * @param start pseudo-likelihood estimates
     * @param spherical the spherical random effects that belong to them
     * @param fixedInformation X'V^-1 X at the start, for phi = 1 and the scaled columns of X
     * @param curvature the approximate Hessian of the pseudo-likelihood's deviance with respect to theta at the start
     */
    void begin(EstimatedPoint start, double[] spherical, double[] fixedInformation, double[] curvature) {
        double root = Math.sqrt(start.scale());
        estimate = parameters.joined(start.scaledBeta(), covariance.scaled(start.theta(), root),
            start.dispersion(dispersion));
        double[] effects = spherical.clone();
        for (int k = 0; k < effects.length; k++) {
            effects[k] /= root;
        }
        likelihood.startAt(start.scaledBeta(), effects);
        search = new CovarianceSearch(covariance, parameters.fixedEffects(), parameters.typical(),
            control.maxIterations(), TOLERANCE);
        if (starts.isSeparated()) {
            search.settleFor(STATIONARY_FALL);
        }
        search.assume(parameters.hessian(fixedInformation, curvature, root));
    }

    /** Comes near the maximum. */
    void approach() {
        search.aim(APPROACH);
        search(estimate);
        search.aim(TOLERANCE);
    }

    /** The maximum, the highest one found where the likelihood may have several. */
    EstimatedPoint maximise() {
        Peak best = climb();
        deviances.add(best.deviance());
        for (double[] theta : starts.after(parameters.theta(best.estimate()), best.converged())) {
            if (iterations < control.maxIterations()) {
                estimate = starts.with(theta, best.estimate(), parameters.fixedEffects());
                search.assume(parameters.hessian(theta));
                approach();
                Peak other = !best.converged() || Math.abs(deviance - best.deviance()) > NEAR ? climb() : best;
                deviances.add(other.deviance());
                best = other.isBetterThan(best) ? other : best;
            }
        }
        restore(best);
        return point(best.converged());
    }

    /** Searches from the estimate, again if that has not converged. */
    private Peak climb() {
        boolean converged = search(estimate) && settle();
        for (int again = 1; !converged && again < MOST_SEARCHES && iterations < control.maxIterations(); again++) {
            search.restart();
            converged = search(estimate) && settle();
        }
        visitEstimate();
        return new Peak(estimate, gradient, deviance, distance, converged && Double.isFinite(deviance), information);
    }

    private void restore(Peak peak) {
        estimate = peak.estimate();
        gradient = peak.gradient();
        deviance = peak.deviance();
        distance = peak.distance();
        information = peak.information();
    }

    /** What is to be said about the searches if there was more than one. */
    Optional<Finding> searches() {
        return FurtherStarts.finding(deviances);
    }

    /** Searches; whether it has not ended too early. */
    private boolean search(double[] x) {
        evaluations.begin("Maximising the likelihood", 0);
        Result result = search.minimise(this::evaluate, x);
        estimate = result.x();
        gradient = result.gradient();
        deviance = result.value();
        distance = result.scaledGradient();
        stationary = result.converged();
        iterations += result.iterations();
        return Double.isFinite(deviance) && result.iterations() < control.maxIterations();
    }

    /**
     * Newton steps with the Hessian at the end of the search.
     *
     * @return whether a maximum is reached, by the search's own criterion where the Hessian tells nothing
     */
    private boolean settle() {
        evaluations.begin(FitMonitor.STANDARD_ERRORS, 0);
        visitEstimate();
        information = CovarianceInformation.of(this::gradientAndMode, estimate, gradient, parameters.fixedEffects(),
            parameters.sizes(estimate), parameters.free(estimate));
        Optional<double[]> inverse = information.inverse();
        return inverse.isPresent() ? approach(inverse.get()) : stationary;
    }

    private boolean approach(double[] inverse) {
        double[] sizes = parameters.sizes(estimate);
        for (int steps = 0;; steps++) {
            double[] step = CovarianceInformation.newtonStep(inverse, gradient);
            distance = 0;
            for (int i = 0; i < step.length; i++) {
                distance = Math.max(distance, Math.abs(step[i]) / sizes[i]);
            }
            if (isFlat(step)) {
                return stationary;
            }
            if (distance <= SETTLED || distance > NEAR || steps == MOST_NEWTON_STEPS || !advance(step)) {
                return distance <= STATIONARY;
            }
        }
    }

    /** Whether the deviance hardly falls on a way as long as this, as where an estimate is infinite. */
    private boolean isFlat(double[] step) {
        return distance > NEAR && -dot(gradient, step) / 2 < NEGLIGIBLE;
    }

    private boolean advance(double[] step) {
        double[] next = estimate.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] += step[i];
        }
        double[] slope = new double[next.length];
        double value = evaluate(next, slope);
        if (!(value <= deviance + ROUNDING * (1 + Math.abs(deviance)))) {
            return false;
        }
        estimate = next;
        gradient = slope;
        deviance = value;
        return true;
    }

    /**
     * How much the likelihood has changed at the estimate since the search ended there: the change of the deviance, and
     * the change of the gradient along the size of each parameter, the largest.
     */
    double[] change() {
        double[] now = new double[estimate.length];
        double value = evaluate(estimate, now);
        double[] sizes = parameters.sizes(estimate);
        double largest = 0;
        for (int i = 0; i < now.length; i++) {
            largest = Math.max(largest, Math.abs(now[i] - gradient[i]) * sizes[i]);
        }
        return new double[] {Math.abs(value - deviance), largest};
    }

    private double evaluate(double[] x, double[] target) {
        last = x.clone();
        return likelihood.evaluate(x, target);
    }

    private EstimatedPoint point(boolean converged) {
        visitEstimate();
        double psi = parameters.dispersion(estimate);
        return new EstimatedPoint(parameters.theta(estimate), dispersion == Dispersion.SCALE ? psi : 1,
            dispersion == Dispersion.SHAPE ? psi : 1, deviance, Double.NaN, likelihood.scaledBeta(estimate),
            likelihood.u(), likelihood.linearPredictor(), iterations, distance,
            converged && Double.isFinite(deviance) ? "" : trouble());
    }

    private String trouble() {
        return deviance == Double.POSITIVE_INFINITY
            ? "the random effects have no most probable values among those for which the link gives possible means; "
                + "choose another link"
            : "the optimiser stopped after " + iterations + " iterations without reaching a stationary point; allow "
                + "more iterations, rescale covariates or simplify the random effects";
    }

    /** Brings the likelihood to the estimate, unless it is there. */
    private void visitEstimate() {
        if (!Arrays.equals(last, estimate)) {
            gradient = new double[estimate.length];
            deviance = evaluate(estimate, gradient);
        }
    }

    MarginalLikelihood likelihood() {
        return likelihood;
    }

    /** What the Hessian at the estimate tells. */
    MarginalAsymptotics asymptotics() {
        return new MarginalAsymptotics(parameters, estimate, deviance, information);
    }

    /** The observed information of every row at the estimate. */
    double[] information() {
        visitEstimate();
        return likelihood.information();
    }

    /** The gradient, followed by the fixed effects if they belong to the mode. */
    private double[] gradientAndMode(double[] x) {
        double[] values = new double[x.length];
        if (evaluate(x, values) == Double.POSITIVE_INFINITY) {
            Arrays.fill(values, Double.NaN);
        }
        if (parameters.fixedEffects() > 0) {
            return values;
        }
        double[] beta = likelihood.scaledBeta(x);
        double[] result = Arrays.copyOf(values, x.length + beta.length);
        System.arraycopy(beta, 0, result, x.length, beta.length);
        return result;
    }
}
