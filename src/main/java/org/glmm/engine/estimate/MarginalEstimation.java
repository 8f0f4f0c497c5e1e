package org.glmm.engine.estimate;

import static org.glmm.engine.dense.DenseAlgebra.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.glmm.engine.estimate.ProfileLikelihood.Maximum;
import org.glmm.engine.estimate.QuasiNewton.Result;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.ModelSpec.Control;
import org.glmm.engine.model.Sandwich;

/**
 * Maximises a marginal likelihood over all its parameters at once (fixed effects, covariance parameters and dispersion),
 * started at the pseudo-likelihood estimates. A quasi-Newton search comes first; the Hessian that the standard errors need
 * then ends the fit with Newton steps and tells how far the maximum still is.
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
    private static final double DISPERSION_ERROR = 0.1;
    private static final double LEAST_SIZE = 0.1;

    private final MarginalLikelihood likelihood;
    private final CovarianceModel covariance;
    private final Control control;
    private final Evaluations evaluations;
    private final double[] typical;
    private final Dispersion dispersion;
    private final FurtherStarts starts;
    private final List<Double> deviances = new ArrayList<>();
    private final int p;
    private final int m;
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
    MarginalEstimation(MarginalLikelihood likelihood, CovarianceModel covariance, Dispersion dispersion, Control control,
        Evaluations evaluations, FurtherStarts starts, double[] fixedErrors) {
        this.likelihood = likelihood;
        this.covariance = covariance;
        this.dispersion = dispersion;
        this.control = control;
        this.evaluations = evaluations;
        this.starts = starts;
        this.p = likelihood.fixedEffects();
        this.m = covariance.parameters();
        this.typical = Arrays.copyOf(Arrays.copyOf(fixedErrors, p), likelihood.parameters());
        System.arraycopy(covariance.typical(), 0, typical, p, m);
        if (isDispersed()) {
            typical[p + m] = 1;
        }
    }

    private boolean isDispersed() {
        return typical.length > p + m;
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
        estimate = Arrays.copyOf(Arrays.copyOf(start.scaledBeta(), p), typical.length);
        double[] theta = covariance.scaled(start.theta(), root);
        System.arraycopy(theta, 0, estimate, p, m);
        if (isDispersed()) {
            estimate[p + m] = Math.log(start.dispersion(dispersion));
        }
        double[] effects = spherical.clone();
        for (int k = 0; k < effects.length; k++) {
            effects[k] /= root;
        }
        likelihood.startAt(start.scaledBeta(), effects);
        search = new CovarianceSearch(covariance, p, typical, control.maxIterations(), TOLERANCE);
        if (starts.isSeparated()) {
            search.settleFor(STATIONARY_FALL);
        }
        search.assume(hessian(fixedInformation, curvature, root));
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
        for (double[] theta : starts.after(theta(best.estimate()), best.converged())) {
            if (iterations < control.maxIterations()) {
                estimate = starts.with(theta, best.estimate(), p);
                search.assume(hessian(diagonal(precisions()), diagonal(covariance.curvatures(theta)), 1));
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
        return new Peak(estimate, gradient, deviance, distance, converged, information);
    }

    private double[] theta(double[] parameters) {
        return Arrays.copyOfRange(parameters, p, p + m);
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
        information = CovarianceInformation.of(this::gradientAndMode, estimate, gradient, p, sizes(), free());
        Optional<double[]> inverse = information.inverse();
        return inverse.isPresent() ? approach(inverse.get()) : stationary;
    }

    private boolean approach(double[] inverse) {
        double[] sizes = sizes();
        for (int steps = 0;; steps++) {
            double[] step = newtonStep(inverse, gradient);
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
        double slope = 0;
        for (int i = 0; i < step.length; i++) {
            slope += gradient[i] * step[i];
        }
        return distance > NEAR && -slope / 2 < NEGLIGIBLE;
    }

    /** -H^-1 g, H being twice the information. */
    private static double[] newtonStep(double[] inverse, double[] slope) {
        int n = slope.length;
        double[] step = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                step[i] -= inverse[i * n + j] * slope[j] / 2;
            }
        }
        return step;
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
     * How much the likelihood has changed at the estimate since the search ended there: the change of the deviance, and the
     * change of the gradient along the size of each parameter, the largest.
     */
    double[] change() {
        double[] now = new double[estimate.length];
        double value = evaluate(estimate, now);
        double[] sizes = sizes();
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
        double psi = isDispersed() ? Math.exp(estimate[p + m]) : 1;
        return new EstimatedPoint(theta(estimate), dispersion == Dispersion.SCALE ? psi : 1,
            dispersion == Dispersion.SHAPE ? psi : 1, deviance, Double.NaN, likelihood.scaledBeta(estimate), likelihood.u(),
            likelihood.linearPredictor(), iterations, distance,
            converged ? "" : "the optimiser stopped after " + iterations
                + " iterations without reaching a stationary point; allow more iterations, rescale covariates or simplify "
                + "the random effects");
    }

    /** Brings the likelihood to the estimate, unless it is there. */
    private void visitEstimate() {
        if (!Arrays.equals(last, estimate)) {
            gradient = new double[estimate.length];
            deviance = evaluate(estimate, gradient);
        }
    }

    /**
     * How far the maximum of another likelihood of the same parameters is, in standard errors, the farthest parameter, by one
     * Newton step; empty if that is not known.
     */
    OptionalDouble distanceTo(MarginalLikelihood other) {
        double[] slope = new double[estimate.length];
        if (information == null || other.evaluate(estimate, slope) == Double.POSITIVE_INFINITY) {
            return OptionalDouble.empty();
        }
        Optional<double[]> inverse = information.inverse();
        return inverse.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(standardised(newtonStep(inverse.get(), slope),
            inverse.get()));
    }

    /** The largest element of a step in standard errors. */
    private static double standardised(double[] step, double[] covariance) {
        double largest = 0;
        for (int i = 0; i < step.length; i++) {
            double variance = covariance[i * step.length + i];
            largest = variance > 0 ? Math.max(largest, Math.abs(step[i]) / Math.sqrt(variance)) : largest;
        }
        return largest;
    }

    MarginalLikelihood likelihood() {
        return likelihood;
    }

    /** Where the likelihood is largest. */
    Maximum maximum() {
        double[] curvatures = new double[estimate.length];
        for (int i = 0; i < curvatures.length; i++) {
            curvatures[i] = i < p ? 2 / (typical[i] * typical[i]) : 2 / (DISPERSION_ERROR * DISPERSION_ERROR);
        }
        System.arraycopy(covariance.curvatures(Arrays.copyOfRange(estimate, p, p + m)), 0, curvatures, p, m);
        return new Maximum(estimate, deviance, typical, information == null ? diagonal(curvatures)
            : information.hessian(curvatures));
    }

    private static double[] diagonal(double[] values) {
        double[] matrix = new double[values.length * values.length];
        for (int i = 0; i < values.length; i++) {
            matrix[i * values.length + i] = values[i];
        }
        return matrix;
    }

    /** The observed information of every row at the estimate. */
    double[] information() {
        visitEstimate();
        return likelihood.information();
    }

    /** The Hessian of the pseudo-likelihood's deviance, as one to start from. */
    private double[] hessian(double[] fixedInformation, double[] curvature, double root) {
        int n = typical.length;
        int q = order(fixedInformation);
        double[] scales = covariance.scaled(ones(m), root);
        double[] hessian = new double[n * n];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                hessian[i * n + j] = 2 * fixedInformation[i * q + j] / (root * root);
            }
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                hessian[(p + i) * n + p + j] = curvature[i * m + j] / (scales[i] * scales[j]);
            }
        }
        if (isDispersed()) {
            hessian[n * n - 1] = 2 / (DISPERSION_ERROR * DISPERSION_ERROR);
        }
        return hessian;
    }

    /** One over the squares of the approximate standard errors of the p coefficients. */
    private double[] precisions() {
        double[] precisions = new double[p];
        for (int j = 0; j < p; j++) {
            precisions[j] = 1 / (typical[j] * typical[j]);
        }
        return precisions;
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * The asymptotic covariance matrices of beta (scaled) and of theta with psi.
     *
     * @param conditional the covariance matrix of beta (scaled) given theta and psi
     */
    Uncertainty uncertainty(double[] conditional) {
        Optional<AsymptoticCovariance> joint = information == null ? Optional.empty() : information.covariance();
        if (joint.isEmpty()) {
            return new Uncertainty(conditional, Optional.empty(), List.of());
        }
        AsymptoticCovariance all = joint.get();
        int fixed = order(conditional);
        double[] factors = ones(m + 1);
        factors[m] = isDispersed() ? Math.exp(estimate[p + m]) : 1;
        double[] fixedEffects = p == 0 ? information.propagated(conditional)
            : all.determinesFirst(p) ? all.first(p) : conditional;
        List<double[]> undetermined = new ArrayList<>();
        for (double[] direction : all.undetermined()) {
            double[] result = new double[fixed + m + 1];
            System.arraycopy(direction, 0, result, fixed - p, direction.length);
            undetermined.add(result);
        }
        return new Uncertainty(fixedEffects, Optional.of(all.from(p, factors)), undetermined);
    }

    /**
     * The robust covariance matrix of beta (scaled), from the scores of all parameters; from those of beta if the information
     * is not positive definite.
     *
     * @param byGroups the likelihood as a product over the groups of rows that depend on each other
     * @param subject the subject of each row
     * @param conditional the covariance matrix of beta (scaled) given theta and psi
     */
    double[] robust(QuadratureLikelihood byGroups, int[] subject, double[] conditional, Sandwich correction) {
        double[] joint = Optional.ofNullable(information).flatMap(CovarianceInformation::inverse).orElseGet(() -> {
            double[] result = new double[estimate.length * estimate.length];
            for (int i = 0; i < p; i++) {
                System.arraycopy(conditional, i * p, result, i * estimate.length, p);
            }
            return result;
        });
        return LikelihoodSandwich.matrix(joint, byGroups.scores(estimate, subject), p, correction);
    }

    /** The gradient, followed by the fixed effects if they belong to the mode. */
    private double[] gradientAndMode(double[] x) {
        double[] values = new double[x.length];
        if (evaluate(x, values) == Double.POSITIVE_INFINITY) {
            Arrays.fill(values, Double.NaN);
        }
        if (p > 0) {
            return values;
        }
        double[] beta = likelihood.scaledBeta(x);
        double[] result = Arrays.copyOf(values, x.length + beta.length);
        System.arraycopy(beta, 0, result, x.length, beta.length);
        return result;
    }

    /** Which parameters are in the interior of their range. */
    private boolean[] free() {
        double[] theta = theta(estimate);
        boolean[] free = new boolean[estimate.length];
        for (int i = 0; i < free.length; i++) {
            free[i] = i < p || i == p + m || covariance.isInterior(i - p, theta);
        }
        return free;
    }

    private double[] sizes() {
        double[] sizes = typical.clone();
        for (int i = p; i < p + m; i++) {
            sizes[i] = Math.max(Math.abs(estimate[i]), LEAST_SIZE * typical[i]);
        }
        return sizes;
    }
}
