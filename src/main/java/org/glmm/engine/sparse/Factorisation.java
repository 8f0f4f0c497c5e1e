package org.glmm.engine.sparse;

import java.util.Arrays;

import org.glmm.engine.parallel.Workers;

/**
 * Numeric factorisation, panel by panel: load the matrix, subtract the products of all earlier panels that reach the
 * panel (left-looking), factorise its columns (Ng and Peyton 1993).
 *
 * <p>The product of an earlier panel is formed in the cheapest of three ways: entry by entry, for few or short columns;
 * compactly over its own rows, then scattered; or, where these rows cover most of the target, spread over the target's
 * rows, together with those of other panels, as one dense product.
 */
final class Factorisation {

    /** Columns of a panel factorised before the rest of the panel is updated. */
    private static final int INNER_BLOCK = 8;

    private final Panels panels;
    private final Updates updates;
    private final Assembly assembly;
    private final Schedule schedule;
    private final double[] factor;
    private final Workers workers;

    /** @param factor receives the values of L */
    Factorisation(CholeskyAnalysis analysis, double[] factor, Workers workers) {
        this.panels = analysis.panels();
        this.updates = analysis.updates();
        this.assembly = analysis.assembly();
        this.schedule = analysis.schedule();
        this.factor = factor;
        this.workers = workers;
    }

    /** Factorises the panels of one task, waiting for the tasks it needs; false if a pivot is not positive. */
    boolean perform(int task, double[] values, TaskRun run, Workspace work) {
        for (int s = schedule.begin()[task]; s < schedule.end()[task]; s++) {
            assembly.load(s, values, factor);
            boolean updated = updates.start()[s] == updates.start()[s + 1] || subtractUpdates(s, task, run, work);
            if (!updated || !factorPanel(s, work)) {
                return false;
            }
        }
        return true;
    }

    private boolean subtractUpdates(int s, int task, TaskRun run, Workspace work) {
        int begin = schedule.begin()[task];
        long size = (long) panels.width(s) * panels.height()[s];
        panels.placeRows(s, work.place);
        int packed = 0;
        for (int u = updates.start()[s]; u < updates.start()[s + 1]; u++) {
            int source = updates.source()[u];
            if (source < begin && !run.await(schedule.taskOf()[source])) {
                return false;
            }
            int width = panels.width(source);
            int rows = panels.height()[source] - updates.from()[u];
            int columns = updates.to()[u] - updates.from()[u];
            panels.relativeRows(source, updates.from()[u], work);
            if (Workspace.worthSpreading(size, rows, columns, width)) {
                packed = spread(s, u, rows, packed, work);
            } else if (width <= Workspace.NARROW || rows <= Workspace.SHORT) {
                subtractEntries(s, u, rows, columns, work);
            } else {
                subtractPacked(s, 0, packed, work);
                packed = 0;
                subtractCompactly(s, u, rows, columns, work);
            }
        }
        subtractPacked(s, 0, packed, work);
        return true;
    }

    private void subtractEntries(int s, int u, int rows, int columns, Workspace work) {
        int source = updates.source()[u];
        int[] relative = work.relative;
        int height = panels.height()[s];
        int at = panels.valueStart()[s];
        int column = panels.valueStart()[source] + updates.from()[u];
        for (int k = 0; k < panels.width(source); k++) {
            for (int j = 0; j < columns; j++) {
                double a = factor[column + j];
                int target = at + relative[j] * height;
                for (int i = j; i < rows; i++) {
                    factor[target + relative[i]] -= a * factor[column + i];
                }
            }
            column += panels.height()[source];
        }
    }

    /** Packs the columns of the source over the rows of panel {@code s}; subtracts whenever the batch is full. */
    private int spread(int s, int u, int rows, int alreadyPacked, Workspace work) {
        int packed = alreadyPacked;
        int source = updates.source()[u];
        int column = panels.valueStart()[source] + updates.from()[u];
        for (int k = 0; k < panels.width(source); k++) {
            work.spread(factor, column, rows, work.x[packed], panels.height()[s]);
            column += panels.height()[source];
            packed++;
            if (packed == Workspace.BATCH) {
                subtractPacked(s, 0, packed, work);
                packed = 0;
            }
        }
        return packed;
    }

    /** Subtracts X X', X the packed columns over the rows of panel {@code s}, from its columns {@code first} and on. */
    private void subtractPacked(int s, int first, int packed, Workspace work) {
        if (packed == 0) {
            return;
        }
        workers.checkpoint();
        int height = panels.height()[s];
        int width = panels.width(s);
        int at = panels.valueStart()[s];
        for (int block = first; block < height; block += Workspace.ROW_BLOCK) {
            int end = Math.min(height, block + Workspace.ROW_BLOCK);
            int columns = Math.min(width, end);
            int j = first;
            for (; j + 1 < columns; j += 2) {
                int start = Math.max(block, j);
                int column = at + j * height + start;
                negatedRow(j, packed, work.x, work.coefficient);
                negatedRow(j + 1, packed, work.x, work.coefficient1);
                System.arraycopy(factor, column, work.sum, start, end - start);
                System.arraycopy(factor, column + height, work.sum1, start, end - start);
                DenseKernels.addCombinations(work.sum, work.sum1, start, end, work.x, work.coefficient,
                    work.coefficient1, packed);
                System.arraycopy(work.sum, start, factor, column, end - start);
                System.arraycopy(work.sum1, start, factor, column + height, end - start);
            }
            if (j < columns) {
                int start = Math.max(block, j);
                int column = at + j * height + start;
                negatedRow(j, packed, work.x, work.coefficient);
                System.arraycopy(factor, column, work.sum, start, end - start);
                DenseKernels.addCombination(work.sum, start, end, work.x, work.coefficient, packed);
                System.arraycopy(work.sum, start, factor, column, end - start);
            }
        }
    }

