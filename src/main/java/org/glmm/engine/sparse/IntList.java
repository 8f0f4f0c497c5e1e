package org.glmm.engine.sparse;

import java.util.Arrays;

/** Growing list of {@code int}. */
final class IntList {

    private int[] values = new int[64];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Limits.toInt(Math.max(size + 1L, size + (size >> 1)), "rows of the factor"));
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    /** Sorts the values from an index to the end. */
    void sort(int from) {
        for (int i = from + 1; i < size; i++) {
            if (values[i] < values[i - 1]) {
                Arrays.sort(values, from, size);
                return;
            }
        }
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
