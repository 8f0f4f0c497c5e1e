package org.glmm.engine.estimate;

import static org.glmm.engine.dense.DenseAlgebra.diagonal;
import static org.glmm.engine.dense.DenseAlgebra.order;

import java.util.Arrays;

/**
 * The parameters x of a marginal likelihood in one vector: p coefficients of the scaled columns of X (none if they
 * belong to the mode), theta and, where the distribution has one, the logarithm of the dispersion parameter psi.
 */
final class LikelihoodParameters {

    /** A guess of the standard error of log psi. */
    private static final double DISPERSION_ERROR = 0.1;
    /** The least size of a covariance parameter, relative to a typical one. */
    private static final double LEAST_SIZE = 0.1;

    private final CovarianceModel covariance;
    private final int p;
    private final int m;
    private final double[] typical;

    /** @param fixedErrors approximate standard errors of the coefficients of the scaled columns of X */
    LikelihoodParameters(MarginalLikelihood likelihood, CovarianceModel covariance, double[] fixedErrors) {
        this.covariance = covariance;
        this.p = likelihood.fixedEffects();
        this.m = covariance.parameters();
        this.typical = new double[likelihood.parameters()];
        System.arraycopy(fixedErrors, 0, typical, 0, p);
        System.arraycopy(covariance.typical(), 0, typical, p, m);
        if (isDispersed()) {
            typical[p + m] = 1;
        }
    }

    /** The number p of fixed effects among the parameters. */
    int fixedEffects() {
        return p;
    }

    private boolean isDispersed() {
        return typical.length > p + m;
    }

    /** The vector of given parameters. */
    double[] joined(double[] scaledBeta, double[] theta, double psi) {
        double[] x = new double[typical.length];
        System.arraycopy(scaledBeta, 0, x, 0, p);
        System.arraycopy(theta, 0, x, p, m);
        if (isDispersed()) {
            x[p + m] = Math.log(psi);
        }
        return x;
    }

    double[] theta(double[] x) {
        return Arrays.copyOfRange(x, p, p + m);
    }

    /** psi; one if the distribution has no dispersion parameter. */
    double dispersion(double[] x) {
        return isDispersed() ? Math.exp(x[p + m]) : 1;
    }

    /** The derivatives of theta and psi with respect to theta and log psi; the last is one if there is no psi. */
    double[] reportedSlopes(double[] x) {
        double[] slopes = ones(m + 1);
        slopes[m] = dispersion(x);
        return slopes;
    }

    /** The size of each parameter: standard errors of the fixed effects, of theta what moves eta by about one. */
    double[] typical() {
        return typical;
    }

    /** The size of each parameter at x. */
    double[] sizes(double[] x) {
        double[] sizes = typical.clone();
        for (int i = p; i < p + m; i++) {
            sizes[i] = Math.max(Math.abs(x[i]), LEAST_SIZE * typical[i]);
        }
        return sizes;
    }

    /** Which parameters are in the interior of their range. */
    boolean[] free(double[] x) {
        double[] theta = theta(x);
        boolean[] free = new boolean[x.length];
        for (int i = 0; i < free.length; i++) {
            free[i] = i < p || i == p + m || covariance.isInterior(i - p, theta);
        }
        return free;
    }

    /** A guess of the second derivatives of the deviance at x. */
    double[] curvatures(double[] x) {
        double[] curvatures = new double[x.length];
        for (int i = 0; i < curvatures.length; i++) {
            curvatures[i] = i < p ? 2 / (typical[i] * typical[i]) : 2 / (DISPERSION_ERROR * DISPERSION_ERROR);
        }
        System.arraycopy(covariance.curvatures(theta(x)), 0, curvatures, p, m);
        return curvatures;
    }

    /** A guess of the Hessian of the deviance for a theta. */
    double[] hessian(double[] theta) {
        double[] precisions = new double[p];
        for (int j = 0; j < p; j++) {
            precisions[j] = 1 / (typical[j] * typical[j]);
        }
        return hessian(diagonal(precisions), diagonal(covariance.curvatures(theta)), 1);
    }

    /**
     * The Hessian of the deviance of a linear mixed model, as that of a likelihood.
     *
     * @param fixedInformation X'V^-1 X for phi = 1
     * @param curvature with respect to theta relative to sqrt(phi)
     * @param root sqrt(phi)
     */
    double[] hessian(double[] fixedInformation, double[] curvature, double root) {
        int n = typical.length;
        int columns = order(fixedInformation);
        double[] scales = covariance.scaled(ones(m), root);
        double[] hessian = new double[n * n];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                hessian[i * n + j] = 2 * fixedInformation[i * columns + j] / (root * root);
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

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
