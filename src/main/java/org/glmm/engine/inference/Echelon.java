package org.glmm.engine.inference;

import org.ejml.data.DMatrixRMaj;

/**
 * The reduced row echelon form: the basis of the span of some rows whose leading elements are ones, alone in their
 * columns.
 */
final class Echelon {

    private static final double NEGLIGIBLE = 1e-9;

    private Echelon() {
    }

    /** Reduces independent rows in place, with partial pivoting, columns from left to right. */
    static DMatrixRMaj reduce(DMatrixRMaj rows) {
        int done = 0;
        for (int column = 0; column < rows.numCols && done < rows.numRows; column++) {
            int pivot = largest(rows, column, done);
            if (Math.abs(rows.get(pivot, column)) > NEGLIGIBLE * size(rows, pivot)) {
                swap(rows, pivot, done);
                eliminate(rows, done, column);
                done++;
            }
        }
        return rows;
    }

    private static int largest(DMatrixRMaj rows, int column, int first) {
        int largest = first;
        for (int i = first + 1; i < rows.numRows; i++) {
            largest = Math.abs(rows.get(i, column)) > Math.abs(rows.get(largest, column)) ? i : largest;
        }
        return largest;
    }

    private static double size(DMatrixRMaj rows, int row) {
        double size = 0;
        for (int j = 0; j < rows.numCols; j++) {
            size = Math.max(size, Math.abs(rows.get(row, j)));
        }
        return size;
    }

    private static void swap(DMatrixRMaj rows, int a, int b) {
        for (int j = 0; j < rows.numCols; j++) {
            double value = rows.get(a, j);
            rows.set(a, j, rows.get(b, j));
            rows.set(b, j, value);
        }
    }

    private static void eliminate(DMatrixRMaj rows, int pivot, int column) {
        double divisor = rows.get(pivot, column);
        for (int j = 0; j < rows.numCols; j++) {
            rows.set(pivot, j, rows.get(pivot, j) / divisor);
        }
        for (int i = 0; i < rows.numRows; i++) {
            double factor = rows.get(i, column);
            for (int j = 0; i != pivot && factor != 0 && j < rows.numCols; j++) {
                double left = j == column ? 0 : rows.get(i, j) - factor * rows.get(pivot, j);
                rows.set(i, j, Math.abs(left) <= NEGLIGIBLE * Math.abs(factor * rows.get(pivot, j)) ? 0 : left);
            }
        }
    }
}
