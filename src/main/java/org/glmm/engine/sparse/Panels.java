package org.glmm.engine.sparse;

import java.util.Arrays;

/**
 * Storage layout of the factor L. Each supernode is cut into panels of consecutive scalar columns; panel {@code s} is a
 * dense column-major array of {@code height[s]} rows and {@code width(s)} columns at {@code valueStart[s]}, whose
 * first {@code width(s)} rows are its own columns (lower triangle used). Its rows, in elimination order, are
 * {@code rows[rowStart[s]]} and following; panels of one supernode share the tail of one list.
 *
 * @param firstColumn first scalar column of each panel, and the dimension at the end
 * @param panelOf panel of each scalar column
 * @param height rows of each panel
 * @param rowStart first entry of each panel in {@code rows}
 * @param rows scalar rows
 * @param valueStart first value of each panel, and the number of values at the end
 */
record Panels(int[] firstColumn, int[] panelOf, int[] height, int[] rowStart, int[] rows, int[] valueStart) {

    private static final int WIDEST = Workspace.BATCH;
    private static final int NARROWEST = 8;
    /** A supernode is cut in about this many panels at least, so that several threads can share it. */
    private static final int PANELS_PER_SUPERNODE = 4;

    int count() {
        return height.length;
    }

    int dimension() {
        return panelOf.length;
    }

    int width(int panel) {
        return firstColumn[panel + 1] - firstColumn[panel];
    }

    int tallest() {
        int tallest = 0;
        for (int rows : height) {
            tallest = Math.max(tallest, rows);
        }
        return tallest;
    }

    int widest() {
        int widest = 0;
        for (int s = 0; s < count(); s++) {
            widest = Math.max(widest, width(s));
        }
        return widest;
    }

    /** Notes the position of each row of a panel. */
    void placeRows(int panel, int[] place) {
        int start = rowStart[panel];
        for (int i = 0; i < height[panel]; i++) {
            place[rows[start + i]] = i;
        }
    }

    /** Positions, in the panel placed last, of the rows of another panel from its row {@code from} on. */
    void relativeRows(int panel, int from, Workspace work) {
        int start = rowStart[panel] + from;
        int count = height[panel] - from;
        for (int i = 0; i < count; i++) {
            work.relative[i] = work.place[rows[start + i]];
        }
    }

    /**
     * Symbolic factorisation: the rows of a supernode are those of its columns in the matrix and those of its children
     * beyond their own columns.
     *
     * @param firstScalar first scalar column of each elimination position, and the dimension at the end
     */
    static Panels of(Adjacency graph, EliminationTree tree, Supernodes supernodes, int[] firstScalar) {
        return new Builder(graph.permuted(tree.order()), supernodes, firstScalar).build();
    }

    private static final class Builder {

        private static final int NONE = -1;

        /** Couplings of the elimination positions. */
        private final Adjacency graph;
        private final Supernodes supernodes;
        private final int[] firstScalar;

        private final IntList nodeRows = new IntList();
        private final int[] nodeRowStart;
        private final int[] mark;
        private final int[] firstChild;
        private final int[] nextSibling;

        private final IntList firstColumn = new IntList();
        private final IntList height = new IntList();
        private final IntList rowStart = new IntList();
        private final IntList rows = new IntList();
        private final IntList valueStart = new IntList();
        private long values;

        Builder(Adjacency graph, Supernodes supernodes, int[] firstScalar) {
            this.graph = graph;
            this.supernodes = supernodes;
            this.firstScalar = firstScalar;
            int count = supernodes.count();
            nodeRowStart = new int[count + 1];
            mark = new int[graph.nodes()];
            Arrays.fill(mark, NONE);
            firstChild = new int[count];
            nextSibling = new int[count];
            Arrays.fill(firstChild, NONE);
        }

        Panels build() {
            int[] supernodeOf = supernodeOf();
            for (int s = 0; s < supernodes.count(); s++) {
                collectRows(s);
                int start = nodeRowStart[s];
                int end = nodeRows.size();
                nodeRowStart[s + 1] = end;
                if (end > start) {
                    int parent = supernodeOf[nodeRows.get(start)];
                    nextSibling[s] = firstChild[parent];
                    firstChild[parent] = s;
                }
                addPanels(s);
            }
            int dimension = firstScalar[firstScalar.length - 1];
            firstColumn.add(dimension);
            valueStart.add((int) values);
            int[] columns = firstColumn.toArray();
            return new Panels(columns, panelOf(columns), height.toArray(), rowStart.toArray(), rows.toArray(),
                valueStart.toArray());
        }

        private int[] supernodeOf() {
            var supernodeOf = new int[graph.nodes()];
            for (int s = 0; s < supernodes.count(); s++) {
                Arrays.fill(supernodeOf, supernodes.firstNode()[s], supernodes.firstNode()[s + 1], s);
            }
            return supernodeOf;
        }

        private static int[] panelOf(int[] firstColumn) {
            int panels = firstColumn.length - 1;
            var panelOf = new int[firstColumn[panels]];
            for (int s = 0; s < panels; s++) {
                Arrays.fill(panelOf, firstColumn[s], firstColumn[s + 1], s);
            }
            return panelOf;
        }

        private void collectRows(int s) {
            int first = supernodes.firstNode()[s];
            int end = supernodes.firstNode()[s + 1];
            int start = nodeRows.size();
            for (int k = first; k < end; k++) {
                for (int p = graph.start()[k]; p < graph.start()[k + 1]; p++) {
                    addRow(graph.neighbour()[p], s, end);
                }
            }
            for (int child = firstChild[s]; child != NONE; child = nextSibling[child]) {
                for (int p = nodeRowStart[child]; p < nodeRowStart[child + 1]; p++) {
                    addRow(nodeRows.get(p), s, end);
                }
            }
            nodeRows.sort(start);
        }

        private void addRow(int row, int s, int end) {
            if (row >= end && mark[row] != s) {
                mark[row] = s;
                nodeRows.add(row);
            }
        }

        private void addPanels(int s) {
            int firstRow = rows.size();
            int first = supernodes.firstNode()[s];
            int end = supernodes.firstNode()[s + 1];
            for (int scalar = firstScalar[first]; scalar < firstScalar[end]; scalar++) {
                rows.add(scalar);
            }
            for (int p = nodeRowStart[s]; p < nodeRowStart[s + 1]; p++) {
                int k = nodeRows.get(p);
                for (int scalar = firstScalar[k]; scalar < firstScalar[k + 1]; scalar++) {
                    rows.add(scalar);
                }
            }
            int width = firstScalar[end] - firstScalar[first];
            int target = Math.max(NARROWEST, Math.min(WIDEST, width / PANELS_PER_SUPERNODE));
            for (int k = first; k < end;) {
                int next = k + 1;
                while (next < end && firstScalar[next + 1] - firstScalar[k] <= target) {
                    next++;
                }
                addPanel(firstScalar[k], firstScalar[next], firstRow + firstScalar[k] - firstScalar[first]);
                k = next;
            }
        }

        private void addPanel(int column, int endColumn, int row) {
            firstColumn.add(column);
            rowStart.add(row);
            height.add(rows.size() - row);
            valueStart.add((int) values);
            values += (long) (rows.size() - row) * (endColumn - column);
            Limits.toInt(values, "values of the Cholesky factor");
        }
    }
}
