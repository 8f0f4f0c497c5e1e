package org.glmm.engine.parallel;

import java.util.function.IntConsumer;

/**
 * The rows of the data in chunks small enough for the second level cache. How they are cut depends on their number
 * alone, and sums over rows are taken within chunks first and then over the chunks in order, so that they are the same
 * bit for bit whichever thread works on which chunk.
 */
public final class RowChunks {

    private static final int ROWS = 4096;

    private final int rows;
    private final Workers workers;

    public RowChunks(int rows, Workers workers) {
        this.rows = rows;
        this.workers = workers;
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of chunks. */
    public int count() {
        return (rows + ROWS - 1) / ROWS;
    }

    /** The first row of a chunk; that of the chunk after the last is the number of rows. */
    public int first(int chunk) {
        return Math.min(rows, chunk * ROWS);
    }

    /** Works on rows {@code from .. to - 1}, which are one chunk. */
    public interface Body {
        void accept(int chunk, int from, int to);
    }

    /** A sum over rows {@code from .. to - 1}. */
    public interface Sum {
        double of(int from, int to);
    }

    /** Works on all chunks. */
    public void forEach(Body body) {
        perform(chunk -> body.accept(chunk, first(chunk), first(chunk + 1)));
    }

    /** A sum over all rows. */
    public double sum(Sum sum) {
        double[] sums = new double[count()];
        perform(chunk -> sums[chunk] = sum.of(first(chunk), first(chunk + 1)));
        double total = 0;
        for (double part : sums) {
            total += part;
        }
        return total;
    }

    private void perform(IntConsumer body) {
        if (count() == 1) {
            body.accept(0);
        } else {
            workers.claim(count(), body);
        }
    }
}