    private static void negatedRow(int row, int packed, double[][] x, double[] result) {
        for (int k = 0; k < packed; k++) {
            result[k] = -x[k][row];
        }
    }

    private void subtractCompactly(int s, int u, int rows, int columns, Workspace work) {
        int source = updates.source()[u];
        int height = panels.height()[source];
        int width = panels.width(source);
        int column = panels.valueStart()[source] + updates.from()[u];
        for (int first = 0; first < width; first += Workspace.BATCH) {
            workers.checkpoint();
            int packed = Math.min(Workspace.BATCH, width - first);
            for (int k = 0; k < packed; k++) {
                System.arraycopy(factor, column + (first + k) * height, work.x[k], 0, rows);
            }
            scatterProduct(s, packed, rows, columns, work);
        }
    }

    private void scatterProduct(int s, int packed, int rows, int columns, Workspace work) {
        int[] relative = work.relative;
        for (int block = 0; block < rows; block += Workspace.ROW_BLOCK) {
            int end = Math.min(rows, block + Workspace.ROW_BLOCK);
            for (int j = 0; j < columns && j < end; j += 2) {
                int start = Math.max(block, j);
                int second = Math.min(j + 1, columns - 1);
                negatedRow(j, packed, work.x, work.coefficient);
                negatedRow(second, packed, work.x, work.coefficient1);
                Arrays.fill(work.sum, start, end, 0);
                Arrays.fill(work.sum1, start, end, 0);
                DenseKernels.addCombinations(work.sum, work.sum1, start, end, work.x, work.coefficient,
                    work.coefficient1, packed);
                scatter(s, j, work.sum, start, end, relative);
                if (second > j) {
                    scatter(s, second, work.sum1, Math.max(block, second), end, relative);
                }
            }
        }
    }

    private void scatter(int s, int column, double[] sum, int from, int to, int[] relative) {
        int target = panels.valueStart()[s] + relative[column] * panels.height()[s];
        for (int i = from; i < to; i++) {
            factor[target + relative[i]] += sum[i];
        }
    }

    private boolean factorPanel(int s, Workspace work) {
        int height = panels.height()[s];
        int width = panels.width(s);
        return height <= Workspace.SHORT || width <= Workspace.NARROW
            ? factorSmall(panels.valueStart()[s], height, width)
            : factorLarge(s, height, width, work);
    }

    private boolean factorSmall(int at, int height, int width) {
        for (int j = 0; j < width; j++) {
            int column = at + j * height;
            double pivot = factor[column + j];
            if (!isPositive(pivot)) {
                return false;
            }
            double root = Math.sqrt(pivot);
            double reciprocal = 1 / root;
            factor[column + j] = root;
            for (int i = j + 1; i < height; i++) {
                factor[column + i] *= reciprocal;
            }
            for (int k = j + 1; k < width; k++) {
                double a = factor[column + k];
                int target = at + k * height;
                for (int i = k; i < height; i++) {
                    factor[target + i] -= a * factor[column + i];
                }
            }
        }
        return true;
    }

    private boolean factorLarge(int s, int height, int width, Workspace work) {
        for (int first = 0; first < width; first += INNER_BLOCK) {
            int count = Math.min(INNER_BLOCK, width - first);
            for (int k = 0; k < count; k++) {
                if (!factorColumn(panels.valueStart()[s], height, first + k, k, work)) {
                    return false;
                }
            }
            subtractPacked(s, first + count, count, work);
        }
        return true;
    }

    /** Factorises column j of a panel, the {@code k} columns before it being packed, and packs it too. */
    private boolean factorColumn(int at, int height, int j, int k, Workspace work) {
        int column = at + j * height + j;
        double[] x = work.x[k];
        System.arraycopy(factor, column, x, j, height - j);
        negatedRow(j, k, work.x, work.coefficient);
        DenseKernels.addCombination(x, j, height, work.x, work.coefficient, k);
        double pivot = x[j];
        if (!isPositive(pivot)) {
            return false;
        }
        double root = Math.sqrt(pivot);
        DenseKernels.scale(x, j + 1, height, 1 / root);
        x[j] = root;
        System.arraycopy(x, j, factor, column, height - j);
        return true;
    }

    private static boolean isPositive(double pivot) {
        return pivot > 0 && pivot < Double.POSITIVE_INFINITY;
    }
}
