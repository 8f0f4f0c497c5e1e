package org.glmm.engine.mme;

import java.util.Arrays;

import org.glmm.engine.parallel.RowChunks;

/**
 * The targets, levels of a term or couplings of two terms, that the rows of each chunk contribute to. Every chunk
 * counts its own targets from zero, in the order of their first row: its sums lie close together, and no two chunks
 * write to the same place. The sums of all chunks are then added up in their order.
 */
final class RowTargets {

    static final int NONE = -1;

    private final int[] local;
    private final int[] start;
    private final int[] target;

    /**
     * @param targetOf the target of each row, {@link #NONE} if it has none
     * @param count the number of targets
     */
    RowTargets(RowChunks chunks, int[] targetOf, int count) {
        this.local = new int[targetOf.length];
        this.start = new int[chunks.count() + 1];
        int[] found = new int[Math.min(targetOf.length, count)];
        int[] seenIn = new int[count];
        int[] number = new int[count];
        int size = 0;
        for (int chunk = 0; chunk < chunks.count(); chunk++) {
            for (int r = chunks.first(chunk); r < chunks.first(chunk + 1); r++) {
                int t = targetOf[r];
                if (t != NONE && seenIn[t] != chunk + 1) {
                    seenIn[t] = chunk + 1;
                    number[t] = size - start[chunk];
                    found = size < found.length ? found : Arrays.copyOf(found, 2 * size);
                    found[size++] = t;
                }
                local[r] = t == NONE ? NONE : number[t];
            }
            start[chunk + 1] = size;
        }
        this.target = Arrays.copyOf(found, size);
    }

    /** For each row the number of its target within its chunk, or {@link #NONE}. */
    int[] local() {
        return local;
    }

    /** The first of a chunk's targets among those of all chunks. */
    int start(int chunk) {
        return start[chunk];
    }

    /** The number of targets of all chunks together. */
    int size() {
        return target.length;
    }

    /** The target with a number among those of all chunks. */
    int target(int number) {
        return target[number];
    }

    /** Sets the sums of a chunk to zero. */
    void clear(int chunk, int width, double[] sums) {
        Arrays.fill(sums, start[chunk] * width, start[chunk + 1] * width, 0);
    }

    /**
     * Adds the sums of all chunks to those of all targets.
     *
     * @param width values a target
     * @param place where the values of each target begin in {@code out}
     */
    void collect(int width, double[] sums, int[] place, double[] out) {
        for (int i = 0; i < target.length; i++) {
            int at = place[target[i]];
            for (int a = 0; a < width; a++) {
                out[at + a] += sums[i * width + a];
            }
        }
    }

    /** Copies the values of the targets of a chunk to where their sums stand. */
    void fetch(int chunk, int width, double[] values, int[] place, double[] copies) {
        for (int i = start[chunk]; i < start[chunk + 1]; i++) {
            System.arraycopy(values, place[target[i]], copies, i * width, width);
        }
    }
}
