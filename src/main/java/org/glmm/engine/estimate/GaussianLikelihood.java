package org.glmm.engine.estimate;

import java.util.Arrays;

import org.glmm.engine.covariance.CovarianceStructure.Role;
import org.glmm.engine.estimate.ProfileLikelihood.Maximum;

/**
 * The deviance of a linear mixed model as a function of the coefficients of the scaled columns of X (none if it is
 * restricted), of the parameters theta of the absolute covariance factors, G = Lambda Lambda', and of the log of the
 * residual scale phi.
 */
final class GaussianLikelihood implements Objective {

    private static final double LEAST_SIZE = 0.1;

    private final LinearMixedDeviance deviance;
    private final CovarianceModel covariance;
    private final Evaluations evaluations;
    private final int p;
    private final int m;

    /** @param p the number of fixed effects among the parameters, all or none */
    GaussianLikelihood(LinearMixedDeviance deviance, CovarianceModel covariance, int p, Evaluations evaluations) {
        this.deviance = deviance;
        this.covariance = covariance;
        this.evaluations = evaluations;
        this.p = p;
        this.m = covariance.parameters();
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        double phi = Math.exp(x[p + m]);
        double root = Math.sqrt(phi);
        double[] theta = covariance.scaled(Arrays.copyOfRange(x, p, p + m), 1 / root);
        if (!(phi > 0 && phi < Double.POSITIVE_INFINITY)
            || !(p > 0 ? deviance.solveAt(theta, phi, Arrays.copyOf(x, p)) : deviance.solveAt(theta, phi))) {
            return Double.POSITIVE_INFINITY;
        }
        double[] relative = deviance.jointGradient(theta, phi);
        System.arraycopy(p > 0 ? deviance.fixedGradient(phi) : new double[0], 0, gradient, 0, p);
        gradient[p + m] = phi * relative[m];
        for (int i = 0; i < m; i++) {
            boolean scales = covariance.role(i) != Role.ANGLE;
            gradient[p + i] = scales ? relative[i] / root : relative[i];
            gradient[p + m] -= scales ? theta[i] * relative[i] / 2 : 0;
        }
        return evaluations.report(deviance.value(phi), gradient);
    }

    /**
     * The maximum of the likelihood.
     *
     * @param point where it was estimated; the deviance holds its solution
     */
    Maximum maximum(EstimatedPoint point) {
        deviance.solveAt(point.theta());
        double root = Math.sqrt(point.scale());
        double[] x = new double[p + m + 1];
        double[] typical = new double[x.length];
        double[] curvatures = new double[x.length];
        double[] errors = deviance.fixedErrors();
        Arrays.setAll(typical, j -> j < p ? root * errors[j] : 1);
        System.arraycopy(deviance.solution().scaledBeta(), 0, x, 0, p);
        System.arraycopy(covariance.scaled(point.theta(), root), 0, x, p, m);
        System.arraycopy(covariance.scaled(covariance.typical(), root), 0, typical, p, m);
        System.arraycopy(covariance.curvatures(Arrays.copyOfRange(x, p, p + m)), 0, curvatures, p, m);
        x[p + m] = Math.log(point.scale());
        boolean[] free = new boolean[x.length];
        double[] sizes = typical.clone();
        for (int i = 0; i < x.length; i++) {
            free[i] = i < p || i == p + m || covariance.isInterior(i - p, point.theta());
            sizes[i] = i < p || i == p + m ? typical[i] : Math.max(Math.abs(x[i]), LEAST_SIZE * typical[i]);
        }
        double value = evaluate(x, new double[x.length]);
        return new Maximum(x, value, typical,
            CovarianceInformation.of(this::gradient, x, sizes, free).hessian(curvatures));
    }

    private double[] gradient(double[] x) {
        double[] gradient = new double[x.length];
        if (evaluate(x, gradient) == Double.POSITIVE_INFINITY) {
            Arrays.fill(gradient, Double.NaN);
        }
        return gradient;
    }
}
