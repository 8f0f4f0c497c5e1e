package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;

/**
 * The asymptotic covariance matrix of estimated covariance parameters: the inverse of half the Hessian of minus two times
 * the log-likelihood (the observed information), with the Hessian from central differences of the exact gradient.
 */
final class CovarianceInformation {

    private static final double STEP = 2e-4;

    private CovarianceInformation() {
    }

    /**
     * The covariance matrix of the free parameters.
     *
     * @param gradient the gradient of minus two times the log-likelihood
     * @param point the estimate
     * @param typical the size that each parameter typically has
     * @param free which parameters were estimated in the interior of their range
     * @return a matrix of the size of {@code point}, row-major, with zeros for the others; empty if the information is not
     *         positive definite
     */
    static Optional<double[]> inverse(UnaryOperator<double[]> gradient, double[] point, double[] typical, boolean[] free) {
        int n = point.length;
        int[] index = IntStream.range(0, n).filter(i -> free[i]).toArray();
        DMatrixRMaj information = new DMatrixRMaj(index.length, index.length);
        for (int i = 0; i < index.length; i++) {
            double step = STEP * Math.max(Math.abs(point[index[i]]), 0.1 * typical[index[i]]);
            double[] above = gradient.apply(moved(point, index[i], step));
            double[] below = gradient.apply(moved(point, index[i], -step));
            for (int j = 0; j < index.length; j++) {
                double second = (above[index[j]] - below[index[j]]) / (2 * step);
                information.add(i, j, second / 4);
                information.add(j, i, second / 4);
            }
        }
        LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
        if (index.length > 0 && !solver.setA(information.copy())) {
            return Optional.empty();
        }
        DMatrixRMaj inverse = CommonOps_DDRM.identity(index.length);
        if (index.length > 0) {
            solver.solve(inverse, inverse);
        }
        double[] result = new double[n * n];
        for (int i = 0; i < index.length; i++) {
            for (int j = 0; j < index.length; j++) {
                result[index[i] * n + index[j]] = inverse.get(i, j);
            }
        }
        return Optional.of(result);
    }

    private static double[] moved(double[] point, int index, double step) {
        double[] result = Arrays.copyOf(point, point.length);
        result[index] += step;
        return result;
    }
}
