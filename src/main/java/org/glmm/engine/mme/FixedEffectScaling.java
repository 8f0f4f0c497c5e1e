package org.glmm.engine.mme;

import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.design.FixedDesign;

/**
 * Centres and scales the columns of X while rows are read, so that the equations are well conditioned whatever the
 * units of the covariates: x -> (x - c) / s with c the mean and s the standard deviation. Columns of zeros and ones
 * stay as they are; without an intercept nothing is centred and s is the root mean square. Results are taken back to
 * the user's scale.
 */
final class FixedEffectScaling {

    private final int columns;
    private final int intercept;
    private final double[] centre;
    private final double[] scale;

    FixedEffectScaling(FixedDesign x) {
        this.columns = x.size();
        this.intercept = columns > 0 && x.columns().get(0).term() == FixedColumn.INTERCEPT ? 0 : -1;
        this.centre = new double[columns];
        this.scale = new double[columns];
        for (int j = 0; j < columns; j++) {
            measure(x, j);
        }
    }

    private void measure(FixedDesign x, int column) {
        double[] values = x.values();
        double sum = 0;
        boolean indicator = true;
        for (int i = column; i < values.length; i += columns) {
            sum += values[i];
            indicator &= values[i] == 0 || values[i] == 1;
        }
        this.scale[column] = 1;
        if (indicator) {
            return;
        }
        double centre = intercept >= 0 ? sum / x.rows() : 0;
        double squares = 0;
        for (int i = column; i < values.length; i += columns) {
            squares += (values[i] - centre) * (values[i] - centre);
        }
        this.centre[column] = centre;
        this.scale[column] = Math.sqrt(squares / x.rows());
    }

    /** The number p of columns. */
    int columns() {
        return columns;
    }

    /** c of each column. */
    double[] centre() {
        return centre;
    }

    /** s of each column. */
    double[] scale() {
        return scale;
    }

    /** Divides each row of a matrix with p columns, row-major, by the scales. */
    void divide(double[] rows) {
        for (int i = 0; i < rows.length; i += columns) {
            for (int j = 0; j < columns; j++) {
                rows[i + j] /= scale[j];
            }
        }
    }

    /** Takes a matrix with the scaled columns of X multiplied from the left, row-major, to the user's scale. */
    void restoreColumns(double[] values) {
        for (int row = 0; row < values.length; row += columns) {
            for (int j = columns - 1; j >= 0; j--) {
                values[row + j] = scale[j] * values[row + j]
                    + (centre[j] == 0 ? 0 : centre[j] * values[row + intercept]);
            }
        }
    }

    /** log det of X'X on the user's scale minus that of the scaled columns. */
    double logDeterminantShift() {
        double sum = 0;
        for (double s : scale) {
            sum += 2 * Math.log(s);
        }
        return sum;
    }

    /**
     * Takes linear functions of the scaled columns, one array a column, to those of the columns in the user's units.
     */
    void restoreUnits(double[][] scaledColumns) {
        for (int j = 0; j < columns; j++) {
            for (int r = 0; r < scaledColumns[j].length; r++) {
                scaledColumns[j][r] *= scale[j];
                if (centre[j] != 0) {
                    scaledColumns[j][r] += centre[j] * scaledColumns[intercept][r];
                }
            }
        }
    }

    /** Coefficients of the scaled columns, p values, to the user's scale. */
    double[] coefficients(double[] scaled) {
        double[] user = new double[columns];
        for (int j = 0; j < columns; j++) {
            user[j] += scaled[j] / scale[j];
            if (centre[j] != 0) {
                user[intercept] -= scaled[j] * centre[j] / scale[j];
            }
        }
        return user;
    }

    /** The covariance matrix of coefficients of the scaled columns, p x p, to the user's scale. */
    double[] covariance(double[] scaled) {
        double[] half = new double[scaled.length];
        for (int i = 0; i < columns; i++) {
            double[] row = new double[columns];
            System.arraycopy(scaled, i * columns, row, 0, columns);
            System.arraycopy(coefficients(row), 0, half, i * columns, columns);
        }
        double[] user = new double[scaled.length];
        for (int j = 0; j < columns; j++) {
            double[] column = new double[columns];
            for (int i = 0; i < columns; i++) {
                column[i] = half[i * columns + j];
            }
            double[] back = coefficients(column);
            for (int i = 0; i < columns; i++) {
                user[i * columns + j] = back[i];
            }
        }
        return user;
    }
}
