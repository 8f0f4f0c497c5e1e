package org.glmm.engine.estimate;

import static org.glmm.engine.dense.DenseAlgebra.diagonal;
import static org.glmm.engine.dense.DenseAlgebra.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.glmm.engine.estimate.ProfileLikelihood.Maximum;
import org.glmm.engine.model.Sandwich;

/**
 * What the Hessian of a marginal likelihood at its maximum tells: asymptotic covariance matrices, and where likelihoods
 * near by have theirs.
 *
 * @param parameters what they are
 * @param estimate where the likelihood is largest
 * @param deviance minus two times its logarithm there
 * @param information about the parameters; null if it was not asked for
 */
record MarginalAsymptotics(LikelihoodParameters parameters, double[] estimate, double deviance,
    CovarianceInformation information) {

    private Optional<double[]> inverse() {
        return information == null ? Optional.empty() : information.inverse();
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
        int p = parameters.fixedEffects();
        double[] fixedEffects = p == 0 ? information.propagated(conditional)
            : all.determinesFirst(p) ? all.first(p) : conditional;
        double[] factors = parameters.reportedSlopes(estimate);
        int before = order(conditional) - p;
        List<double[]> undetermined = new ArrayList<>();
        for (double[] direction : all.undetermined()) {
            double[] result = new double[before + p + factors.length];
            System.arraycopy(direction, 0, result, before, direction.length);
            undetermined.add(result);
        }
        return new Uncertainty(fixedEffects, Optional.of(all.from(p, factors)), undetermined);
    }

    /**
     * The robust covariance matrix of beta (scaled), from the scores of all parameters; from those of beta if the
     * information is not positive definite.
     *
     * @param byGroups the likelihood as a product over the groups of rows that depend on each other
     * @param subject the subject of each row
     * @param conditional the covariance matrix of beta (scaled) given theta and psi
     */
    double[] robust(QuadratureLikelihood byGroups, int[] subject, double[] conditional, Sandwich correction) {
        int p = parameters.fixedEffects();
        double[] joint = inverse().orElseGet(() -> alone(conditional));
        return LikelihoodSandwich.matrix(joint, byGroups.scores(estimate, subject), p, correction);
    }

    /** The covariance matrix of beta as that of all parameters, the others known. */
    private double[] alone(double[] conditional) {
        int p = parameters.fixedEffects();
        int n = estimate.length;
        double[] result = new double[n * n];
        for (int i = 0; i < p; i++) {
            System.arraycopy(conditional, i * p, result, i * n, p);
        }
        return result;
    }

    /**
     * How far the maximum of another likelihood of the same parameters is, in standard errors, the farthest parameter,
     * by one Newton step; empty if that is not known.
     */
    OptionalDouble distanceTo(MarginalLikelihood other) {
        double[] slope = new double[estimate.length];
        Optional<double[]> inverse = inverse();
        if (inverse.isEmpty() || other.evaluate(estimate, slope) == Double.POSITIVE_INFINITY) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(largest(CovarianceInformation.newtonStep(inverse.get(), slope), inverse.get()));
    }

    /** The largest element of a step in standard errors. */
    private static double largest(double[] step, double[] covariance) {
        double largest = 0;
        for (int i = 0; i < step.length; i++) {
            double variance = covariance[i * step.length + i];
            largest = variance > 0 ? Math.max(largest, Math.abs(step[i]) / Math.sqrt(variance)) : largest;
        }
        return largest;
    }

    /** The maximum as one to profile the likelihood from. */
    Maximum maximum() {
        double[] curvatures = parameters.curvatures(estimate);
        return new Maximum(estimate, deviance, parameters.typical(),
            information == null ? diagonal(curvatures) : information.hessian(curvatures));
    }
}
