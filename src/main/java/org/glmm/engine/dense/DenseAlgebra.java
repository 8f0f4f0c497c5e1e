package org.glmm.engine.dense;

/** Sums of products of vectors, and of vectors with matrices that are one row-major array. */
public final class DenseAlgebra {

    private DenseAlgebra() {
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
}
