package org.glmm.engine.estimate;

import static org.glmm.engine.dense.DenseAlgebra.order;
import static org.glmm.engine.dense.DenseAlgebra.product;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;

/**
 * The observed information of estimated parameters: half the Hessian of minus two times the log-likelihood, from
 * differences of the exact gradient.
 *
 * @param matrix of the free parameters, row-major, each in units of its size
 * @param slopes for each free parameter the derivatives of what follows the gradient
 * @param free the indices of the parameters that were estimated in the interior of their range
 * @param sizes the size of every parameter
 */
record CovarianceInformation(double[] matrix, double[][] slopes, int[] free, double[] sizes) {

    /** Central differences are exact to the square of the step, others to the step itself. */
    private static final double CENTRAL_STEP = 2e-4;
    private static final double ONE_SIDED_STEP = 1e-6;
    /** A parameter whose standard error is this many times its size is not determined. */
    private static final double ENDLESS_ERROR = 1e3;
    /** An eigenvalue of the information, scaled to a diagonal of one, that is rounding error. */
    private static final double NEGLIGIBLE = 1e-7;

    /** The gradient of minus two times the log-likelihood at a point, and after it what else is to be differenced. */
    @FunctionalInterface
    interface Gradient {
        double[] at(double[] point);
    }

    /**
     * Differences the gradient centrally along all free parameters.
     *
     * @param sizes the length over which each parameter changes the gradient noticeably
     */
    static CovarianceInformation of(Gradient gradient, double[] point, double[] sizes, boolean[] free) {
        return of(gradient, point, null, 0, sizes, free);
    }

    /**
     * Differences the gradient along the free parameters.
     *
     * @param here the gradient at the point
     * @param oneSided how many of the first parameters are so close to quadratic that forward differences do
     */
    static CovarianceInformation of(Gradient gradient, double[] point, double[] here, int oneSided, double[] sizes,
        boolean[] free) {
        int[] index = indices(free);
        double[] matrix = new double[index.length * index.length];
        double[][] slopes = new double[index.length][];
        for (int i = 0; i < index.length; i++) {
            boolean forward = index[i] < oneSided;
            double step = (forward ? ONE_SIDED_STEP : CENTRAL_STEP) * sizes[index[i]];
            double[] above = gradient.at(moved(point, index[i], step));
            double[] below = forward ? here : gradient.at(moved(point, index[i], -step));
            double width = forward ? step : 2 * step;
            for (int j = 0; j < index.length; j++) {
                double second = (above[index[j]] - below[index[j]]) / width * sizes[index[i]] * sizes[index[j]];
                matrix[i * index.length + j] += second / 4;
                matrix[j * index.length + i] += second / 4;
            }
            slopes[i] = new double[above.length - point.length];
            for (int j = 0; j < slopes[i].length; j++) {
                slopes[i][j] = (above[point.length + j] - below[point.length + j]) / width;
            }
        }
        return new CovarianceInformation(matrix, slopes, index, sizes);
    }

    private static int[] indices(boolean[] selected) {
        int[] indices = new int[selected.length];
        int count = 0;
        for (int i = 0; i < selected.length; i++) {
            if (selected[i]) {
                indices[count++] = i;
            }
        }
        return Arrays.copyOf(indices, count);
    }

    private static double[] moved(double[] point, int index, double step) {
        double[] result = Arrays.copyOf(point, point.length);
        result[index] += step;
        return result;
    }

