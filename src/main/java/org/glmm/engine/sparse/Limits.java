package org.glmm.engine.sparse;

/** Guards for sizes held in {@code int}. */
final class Limits {

    /** Java arrays stop a few elements short of 2<sup>31</sup>. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private Limits() {
    }

    static int toInt(long count, String what) {
        if (count > LARGEST_ARRAY) {
            throw new IllegalArgumentException("Too many " + what + ": " + count + " exceeds " + LARGEST_ARRAY);
        }
        return (int) count;
    }
}
