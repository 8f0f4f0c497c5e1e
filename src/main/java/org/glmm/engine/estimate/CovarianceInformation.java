package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;

/**
 * The asymptotic covariance matrix of estimated covariance parameters: the inverse of half the Hessian of minus two times
 * the log-likelihood (the observed information), with the Hessian from central differences of the exact gradient.
 */
final class CovarianceInformation {

    private static final double STEP = 2e-4;
    /** A parameter whose standard error is this many times its size is not determined. */
    private static final double ENDLESS_ERROR = 1e3;
    /** An eigenvalue of the information, scaled to a diagonal of one, that is rounding error. */
    private static final double NEGLIGIBLE = 1e-7;

    private CovarianceInformation() {
    }

    /**
     * An inverted information matrix.
     *
     * @param covariance a matrix over all parameters, row-major, with zeros for those that are not free; empty if the
     *            information is not positive definite
     * @param undetermined the direction, over all parameters, in which the information is least if it is not positive
     *            definite; empty if it is, or if the derivatives do not exist
     */
    record Inverse(Optional<double[]> covariance, Optional<double[]> undetermined) {
    }

    /**
     * The covariance matrix of the free parameters.
     *
     * @param gradient the gradient of minus two times the log-likelihood
     * @param point the estimate
     * @param typical the size that each parameter typically has
     * @param free which parameters were estimated in the interior of their range
     */
    static Inverse inverse(UnaryOperator<double[]> gradient, double[] point, double[] typical, boolean[] free) {
        int[] index = IntStream.range(0, point.length).filter(i -> free[i]).toArray();
        double[] size = IntStream.of(index).mapToDouble(i -> Math.max(Math.abs(point[i]), 0.1 * typical[i])).toArray();
        DMatrixRMaj information = relativeInformation(gradient, point, index, size);
        if (Arrays.stream(information.data).anyMatch(element -> !Double.isFinite(element))) {
            return new Inverse(Optional.empty(), Optional.empty());
        }
        Optional<double[]> undetermined = undetermined(information);
        return new Inverse(undetermined.isEmpty() ? Optional.of(inverse(information, index, size, point.length))
            : Optional.empty(), undetermined.map(direction -> spread(direction, index, size, point.length)));
    }

    /** Half the Hessian, each parameter in units of its size. */
    private static DMatrixRMaj relativeInformation(UnaryOperator<double[]> gradient, double[] point, int[] index,
        double[] size) {
        DMatrixRMaj information = new DMatrixRMaj(index.length, index.length);
        for (int i = 0; i < index.length; i++) {
            double step = STEP * size[i];
            double[] above = gradient.apply(moved(point, index[i], step));
            double[] below = gradient.apply(moved(point, index[i], -step));
            for (int j = 0; j < index.length; j++) {
                double second = size[i] * size[j] * (above[index[j]] - below[index[j]]) / (2 * step);
                information.add(i, j, second / 4);
                information.add(j, i, second / 4);
            }
        }
        return information;
    }

    /** The direction of least information if the matrix is not positive definite. */
    private static Optional<double[]> undetermined(DMatrixRMaj information) {
        int n = information.numRows;
        double[] root = new double[n];
        for (int i = 0; i < n; i++) {
            root[i] = Math.sqrt(information.get(i, i));
            if (!(root[i] * ENDLESS_ERROR > 1)) {
                double[] direction = new double[n];
                direction[i] = 1;
                return Optional.of(direction);
            }
        }
        DMatrixRMaj scaled = information.copy();
        for (int k = 0; k < n * n; k++) {
            scaled.data[k] /= root[k / n] * root[k % n];
        }
        return n == 0 ? Optional.empty() : lowestEigenvector(scaled)
            .map(vector -> IntStream.range(0, n).mapToDouble(i -> vector[i] / root[i]).toArray());
    }

    private static Optional<double[]> lowestEigenvector(DMatrixRMaj matrix) {
        var eigen = DecompositionFactory_DDRM.eig(matrix.numRows, true, true);
        eigen.decompose(matrix.copy());
        int lowest = IntStream.range(0, matrix.numRows).boxed()
            .min(Comparator.comparingDouble(i -> eigen.getEigenvalue(i).getReal())).orElseThrow();
        return eigen.getEigenvalue(lowest).getReal() > NEGLIGIBLE ? Optional.empty()
            : Optional.of(eigen.getEigenVector(lowest).data);
    }

    private static double[] inverse(DMatrixRMaj information, int[] index, double[] size, int n) {
        DMatrixRMaj inverse = CommonOps_DDRM.identity(index.length);
        if (index.length > 0) {
            LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
            solver.setA(information);
            solver.solve(inverse, inverse);
        }
        double[] result = new double[n * n];
        for (int i = 0; i < index.length; i++) {
            for (int j = 0; j < index.length; j++) {
                result[index[i] * n + index[j]] = size[i] * size[j] * inverse.get(i, j);
            }
        }
        return result;
    }

    /** From units of the sizes to those of the parameters, all of them. */
    private static double[] spread(double[] direction, int[] index, double[] size, int n) {
        double[] result = new double[n];
        for (int i = 0; i < index.length; i++) {
            result[index[i]] = size[i] * direction[i];
        }
        return result;
    }

    private static double[] moved(double[] point, int index, double step) {
        double[] result = Arrays.copyOf(point, point.length);
        result[index] += step;
        return result;
    }
}
