package org.glmm.engine.sparse;

import java.util.Arrays;

/**
 * Pattern of a symmetric block matrix: its lower triangle, block-compressed by column.
 *
 * <p>Node {@code i} of the matrix spans {@code size(i)} consecutive rows and columns. Column {@code j} holds the blocks
 * {@code columnStart[j] .. columnStart[j + 1] - 1}; {@code rowIndex} gives their block rows in ascending order, the
 * diagonal block first. The values of block {@code b} are dense and column-major, {@code size(row) x size(column)}
 * numbers at {@code offset(b)}; diagonal blocks are stored full.
 */
public final class BlockPattern {

    private final int[] sizes;
    private final int[] columnStart;
    private final int[] rowIndex;
    private final int[] firstRow;
    private final int[] offset;

    /**
     * @param sizes rows of each node, all positive
     * @param columnStart first block of each column, length {@code sizes.length + 1}
     * @param rowIndex block row of each block, ascending within a column, diagonal first
     * @throws IllegalArgumentException if the arrays do not describe such a pattern, or if it holds more than
     *         2<sup>31</sup> - 1 values
     */
    public BlockPattern(int[] sizes, int[] columnStart, int[] rowIndex) {
        this.sizes = sizes.clone();
        this.columnStart = columnStart.clone();
        this.rowIndex = rowIndex.clone();
        checkStructure();
        this.firstRow = firstRows(this.sizes);
        this.offset = offsets();
    }

    private void checkStructure() {
        int nodes = sizes.length;
        if (columnStart.length != nodes + 1 || columnStart[0] != 0 || columnStart[nodes] != rowIndex.length) {
            throw new IllegalArgumentException("Column starts do not match " + nodes + " nodes and "
                + rowIndex.length + " blocks");
        }
        for (int column = 0; column < nodes; column++) {
            if (sizes[column] <= 0) {
                throw new IllegalArgumentException("Node " + column + " has size " + sizes[column]);
            }
            checkColumn(column);
        }
    }

    private void checkColumn(int column) {
        int start = columnStart[column];
        int end = columnStart[column + 1];
        if (start >= end || rowIndex[start] != column) {
            throw new IllegalArgumentException("Column " + column + " does not start with its diagonal block");
        }
        for (int b = start + 1; b < end; b++) {
            if (rowIndex[b] <= rowIndex[b - 1] || rowIndex[b] >= sizes.length) {
                throw new IllegalArgumentException("Column " + column + " has block rows that do not ascend or are"
                    + " out of range");
            }
        }
    }

    private static int[] firstRows(int[] sizes) {
        var first = new int[sizes.length + 1];
        long sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            sum += sizes[i];
            first[i + 1] = Limits.toInt(sum, "rows of the matrix");
        }
        return first;
    }

    private int[] offsets() {
        var result = new int[rowIndex.length + 1];
        long sum = 0;
        for (int column = 0; column < sizes.length; column++) {
            for (int b = columnStart[column]; b < columnStart[column + 1]; b++) {
                sum += (long) sizes[rowIndex[b]] * sizes[column];
                result[b + 1] = Limits.toInt(sum, "values of the block pattern");
            }
        }
        return result;
    }

    /** Number of nodes (block rows). */
    public int nodes() {
        return sizes.length;
    }

    /** Number of scalar rows. */
    public int dimension() {
        return firstRow[sizes.length];
    }

    /** Number of stored blocks. */
    public int blocks() {
        return rowIndex.length;
    }

    /** Number of stored values: the length of a value array of this pattern. */
    public int valueCount() {
        return offset[rowIndex.length];
    }

    /** Rows of a node. */
    public int size(int node) {
        return sizes[node];
    }

    /** First scalar row of a node. */
    public int firstRow(int node) {
        return firstRow[node];
    }

    /** First block of a column: its diagonal block; {@code columnStart(nodes())} is the number of blocks. */
    public int columnStart(int column) {
        return columnStart[column];
    }

    /** Block row of a block. */
    public int row(int block) {
        return rowIndex[block];
    }

    /** Position of the first value of a block. */
    public int offset(int block) {
        return offset[block];
    }

    /**
     * The block at a block row and column of the lower triangle.
     *
     * @return the block, negative if the pattern has none there
     */
    public int find(int row, int column) {
        return Arrays.binarySearch(rowIndex, columnStart[column], columnStart[column + 1], row);
    }
}
