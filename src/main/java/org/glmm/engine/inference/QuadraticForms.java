package org.glmm.engine.inference;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Quadratic forms in symmetric matrices that are held row-major in arrays. */
final class QuadraticForms {

    private QuadraticForms() {
    }

    /** l' M l. */
    static double of(double[] matrix, double[] l) {
        double sum = 0;
        for (int i = 0; i < l.length; i++) {
            double row = 0;
            for (int j = 0; j < l.length; j++) {
                row += matrix[i * l.length + j] * l[j];
            }
            sum += l[i] * row;
        }
        return sum;
    }

    /** L M L' for L of r rows, r x r. */
    static DMatrixRMaj of(double[] matrix, DMatrixRMaj rows) {
        int p = rows.numCols;
        var half = new DMatrixRMaj(rows.numRows, p);
        CommonOps_DDRM.mult(rows, DMatrixRMaj.wrap(p, p, matrix), half);
        var result = new DMatrixRMaj(rows.numRows, rows.numRows);
        CommonOps_DDRM.multTransB(half, rows, result);
        return result;
    }
}
