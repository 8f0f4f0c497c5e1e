package org.glmm.engine.mme;

import org.glmm.engine.design.RandomDesign;

/**
 * The products of the columns of Z of two terms with each other, chunk by chunk. A row belongs to the block of Z'WZ
 * that couples its levels, with the effects of the earlier term as columns.
 */
final class CouplingProducts {

    private final int columns;
    private final int rows;
    private final double[] zColumn;
    private final double[] zRow;
    private final RowTargets blocks;
    private final int[] place;
    private final double[] sums;

    /** @param place for each block of Z'WZ the place of its values */
    CouplingProducts(RandomDesign earlier, RandomDesign later, RowTargets blocks, int[] place) {
        this.columns = earlier.effects();
        this.rows = later.effects();
        this.zColumn = earlier.z();
        this.zRow = later.z();
        this.blocks = blocks;
        this.place = place;
        this.sums = new double[Math.multiplyExact(blocks.size(), columns * rows)];
    }

    /** Sums w z z' over the rows of a chunk. */
    void weigh(int chunk, int from, int to, double[] w) {
        blocks.clear(chunk, rows * columns, sums);
        int[] local = blocks.local();
        int start = blocks.start(chunk);
        if (zColumn == null && zRow == null) {
            for (int r = from; r < to; r++) {
                if (local[r] != RowTargets.NONE) {
                    sums[start + local[r]] += w[r];
                }
            }
            return;
        }
        for (int r = from; r < to; r++) {
            if (local[r] != RowTargets.NONE) {
                int at = (start + local[r]) * rows * columns;
                for (int c = 0; c < columns; c++) {
                    double wz = w[r] * element(zColumn, r * columns + c);
                    for (int a = 0; a < rows; a++) {
                        sums[at++] += wz * element(zRow, r * rows + a);
                    }
                }
            }
        }
    }

    private static double element(double[] z, int at) {
        return z == null ? 1 : z[at];
    }

    /** Adds the sums of {@link #weigh} over all chunks to Z'WZ. */
    void collectSquares(double[] zz) {
        blocks.collect(rows * columns, sums, place, zz);
    }

    /** Adds the contributions of the block and its transpose to z'Mz of the rows of a chunk. */
    void addForms(int chunk, int from, int to, double[] values, double[] forms) {
        blocks.fetch(chunk, rows * columns, values, place, sums);
        int[] local = blocks.local();
        int start = blocks.start(chunk);
        if (zColumn == null && zRow == null) {
            for (int r = from; r < to; r++) {
                if (local[r] != RowTargets.NONE) {
                    forms[r] += 2 * sums[start + local[r]];
                }
            }
            return;
        }
        for (int r = from; r < to; r++) {
            if (local[r] != RowTargets.NONE) {
                int at = (start + local[r]) * rows * columns;
                double sum = 0;
                for (int c = 0; c < columns; c++) {
                    double product = 0;
                    for (int a = 0; a < rows; a++) {
                        product += sums[at++] * element(zRow, r * rows + a);
                    }
                    sum += product * element(zColumn, r * columns + c);
                }
                forms[r] += 2 * sum;
            }
        }
    }
}
