package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.glmm.engine.model.ProfileInterval;

/**
 * Profile-likelihood intervals: the values of a parameter h at which the deviance, minimised over everything else, is
 * not more than a quantile of chi-square(1) above its minimum (Venzon and Moolgavkar 1988, Appl. Statist. 37, 87-94).
 *
 * <p>An interval does not depend on how the other parameters are parametrised, and that of a monotone function of h has
 * the function's values as ends.
 */
final class ProfileLikelihood {

    private static final double TOLERANCE = 1e-6;

    private final Objective deviance;
    private final CovarianceModel covariance;
    private final int first;
    private final Maximum maximum;
    private final int maxIterations;
    private final double level;
    private final Evaluations evaluations;

    /**
     * Where the likelihood is largest.
     *
     * @param x the parameters
     * @param deviance the minimum
     * @param typical the size that each parameter typically has
     * @param hessian of the deviance, n x n, row-major
     */
    record Maximum(double[] x, double deviance, double[] typical, double[] hessian) {

        /**
         * H^-1 g; zeros where H is not positive definite.
         *
         * @param gradient g
         */
        double[] solve(double[] gradient) {
            int n = x.length;
            double[] step = IntStream.range(0, n).mapToDouble(i -> gradient[i] * typical[i]).toArray();
            LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
            double[] scaled = new double[n * n];
            Arrays.setAll(scaled, i -> hessian[i] * typical[i / n] * typical[i % n]);
            if (!solver.setA(DMatrixRMaj.wrap(n, n, scaled))) {
                return new double[n];
            }
            DMatrixRMaj vector = DMatrixRMaj.wrap(n, 1, step);
            solver.solve(vector, vector);
            Arrays.setAll(step, i -> step[i] * typical[i]);
            return step;
        }
    }

    /**
     * @param first where theta starts among the parameters of the deviance
     * @param level of confidence
     */
    ProfileLikelihood(Objective deviance, CovarianceModel covariance, int first, Maximum maximum, int maxIterations,
        double level, Evaluations evaluations) {
        this.deviance = deviance;
        this.covariance = covariance;
        this.first = first;
        this.maximum = maximum;
        this.maxIterations = maxIterations;
        this.level = level;
        this.evaluations = evaluations;
    }

    /**
     * The interval of a parameter.
     *
     * @param name of the parameter, in words
     * @param scale about the size of its standard error, for use where the information tells nothing
     * @param report from h to the scale of the report, increasing
     */
    ProfileInterval interval(String name, ParameterFunction h, double scale, DoubleUnaryOperator report) {
        evaluations.begin("Profile likelihood of " + name, 0);
        ProfileEnd.End lower = end(h, scale, -1).find();
        ProfileEnd.End upper = end(h, scale, 1).find();
        return new ProfileInterval(report.applyAsDouble(lower.value()), report.applyAsDouble(upper.value()),
            lower.note().equals(upper.note()) ? both(lower.note())
            : (said("Lower", lower) + said("Upper", upper)).strip());
    }

    private static String both(String note) {
        return note.isEmpty() ? "" : "Both ends: " + note + ".";
    }

    private static String said(String which, ProfileEnd.End end) {
        return end.note().isEmpty() ? "" : which + " end: " + end.note() + ". ";
    }

    private ProfileEnd end(ParameterFunction h, double scale, int direction) {
        var search = new CovarianceSearch(covariance, first, maximum.typical(), maxIterations, TOLERANCE);
        double cut = new ChiSquaredDistribution(null, 1).inverseCumulativeProbability(level);
        return new ProfileEnd(deviance, h, maximum, search, direction, cut, scale);
    }
}
