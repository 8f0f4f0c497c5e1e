package org.glmm.engine.check;

import java.util.Arrays;

/** Rows of X at equal distances from each other, their columns centred and scaled while they are read. */
final class SampledRows {

    private final double[] x;
    private final int p;
    private final int rows;
    private final boolean intercept;
    private final double[] centre;
    private final double[] scale;
    private int stride = 1;

    /**
     * @param x row-major, n x p
     * @param intercept whether the first column is constant
     */
    SampledRows(double[] x, int p, int rows, boolean intercept) {
        this.x = x;
        this.p = p;
        this.rows = rows;
        this.intercept = intercept;
        this.centre = new double[p];
        this.scale = new double[p];
    }

    /** The number of all rows. */
    int count() {
        return rows;
    }

    /** The number p of columns. */
    int columns() {
        return p;
    }

    /** The distance from one row of the sample to the next. */
    int stride() {
        return stride;
    }

    /** Takes another sample: the first row and then every {@code step}th. */
    void sample(int step) {
        stride = step;
        standardise();
    }

    /** Means, where there is an intercept, and largest distances from them of the columns in the sample. */
    private void standardise() {
        Arrays.fill(centre, 0);
        Arrays.fill(scale, 0);
        int count = (rows + stride - 1) / stride;
        for (int row = 0; intercept && row < rows; row += stride) {
            for (int j = 1, i = row * p + 1; j < p; j++, i++) {
                centre[j] += x[i] / count;
            }
        }
        for (int row = 0; row < rows; row += stride) {
            for (int j = 0, i = row * p; j < p; j++, i++) {
                scale[j] = Math.max(scale[j], Math.abs(x[i] - centre[j]));
            }
        }
        for (int j = 0; j < p; j++) {
            scale[j] = scale[j] > 0 ? scale[j] : 1;
        }
    }

    /** Reads a row. */
    void read(int row, double[] target) {
        for (int j = 0, i = row * p; j < p; j++, i++) {
            target[j] = (x[i] - centre[j]) / scale[j];
        }
    }

    /**
     * The coefficient of column {@code j} as a multiple of a combination of those of the centred and scaled columns.
     */
    double[] coefficient(int j) {
        double[] coefficient = new double[p];
        coefficient[j] = 1;
        for (int k = 0; j == 0 && k < p; k++) {
            coefficient[k] -= centre[k] / scale[k];
        }
        return coefficient;
    }
}
