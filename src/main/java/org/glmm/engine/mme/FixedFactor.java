package org.glmm.engine.mme;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;

/**
 * The equations of the fixed effects alone, S = X'WX - R'R, which are dense; R is what the random effects leave, or
 * nothing. Everything is for the centred and scaled columns of X unless it says otherwise. Workspaces are sized once.
 */
final class FixedFactor {

    private final FixedEffectScaling scaling;
    private final int p;
    private final DMatrixRMaj matrix;
    private final DMatrixRMaj work;
    private final CholeskyDecompositionInner_DDRM cholesky = new CholeskyDecompositionInner_DDRM(true);
    private final LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(cholesky);

    FixedFactor(FixedEffectScaling scaling) {
        this.scaling = scaling;
        this.p = scaling.columns();
        this.matrix = new DMatrixRMaj(p, p);
        this.work = new DMatrixRMaj(p, p);
    }

    /** The number p of fixed effects. */
    int size() {
        return p;
    }

    /**
     * Forms and factors S.
     *
     * @param xx X'WX, p x p
     * @param r R, p columns one after the other; empty for X'WX itself
     * @return false if S is not positive definite
     */
    boolean factor(double[] xx, double[] r) {
        int q = p == 0 ? 0 : r.length / p;
        for (int i = 0; i < p; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < q; k++) {
                    sum += r[i * q + k] * r[j * q + k];
                }
                double value = xx[i * p + j] - sum;
                matrix.unsafe_set(i, j, value);
                matrix.unsafe_set(j, i, value);
            }
        }
        work.setTo(matrix);
        return p == 0 || solver.setA(work);
    }

    /** S, p x p; to be read only. */
    DMatrixRMaj matrix() {
        return matrix;
    }

    /** log det S for the columns of X on the user's scale. */
    double logDeterminant() {
        double sum = scaling.logDeterminantShift();
        for (int i = 0; i < p; i++) {
            sum += 2 * Math.log(cholesky.getT().unsafe_get(i, i));
        }
        return sum;
    }

    /** Overwrites {@code columns} right-hand sides, p x columns, row-major, with S^-1 times them. */
    void solve(double[] rightHandSides, int columns) {
        if (p > 0) {
            DMatrixRMaj b = DMatrixRMaj.wrap(p, columns, rightHandSides);
            solver.solve(b, b);
        }
    }

    /** S^-1, p x p. */
    double[] inverse() {
        double[] inverse = new double[p * p];
        for (int i = 0; i < p; i++) {
            inverse[i * p + i] = 1;
        }
        solve(inverse, p);
        return inverse;
    }

    /** The columns of a matrix C with S^-1 = C C'; none if rounding keeps S^-1 from being positive definite. */
    double[][] rootOfInverse() {
        CholeskyDecompositionInner_DDRM root = new CholeskyDecompositionInner_DDRM(true);
        if (p == 0 || !root.decompose(DMatrixRMaj.wrap(p, p, inverse()))) {
            return new double[0][];
        }
        double[][] columns = new double[p][p];
        for (int j = 0; j < p; j++) {
            for (int i = j; i < p; i++) {
                columns[j][i] = root.getT().unsafe_get(i, j);
            }
        }
        return columns;
    }

    /** M S^-1 for a matrix M with p columns, row-major. */
    double[] timesInverse(double[] m) {
        double[] inverse = inverse();
        double[] result = new double[m.length];
        for (int row = 0; row < m.length; row += p) {
            for (int i = 0; i < p; i++) {
                double factor = m[row + i];
                for (int j = 0; j < p; j++) {
                    result[row + j] += factor * inverse[i * p + j];
                }
            }
        }
        return result;
    }
}
