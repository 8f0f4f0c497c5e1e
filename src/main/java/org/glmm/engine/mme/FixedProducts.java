package org.glmm.engine.mme;

import java.util.Arrays;

import org.glmm.engine.design.FixedDesign;
import org.glmm.engine.parallel.RowChunks;

/**
 * The products of the centred and scaled X with vectors over the rows of the data, X'v and X beta, and with itself,
 * X'WX. The centres are taken off as the rows are read; the scales are applied to the coefficients and to the sums.
 */
final class FixedProducts {

    /** Rows worked on at a time, so that additions do not wait for each other. */
    private static final int GROUP = 4;

    private final double[] x;
    private final int p;
    private final double[] centre;
    private final double[] scale;
    private final RowChunks chunks;

    FixedProducts(FixedDesign design, FixedEffectScaling scaling, RowChunks chunks) {
        this.x = design.values();
        this.p = design.size();
        this.centre = scaling.centre();
        this.scale = scaling.scale();
        this.chunks = chunks;
    }

    /** X'v, p values. */
    double[] transposed(double[] v) {
        double[] result = new double[p];
        if (p == 0) {
            return result;
        }
        double[] sums = new double[chunks.count() * p];
        chunks.forEach((chunk, from, to) -> addTransposed(v, from, to, sums, chunk * p));
        addParts(sums, result);
        for (int j = 0; j < p; j++) {
            result[j] /= scale[j];
        }
        return result;
    }

    private void addTransposed(double[] v, int from, int to, double[] sums, int target) {
        int row = from;
        for (; row + GROUP <= to; row += GROUP) {
            double v0 = v[row];
            double v1 = v[row + 1];
            double v2 = v[row + 2];
            double v3 = v[row + 3];
            int at = row * p;
            for (int j = 0; j < p; j++, at++) {
                double c = centre[j];
                sums[target + j] += v0 * (x[at] - c) + v1 * (x[at + p] - c) + v2 * (x[at + 2 * p] - c)
                    + v3 * (x[at + 3 * p] - c);
            }
        }
        for (; row < to; row++) {
            for (int j = 0; j < p; j++) {
                sums[target + j] += v[row] * (x[row * p + j] - centre[j]);
            }
        }
    }

    private static void addParts(double[] parts, double[] result) {
        for (int i = 0; i < parts.length; i += result.length) {
            for (int j = 0; j < result.length; j++) {
                result[j] += parts[i + j];
            }
        }
    }

    /** Adds X beta of every row to {@code eta}. */
    void add(double[] beta, double[] eta) {
        double[] divided = new double[p];
        for (int j = 0; j < p; j++) {
            divided[j] = beta[j] / scale[j];
        }
        chunks.forEach((chunk, from, to) -> add(divided, from, to, eta));
    }

    private void add(double[] beta, int from, int to, double[] eta) {
        int row = from;
        for (; row + GROUP <= to; row += GROUP) {
            double e0 = 0;
            double e1 = 0;
            double e2 = 0;
            double e3 = 0;
            int at = row * p;
            for (int j = 0; j < p; j++, at++) {
                double b = beta[j];
                double c = centre[j];
                e0 += b * (x[at] - c);
                e1 += b * (x[at + p] - c);
                e2 += b * (x[at + 2 * p] - c);
                e3 += b * (x[at + 3 * p] - c);
            }
            eta[row] += e0;
            eta[row + 1] += e1;
            eta[row + 2] += e2;
            eta[row + 3] += e3;
        }
        for (; row < to; row++) {
            double sum = 0;
            for (int j = 0; j < p; j++) {
                sum += beta[j] * (x[row * p + j] - centre[j]);
            }
            eta[row] += sum;
        }
    }

    /** Reads a centred row, not scaled. */
    void read(int row, double[] target) {
        for (int j = 0; j < p; j++) {
            target[j] = x[row * p + j] - centre[j];
        }
    }

    /** X'WX, p x p. */
    void weigh(double[] w, double[] xx) {
        Arrays.fill(xx, 0);
        if (p == 0) {
            return;
        }
        double[] sums = new double[chunks.count() * p * p];
        chunks.forEach((chunk, from, to) -> addSquares(w, from, to, sums, chunk * p * p));
        addParts(sums, xx);
        for (int i = 0; i < p; i++) {
            for (int j = 0; j <= i; j++) {
                xx[i * p + j] /= scale[i] * scale[j];
                xx[j * p + i] = xx[i * p + j];
            }
        }
    }

    /** Adds to the lower triangle. */
    private void addSquares(double[] w, int from, int to, double[] sums, int target) {
        double[] x0 = new double[p];
        double[] x1 = new double[p];
        double[] x2 = new double[p];
        double[] x3 = new double[p];
        int row = from;
        for (; row + GROUP <= to; row += GROUP) {
            read(row, x0);
            read(row + 1, x1);
            read(row + 2, x2);
            read(row + 3, x3);
            for (int i = 0; i < p; i++) {
                double a0 = w[row] * x0[i];
                double a1 = w[row + 1] * x1[i];
                double a2 = w[row + 2] * x2[i];
                double a3 = w[row + 3] * x3[i];
                int at = target + i * p;
                for (int j = 0; j <= i; j++) {
                    sums[at + j] += a0 * x0[j] + a1 * x1[j] + a2 * x2[j] + a3 * x3[j];
                }
            }
        }
        for (; row < to; row++) {
            read(row, x0);
            for (int i = 0; i < p; i++) {
                double a = w[row] * x0[i];
                for (int j = 0; j <= i; j++) {
                    sums[target + i * p + j] += a * x0[j];
                }
            }
        }
    }
}
