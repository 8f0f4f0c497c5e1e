package org.glmm.engine.dense;

/** Products of vectors and matrices, each matrix one row-major array, and roots of small matrices. */
public final class DenseAlgebra {

    private DenseAlgebra() {
    }

    /** The number of rows of a square matrix. */
    public static int order(double[] matrix) {
        return (int) Math.round(Math.sqrt(matrix.length));
    }

    /** A diagonal matrix. */
    public static double[] diagonal(double[] values) {
        double[] matrix = new double[values.length * values.length];
        for (int i = 0; i < values.length; i++) {
            matrix[i * values.length + i] = values[i];
        }
        return matrix;
    }

    /** a'b. */
    public static double dot(double[] a, double[] b) {
        return dot(a, 0, b, 0, a.length);
    }

    /** The same for {@code count} elements of longer arrays. */
    public static double dot(double[] a, int firstOfA, double[] b, int firstOfB, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += a[firstOfA + i] * b[firstOfB + i];
        }
        return sum;
    }

    /** The Euclidean length of a vector. */
    public static double length(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** The first {@code rows} elements of M v, for a matrix with as many columns as v has elements. */
    public static double[] product(double[] matrix, double[] v, int rows) {
        double[] product = new double[rows];
        for (int i = 0; i < rows; i++) {
            product[i] = dot(matrix, i * v.length, v, 0, v.length);
        }
        return product;
    }

    /** M v, M square. */
    public static double[] product(double[] matrix, double[] v) {
        return product(matrix, v, v.length);
    }

    /** a'M b. */
    public static double form(double[] a, double[] matrix, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * dot(matrix, i * b.length, b, 0, b.length);
        }
        return sum;
    }

    /** v'M v. */
    public static double quadraticForm(double[] matrix, double[] v) {
        return form(v, matrix, v);
    }

    /**
     * A lower triangular L with L L' = G, for a positive semidefinite G.
     *
     * @param negligible pivots that are smaller, relative to the diagonal of G, are taken for zero
     */
    public static double[] root(double[] g, double negligible) {
        int k = order(g);
        double[] root = new double[k * k];
        for (int j = 0; j < k; j++) {
            double pivot = rest(g, root, j, j, k);
            root[j * k + j] = pivot > negligible * g[j * k + j] ? Math.sqrt(pivot) : 0;
            for (int i = j + 1; i < k && root[j * k + j] > 0; i++) {
                root[i * k + j] = rest(g, root, i, j, k) / root[j * k + j];
            }
        }
        return root;
    }

    /** What the first j columns of L leave of G_ij. */
    private static double rest(double[] g, double[] root, int i, int j, int k) {
        double rest = g[i * k + j];
        for (int c = 0; c < j; c++) {
            rest -= root[i * k + c] * root[j * k + c];
        }
        return rest;
    }
}