    /**
     * The asymptotic covariance matrix of all parameters, row-major, with zeros for those that are not free; empty if
     * the information is not positive definite.
     */
    Optional<double[]> inverse() {
        int n = sizes.length;
        double[] result = new double[n * n];
        if (free.length == 0) {
            return Optional.of(result);
        }
        if (!isFinite() || !undetermined().isEmpty()) {
            return Optional.empty();
        }
        double[] units = units();
        DMatrixRMaj inverse = scaledInverse().orElseThrow();
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                result[free[i] * n + free[j]] = inverse.get(i, j) * units[free[i]] * units[free[j]];
            }
        }
        return Optional.of(result);
    }

    /** Newton's step -H^-1 g for the inverse of the information, H being twice the information. */
    static double[] newtonStep(double[] inverse, double[] slope) {
        double[] step = product(inverse, slope);
        for (int i = 0; i < step.length; i++) {
            step[i] /= -2;
        }
        return step;
    }

    /** The standard error of each parameter if all others were known; zero for those that are not free. */
    private double[] units() {
        double[] roots = roots();
        double[] units = new double[sizes.length];
        for (int i = 0; i < free.length; i++) {
            units[free[i]] = sizes[free[i]] / roots[i];
        }
        return units;
    }

    /**
     * The asymptotic covariance matrix as far as the parameters are determined; empty if the derivatives do not exist.
     */
    Optional<AsymptoticCovariance> covariance() {
        if (!isFinite()) {
            return Optional.empty();
        }
        double[] units = units();
        Optional<double[]> inverse = inverse();
        return Optional.of(new AsymptoticCovariance(inverse.isPresent() ? inverse.get() : generalisedInverse(units),
            units, undetermined()));
    }

    /** The inverse over the eigenvectors of the scaled information whose eigenvalues are not negligible. */
    private double[] generalisedInverse(double[] units) {
        int n = sizes.length;
        double[] result = new double[n * n];
        for (Eigenpair pair : eigenpairs()) {
            for (int k = 0; pair.value() > NEGLIGIBLE && k < free.length * free.length; k++) {
                int i = k / free.length;
                int j = k % free.length;
                result[free[i] * n + free[j]] += units[free[i]] * pair.vector()[i] * units[free[j]] * pair.vector()[j]
                    / pair.value();
            }
        }
        return result;
    }

    /**
     * The covariance matrix of what was differenced with the gradient, its covariance matrix given the parameters plus
     * what their estimation adds as far as the data determine them.
     */
    double[] propagated(double[] conditional) {
        double[] result = conditional.clone();
        int n = sizes.length;
        int p = order(conditional);
        covariance().map(AsymptoticCovariance::matrix).ifPresent(v -> {
            for (int a = 0; a < free.length; a++) {
                for (int b = 0; b < free.length; b++) {
                    for (int i = 0; i < p * p; i++) {
                        result[i] += slopes[a][i / p] * v[free[a] * n + free[b]] * slopes[b][i % p];
                    }
                }
            }
        });
        return result;
    }

    /**
     * The Hessian of minus two times the log-likelihood, row-major.
     *
     * @param curvatures stand on the diagonal for the parameters that are not free
     */
    double[] hessian(double[] curvatures) {
        int n = sizes.length;
        double[] hessian = new double[n * n];
        for (int i = 0; i < n; i++) {
            hessian[i * n + i] = curvatures[i];
        }
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                hessian[free[i] * n + free[j]] = 2 * matrix[i * free.length + j] / (sizes[free[i]] * sizes[free[j]]);
            }
        }
        return hessian;
    }

    /**
     * The directions, over all parameters in their units, that the data do not determine, the least determined first:
     * those of parameters without information, and eigenvectors of the scaled information; none if it is positive
     * definite, or if the derivatives do not exist.
     */
    List<double[]> undetermined() {
        if (free.length == 0 || !isFinite()) {
            return List.of();
        }
        double[] roots = roots();
        List<double[]> directions = new ArrayList<>();
        for (int i = 0; i < free.length; i++) {
            if (isEndless(i)) {
                directions.add(direction(unit(i), roots));
            }
        }
        if (directions.isEmpty() && isWellConditioned()) {
            return directions;
        }
        for (Eigenpair pair : eigenpairs()) {
            if (!(pair.value() > NEGLIGIBLE) && endlessShare(pair.vector()) < 0.5) {
                directions.add(direction(pair.vector(), roots));
            }
        }
        return directions;
    }

    /** The share of an eigenvector's squares in the parameters without information. */
    private double endlessShare(double[] vector) {
        double share = 0;
        for (int i = 0; i < vector.length; i++) {
            share += isEndless(i) ? vector[i] * vector[i] : 0;
        }
        return share;
    }

    /**
     * Whether a Cholesky factor shows that no eigenvalue of the scaled information is negligible: the smallest one is
     * at least one over the trace of the inverse. Where it does not the eigenvalues tell.
     */
    private boolean isWellConditioned() {
        Optional<DMatrixRMaj> inverse = scaledInverse();
        return inverse.isPresent() && CommonOps_DDRM.trace(inverse.get()) * NEGLIGIBLE < 1;
    }

    /** The inverse of the scaled information; empty if that is not positive definite. */
    private Optional<DMatrixRMaj> scaledInverse() {
        LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
        if (!solver.setA(scaled())) {
            return Optional.empty();
        }
        DMatrixRMaj inverse = CommonOps_DDRM.identity(free.length);
        solver.solve(inverse, inverse);
        return Optional.of(inverse);
    }

    private boolean isEndless(int i) {
        return !(Math.sqrt(matrix[i * free.length + i]) * ENDLESS_ERROR > 1);
    }

    private double[] unit(int i) {
        double[] unit = new double[free.length];
        unit[i] = 1;
        return unit;
    }

    private double[] direction(double[] scaled, double[] roots) {
        double[] result = new double[sizes.length];
        for (int i = 0; i < free.length; i++) {
            result[free[i]] = sizes[free[i]] * scaled[i] / roots[i];
        }
        return result;
    }

    private boolean isFinite() {
        for (double element : matrix) {
            if (!Double.isFinite(element)) {
                return false;
            }
        }
        return true;
    }

    /** The roots of the diagonal, not less than those of a parameter that is hardly determined. */
    private double[] roots() {
        double[] roots = new double[free.length];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = isEndless(i) ? 1 / ENDLESS_ERROR : Math.sqrt(matrix[i * free.length + i]);
        }
        return roots;
    }

    private record Eigenpair(double value, double[] vector) {
    }

    /** The information scaled to a diagonal of one. */
    private DMatrixRMaj scaled() {
        int n = free.length;
        double[] roots = roots();
        DMatrixRMaj scaled = DMatrixRMaj.wrap(n, n, matrix.clone());
        for (int k = 0; k < n * n; k++) {
            scaled.data[k] /= roots[k / n] * roots[k % n];
        }
        return scaled;
    }

    /** The eigenvalues and eigenvectors of the scaled information, ascending. */
    private List<Eigenpair> eigenpairs() {
        int n = free.length;
        var eigen = DecompositionFactory_DDRM.eig(n, true, true);
        eigen.decompose(scaled());
        return IntStream.range(0, n)
            .mapToObj(i -> new Eigenpair(eigen.getEigenvalue(i).getReal(), eigen.getEigenVector(i).data))
            .sorted(Comparator.comparingDouble(Eigenpair::value)).toList();
    }
}
