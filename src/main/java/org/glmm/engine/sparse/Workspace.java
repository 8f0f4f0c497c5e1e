package org.glmm.engine.sparse;

import java.util.Arrays;

/** Scratch of one thread, sized for the largest panel, and the block sizes of the dense kernels. */
final class Workspace {

    /** Columns handled in one go. */
    static final int BATCH = 64;
    /** Rows handled in one go, so that the packed columns stay in the second level cache. */
    static final int ROW_BLOCK = 512;
    /** Up to this width, entry by entry is faster than packing. */
    static final int NARROW = 3;
    /** Up to this height, entry by entry is faster than packing. */
    static final int SHORT = 12;
    /** Cost of one scattered entry in multiplications of a dense product. */
    private static final int SCATTER_COST = 8;

    /** Position of a scalar row among the rows of the panel at hand. */
    final int[] place;
    /** Positions in the panel at hand of the rows of an update. */
    final int[] relative;
    /** Packed columns. */
    final double[][] x;
    /** Two columns under construction, and their coefficients. */
    final double[] sum;
    final double[] sum1;
    final double[] coefficient = new double[Math.max(BATCH, ROW_BLOCK)];
    final double[] coefficient1 = new double[coefficient.length];
    /** A vector of the matrix's dimension. */
    final double[] vector;

    /** For the selected inverse: columns of L, their products with Z, rows of a block of Z. */
    double[][] left;
    double[][] product;
    double[][] across;
    /** The update and the column of its source that each packed column comes from. */
    int[] packedUpdate;
    int[] packedColumn;

    Workspace(Panels panels) {
        int tallest = panels.tallest();
        place = new int[panels.dimension()];
        relative = new int[tallest];
        x = new double[BATCH][tallest];
        sum = new double[tallest];
        sum1 = new double[tallest];
        vector = new double[panels.dimension()];
    }

    /** Adds what the selected inverse needs. */
    void extend() {
        int tallest = sum.length;
        left = new double[BATCH][tallest];
        product = new double[BATCH][tallest];
        across = new double[ROW_BLOCK][BATCH];
        packedUpdate = new int[BATCH];
        packedColumn = new int[BATCH];
    }

    /**
     * Spreads a column given on the rows of an update over all rows of the panel at hand.
     *
     * @param values holds the column from {@code at} on
     * @param rows length of the column
     * @param target receives the column, zero in the other rows
     * @param height rows of the panel at hand
     */
    void spread(double[] values, int at, int rows, double[] target, int height) {
        int first = relative[0];
        int end = relative[rows - 1] + 1;
        if (end - first == rows) {
            Arrays.fill(target, 0, first, 0);
            System.arraycopy(values, at, target, first, rows);
            Arrays.fill(target, end, height, 0);
            return;
        }
        Arrays.fill(target, 0, height, 0);
        for (int i = 0; i < rows; i++) {
            target[relative[i]] = values[at + i];
        }
    }

    /**
     * Whether a product of {@code rows x columns} entries over {@code width} columns is cheaper as a dense product over
     * all {@code size} entries of the panel at hand.
     */
    static boolean worthSpreading(long size, int rows, int columns, int width) {
        return size * width < (long) rows * columns * (width + SCATTER_COST);
    }
}
