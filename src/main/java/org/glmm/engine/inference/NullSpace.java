package org.glmm.engine.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/** Solutions of homogeneous linear equations by the singular value decomposition. */
final class NullSpace {

    private static final double TOLERANCE = 1e-8;

    private NullSpace() {
    }

    /**
     * Solves A x = 0.
     *
     * @param equations the rows of A, each of length {@code size}, in comparable units; rows of zeros do not count
     * @return an orthonormal basis of the solutions, one a row
     */
    static DMatrixRMaj of(List<double[]> equations, int size) {
        var rows = new ArrayList<double[]>();
        for (double[] equation : equations) {
            double length = NormOps_DDRM.normF(DMatrixRMaj.wrap(1, size, equation));
            if (length > TOLERANCE) {
                rows.add(Arrays.stream(equation).map(value -> value / length).toArray());
            }
        }
        if (rows.isEmpty()) {
            return CommonOps_DDRM.identity(size);
        }
        var matrix = new DMatrixRMaj(rows.toArray(double[][]::new));
        var svd = DecompositionFactory_DDRM.svd(matrix.numRows, size, false, true, false);
        if (!svd.decompose(matrix)) {
            throw new IllegalStateException("the singular value decomposition did not converge");
        }
        return solutions(svd.getV(null, true), Arrays.copyOf(svd.getSingularValues(), svd.numberOfSingularValues()));
    }

    private static DMatrixRMaj solutions(DMatrixRMaj right, double[] singularValues) {
        double limit = TOLERANCE * Arrays.stream(singularValues).max().orElse(0);
        var solutions = new ArrayList<double[]>();
        for (int i = 0; i < right.numRows; i++) {
            if (i >= singularValues.length || singularValues[i] <= limit) {
                solutions.add(Arrays.copyOfRange(right.data, i * right.numCols, (i + 1) * right.numCols));
            }
        }
        var basis = new DMatrixRMaj(solutions.size(), right.numCols);
        for (int i = 0; i < basis.numRows; i++) {
            System.arraycopy(solutions.get(i), 0, basis.data, i * basis.numCols, basis.numCols);
        }
        return basis;
    }
}
