package org.glmm.engine.sparse;

/**
 * The dense kernel under factorisation and inverse: linear combinations of columns. Columns are arrays of their own,
 * all addressed by one index: the form that the just-in-time compiler turns into vector instructions.
 */
final class DenseKernels {

    private DenseKernels() {
    }

    /** y[i] += sum over k &lt; count of coefficient[k] x[k][i], for from &lt;= i &lt; to. */
    static void addCombination(double[] y, int from, int to, double[][] x, double[] coefficient, int count) {
        int k = 0;
        for (; k + 3 < count; k += 4) {
            double a = coefficient[k];
            double b = coefficient[k + 1];
            double c = coefficient[k + 2];
            double d = coefficient[k + 3];
            if (a != 0 || b != 0 || c != 0 || d != 0) {
                addFour(y, from, to, x[k], x[k + 1], x[k + 2], x[k + 3], a, b, c, d);
            }
        }
        for (; k < count; k++) {
            if (coefficient[k] != 0) {
                addOne(y, from, to, x[k], coefficient[k]);
            }
        }
    }

    /**
     * The same for two columns y and two sets of coefficients: the columns x come from the cache once for both.
     *
     * <p>Every y[i] gets the same bits as from {@link #addCombination}.
     */
    static void addCombinations(double[] y0, double[] y1, int from, int to, double[][] x, double[] coefficient0,
            double[] coefficient1, int count) {
        int k = 0;
        for (; k + 3 < count; k += 4) {
            addFourTwice(y0, y1, from, to, x[k], x[k + 1], x[k + 2], x[k + 3], coefficient0, coefficient1, k);
        }
        for (; k < count; k++) {
            addOne(y0, from, to, x[k], coefficient0[k]);
            addOne(y1, from, to, x[k], coefficient1[k]);
        }
    }

    private static void addFourTwice(double[] y0, double[] y1, int from, int to, double[] x0, double[] x1, double[] x2,
            double[] x3, double[] coefficient0, double[] coefficient1, int k) {
        double a0 = coefficient0[k];
        double b0 = coefficient0[k + 1];
        double c0 = coefficient0[k + 2];
        double d0 = coefficient0[k + 3];
        double a1 = coefficient1[k];
        double b1 = coefficient1[k + 1];
        double c1 = coefficient1[k + 2];
        double d1 = coefficient1[k + 3];
        for (int i = from; i < to; i++) {
            double v0 = x0[i];
            double v1 = x1[i];
            double v2 = x2[i];
            double v3 = x3[i];
            double sum0 = y0[i] + (a0 * v0 + b0 * v1 + c0 * v2 + d0 * v3);
            double sum1 = y1[i] + (a1 * v0 + b1 * v1 + c1 * v2 + d1 * v3);
            y0[i] = sum0;
            y1[i] = sum1;
        }
    }

    private static void addFour(double[] y, int from, int to, double[] x0, double[] x1, double[] x2, double[] x3,
            double a, double b, double c, double d) {
        for (int i = from; i < to; i++) {
            y[i] += a * x0[i] + b * x1[i] + c * x2[i] + d * x3[i];
        }
    }

    private static void addOne(double[] y, int from, int to, double[] x, double a) {
        for (int i = from; i < to; i++) {
            y[i] += a * x[i];
        }
    }

    /** y[i] *= a, for from &lt;= i &lt; to. */
    static void scale(double[] y, int from, int to, double a) {
        for (int i = from; i < to; i++) {
            y[i] *= a;
        }
    }
}
