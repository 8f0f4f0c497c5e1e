package org.glmm.engine.design;

/** Rows taken from arrays. */
final class Selection {

    private Selection() {
    }

    static int[] of(int[] values, int[] rows) {
        int[] selected = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return selected;
    }

    /** Of a matrix, row-major, with so many columns. */
    static double[] of(double[] values, int columns, int[] rows) {
        double[] selected = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * columns, selected, i * columns, columns);
        }
        return selected;
    }
}
