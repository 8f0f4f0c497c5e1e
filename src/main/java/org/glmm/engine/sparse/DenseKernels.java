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
