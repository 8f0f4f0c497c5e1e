package org.glmm.engine.inference;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/** The Wald statistic F = (L b)' (L C L')^-1 (L b) / r for r independent rows L, estimates b and their covariance C. */
final class WaldStatistic {

    /** The share of its variance that an estimate must keep when those before it are given. */
    private static final double SINGULAR = 1e-12;

    private WaldStatistic() {
    }

    /**
     * Computes F.
     *
     * @param hypothesis L, r x p
     * @param b p estimates
     * @param c C, p x p, row-major
     * @return F; NaN if L C L' is not positive definite
     */
    static double f(DMatrixRMaj hypothesis, double[] b, double[] c) {
        int rows = hypothesis.numRows;
        var estimates = new DMatrixRMaj(rows, 1);
        CommonOps_DDRM.mult(hypothesis, DMatrixRMaj.wrap(b.length, 1, b), estimates);
        var covariance = QuadraticForms.of(c, hypothesis);
        standardise(estimates, covariance);
        var cholesky = DecompositionFactory_DDRM.chol(rows, true);
        if (MatrixFeatures_DDRM.hasUncountable(covariance) || !cholesky.decompose(covariance)) {
            return Double.NaN;
        }
        var lower = cholesky.getT(null);
        for (int i = 0; i < rows; i++) {
            if (lower.get(i, i) * lower.get(i, i) < SINGULAR) {
                return Double.NaN;
            }
        }
        TriangularSolver_DDRM.solveL(lower.data, estimates.data, rows);
        return CommonOps_DDRM.dot(estimates, estimates) / rows;
    }

    /** Estimates in units of their standard errors, and their correlations. */
    private static void standardise(DMatrixRMaj estimates, DMatrixRMaj covariance) {
        int rows = estimates.numRows;
        double[] scale = new double[rows];
        for (int i = 0; i < rows; i++) {
            scale[i] = 1 / Math.sqrt(covariance.get(i, i));
            estimates.set(i, 0, estimates.get(i, 0) * scale[i]);
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                covariance.set(i, j, covariance.get(i, j) * scale[i] * scale[j]);
            }
        }
    }
}
