package org.glmm.engine.sparse;

/** The two triangular solves with the factor, for one vector in elimination order; four columns of L at a time. */
final class TriangularSolves {

    private final Panels panels;
    private final double[] factor;

    TriangularSolves(Panels panels, double[] factor) {
        this.panels = panels;
        this.factor = factor;
    }

    /** Overwrites b with L<sup>-1</sup> b. */
    void lower(double[] b) {
        for (int s = 0; s < panels.count(); s++) {
            int height = panels.height()[s];
            int width = panels.width(s);
            int at = panels.valueStart()[s];
            int first = panels.firstColumn()[s];
            for (int j = 0; j < width; j++) {
                int column = at + j * height;
                double x = b[first + j] / factor[column + j];
                b[first + j] = x;
                for (int i = j + 1; i < width; i++) {
                    b[first + i] -= x * factor[column + i];
                }
            }
            if (height > width) {
                subtractBelow(s, b);
            }
        }
    }

    private void subtractBelow(int s, double[] b) {
        int height = panels.height()[s];
        int width = panels.width(s);
        int first = panels.firstColumn()[s];
        int rowStart = panels.rowStart()[s];
        int[] rows = panels.rows();
        int column = panels.valueStart()[s];
        int j = 0;
        for (; j + 3 < width; j += 4) {
            double x0 = b[first + j];
            double x1 = b[first + j + 1];
            double x2 = b[first + j + 2];
            double x3 = b[first + j + 3];
            for (int i = width; i < height; i++) {
                int p = column + i;
                b[rows[rowStart + i]] -= x0 * factor[p] + x1 * factor[p + height] + x2 * factor[p + 2 * height]
                    + x3 * factor[p + 3 * height];
            }
            column += 4 * height;
        }
        for (; j < width; j++) {
            double x = b[first + j];
            for (int i = width; i < height; i++) {
                b[rows[rowStart + i]] -= x * factor[column + i];
            }
            column += height;
        }
    }

    /** Overwrites y with L'<sup>-1</sup> y. */
    void upper(double[] y) {
        for (int s = panels.count() - 1; s >= 0; s--) {
            int height = panels.height()[s];
            int width = panels.width(s);
            int at = panels.valueStart()[s];
            int first = panels.firstColumn()[s];
            if (height > width) {
                subtractFromBelow(s, y);
            }
            for (int j = width - 1; j >= 0; j--) {
                int column = at + j * height;
                double x = y[first + j];
                for (int i = j + 1; i < width; i++) {
                    x -= factor[column + i] * y[first + i];
                }
                y[first + j] = x / factor[column + j];
            }
        }
    }

    private void subtractFromBelow(int s, double[] y) {
        int height = panels.height()[s];
        int width = panels.width(s);
        int first = panels.firstColumn()[s];
        int rowStart = panels.rowStart()[s];
        int[] rows = panels.rows();
        int column = panels.valueStart()[s];
        int j = 0;
        for (; j + 3 < width; j += 4) {
            double x0 = 0;
            double x1 = 0;
            double x2 = 0;
            double x3 = 0;
            for (int i = width; i < height; i++) {
                int p = column + i;
                double v = y[rows[rowStart + i]];
                x0 += v * factor[p];
                x1 += v * factor[p + height];
                x2 += v * factor[p + 2 * height];
                x3 += v * factor[p + 3 * height];
            }
            y[first + j] -= x0;
            y[first + j + 1] -= x1;
            y[first + j + 2] -= x2;
            y[first + j + 3] -= x3;
            column += 4 * height;
        }
        for (; j < width; j++) {
            double x = 0;
            for (int i = width; i < height; i++) {
                x += y[rows[rowStart + i]] * factor[column + i];
            }
            y[first + j] -= x;
            column += height;
        }
    }
}
