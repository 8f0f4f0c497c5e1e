package org.glmm.engine.sparse;

import java.util.Arrays;

/**
 * Where the blocks of a pattern lie in the panels of the factor. The blocks of panel {@code s} are {@code block[p]} for
 * {@code start[s] <= p < start[s + 1]}; {@code destination[p]} is the place of the block's first value in the
 * factor, or its complement {@code ~place} if the block is stored there transposed.
 *
 * @param columnOf block column of each block of the pattern
 */
record Assembly(BlockPattern pattern, Panels panels, int[] start, int[] block, int[] destination, int[] columnOf) {

    static Assembly of(BlockPattern pattern, EliminationTree tree, int[] firstScalar, Panels panels) {
        int count = panels.count();
        int[] columnOf = columnOf(pattern);
        var panelOfBlock = new int[pattern.blocks()];
        var start = new int[count + 1];
        for (int b = 0; b < pattern.blocks(); b++) {
            int k = Math.min(tree.position()[columnOf[b]], tree.position()[pattern.row(b)]);
            panelOfBlock[b] = panels.panelOf()[firstScalar[k]];
            start[panelOfBlock[b] + 1]++;
        }
        for (int s = 0; s < count; s++) {
            start[s + 1] += start[s];
        }
        var block = new int[pattern.blocks()];
        int[] next = Arrays.copyOf(start, count);
        for (int b = 0; b < pattern.blocks(); b++) {
            block[next[panelOfBlock[b]]++] = b;
        }
        var result = new Assembly(pattern, panels, start, block, new int[pattern.blocks()], columnOf);
        result.fillDestinations(tree, firstScalar);
        return result;
    }

    private static int[] columnOf(BlockPattern pattern) {
        var columnOf = new int[pattern.blocks()];
        for (int j = 0; j < pattern.nodes(); j++) {
            Arrays.fill(columnOf, pattern.columnStart(j), pattern.columnStart(j + 1), j);
        }
        return columnOf;
    }

    private void fillDestinations(EliminationTree tree, int[] firstScalar) {
        var place = new int[panels.dimension()];
        for (int s = 0; s < panels.count(); s++) {
            int height = panels.height()[s];
            panels.placeRows(s, place);
            for (int p = start[s]; p < start[s + 1]; p++) {
                int row = tree.position()[pattern.row(block[p])];
                int column = tree.position()[columnOf[block[p]]];
                boolean transposed = row < column && !isScalar();
                int down = firstScalar[Math.max(row, column)];
                int across = firstScalar[Math.min(row, column)] - panels.firstColumn()[s];
                int at = panels.valueStart()[s] + across * height + place[down];
                destination[p] = transposed ? ~at : at;
            }
        }
    }

    /** Whether all blocks are 1 x 1, so that a block and its value have the same number. */
    private boolean isScalar() {
        return pattern.valueCount() == pattern.blocks();
    }

    /** Overwrites a panel of the factor with the values of the pattern, zero elsewhere. */
    void load(int panel, double[] values, double[] factor) {
        Arrays.fill(factor, panels.valueStart()[panel], panels.valueStart()[panel + 1], 0);
        boolean scalar = isScalar();
        for (int p = start[panel]; p < start[panel + 1]; p++) {
            if (scalar) {
                factor[destination[p]] = values[block[p]];
            } else {
                copyBlock(p, panels.height()[panel], values, factor, true);
            }
        }
    }

    /** Copies the blocks of the pattern out of a panel whose diagonal part is a full symmetric matrix. */
    void store(int panel, double[] factor, double[] values) {
        boolean scalar = isScalar();
        for (int p = start[panel]; p < start[panel + 1]; p++) {
            if (scalar) {
                values[block[p]] = factor[destination[p]];
            } else {
                copyBlock(p, panels.height()[panel], values, factor, false);
            }
        }
    }

    private void copyBlock(int p, int height, double[] values, double[] factor, boolean intoFactor) {
        int b = block[p];
        int value = pattern.offset(b);
        int rows = pattern.size(pattern.row(b));
        int columns = pattern.size(columnOf[b]);
        boolean transposed = destination[p] < 0;
        int at = transposed ? ~destination[p] : destination[p];
        int down = transposed ? height : 1;
        int across = transposed ? 1 : height;
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                if (intoFactor) {
                    factor[at + i * down + j * across] = values[value++];
                } else {
                    values[value++] = factor[at + i * down + j * across];
                }
            }
        }
    }
}
