package org.glmm.engine.sparse;

import java.util.Arrays;

import org.glmm.engine.parallel.Workers;

/**
 * The entries of Z = M<sup>-1</sup> on the pattern of the factor (Takahashi, Fagan and Chin 1973; Erisman and Tinney
 * 1975), by panels from last to first.
 *
 * <p>Let a panel have columns J, rows R below them, and let L hold its columns of the factor. Then
 * Z(R,J) = -Z(R,R) L(R,J) L(J,J)<sup>-1</sup> and
 * Z(J,J) = L(J,J)'<sup>-1</sup> (L(J,J)<sup>-1</sup> - L(R,J)' Z(R,J)). The product Z(R,R) L(R,J) is gathered in the
 * place of Z(R,J): each later panel, once its own part of Z is known, adds its share to the panels that update it
 * in the factorisation. Diagonal parts of Z are kept as full symmetric matrices.
 */
final class SelectedInverse {

    private final Panels panels;
    private final Updates updates;
    private final Assembly assembly;
    private final Schedule schedule;
    private final double[] factor;
    /** Values of Z, in the layout of L. */
    private final double[] inverse;
    private final Workers workers;

    SelectedInverse(CholeskyAnalysis analysis, double[] factor, Workers workers) {
        this.panels = analysis.panels();
        this.updates = analysis.updates();
        this.assembly = analysis.assembly();
        this.schedule = analysis.schedule();
        this.factor = factor;
        this.inverse = new double[factor.length];
        this.workers = workers;
    }

    /** Inverts on the panels of one task, waiting for the tasks it needs, and copies the pattern's blocks out. */
    boolean perform(int task, double[] out, TaskRun run, Workspace work) {
        int begin = schedule.begin()[task];
        int end = schedule.end()[task];
        Arrays.fill(inverse, panels.valueStart()[begin], panels.valueStart()[end], 0);
        for (int p = schedule.outsideStart()[task]; p < schedule.outsideStart()[task + 1]; p++) {
            if (!run.await(schedule.taskOf()[schedule.outside()[p]])) {
                return false;
            }
            distribute(schedule.outside()[p], schedule.firstUpdate()[p], schedule.endUpdate()[p], work);
        }
        for (int s = end - 1; s >= begin; s--) {
            finish(s, work);
            assembly.store(s, inverse, out);
            int first = updates.start()[s + 1];
            while (first > updates.start()[s] && updates.source()[first - 1] >= begin) {
                first--;
            }
            if (first < updates.start()[s + 1]) {
                distribute(s, first, updates.start()[s + 1], work);
            }
        }
        return true;
    }

    /** Turns the gathered product Z(R,R) L(R,J) of a panel into its part of Z. */
    private void finish(int s, Workspace work) {
        int height = panels.height()[s];
        int width = panels.width(s);
        int at = panels.valueStart()[s];
        if (height <= Workspace.SHORT || width <= Workspace.NARROW || width > Workspace.BATCH) {
            finishSmall(at, height, width);
        } else {
            finishLarge(at, height, width, work);
        }
    }

    private void finishSmall(int at, int height, int width) {
        for (int j = width - 1; j >= 0; j--) {
            int column = at + j * height;
            double reciprocal = 1 / factor[column + j];
            for (int i = width; i < height; i++) {
                double sum = inverse[column + i];
                for (int k = j + 1; k < width; k++) {
                    sum += inverse[at + k * height + i] * factor[column + k];
                }
                inverse[column + i] = -sum * reciprocal;
            }
            for (int i = width - 1; i >= j; i--) {
                double sum = i == j ? -reciprocal : 0;
                for (int k = j + 1; k < height; k++) {
                    sum += inverse[at + i * height + k] * factor[column + k];
                }
                inverse[column + i] = -sum * reciprocal;
                inverse[at + i * height + j] = -sum * reciprocal;
            }
        }
    }

    /** Holds column j of Z in {@code x[width - 1 - j]}, and L(R,J)' Z(R,J) in {@code product}. */
    private void finishLarge(int at, int height, int width, Workspace work) {
        double[][] product = work.product;
        for (int j = 0; j < width; j++) {
            Arrays.fill(product[j], 0, width, 0);
        }
        for (int block = width; block < height; block += Workspace.ROW_BLOCK) {
            int end = Math.min(height, block + Workspace.ROW_BLOCK);
            solveRows(at, height, width, block, end, work);
            transpose(work.x, width, block, end, work.across, true);
            for (int j = 0; j < width; j++) {
                System.arraycopy(factor, at + j * height + block, work.coefficient, 0, end - block);
                DenseKernels.addCombination(product[j], j, width, work.across, work.coefficient, end - block);
            }
        }
        solveDiagonal(at, height, width, work);
    }

    private void solveRows(int at, int height, int width, int from, int to, Workspace work) {
        for (int j = width - 1; j >= 0; j--) {
            int column = at + j * height;
            int after = width - 1 - j;
            double[] z = work.x[after];
            System.arraycopy(inverse, column + from, z, from, to - from);
            for (int k = 0; k < after; k++) {
                work.coefficient[k] = factor[column + width - 1 - k];
            }
            DenseKernels.addCombination(z, from, to, work.x, work.coefficient, after);
            DenseKernels.scale(z, from, to, -1 / factor[column + j]);
            System.arraycopy(z, from, inverse, column + from, to - from);
        }
    }

    private void solveDiagonal(int at, int height, int width, Workspace work) {
        for (int j = width - 1; j >= 0; j--) {
            int column = at + j * height;
            int after = width - 1 - j;
            double reciprocal = 1 / factor[column + j];
            double[] z = work.x[after];
            System.arraycopy(work.product[j], j, z, j, width - j);
            for (int k = 0; k < after; k++) {
                work.coefficient[k] = factor[column + width - 1 - k];
            }
            DenseKernels.addCombination(z, j + 1, width, work.x, work.coefficient, after);
            DenseKernels.scale(z, j + 1, width, -reciprocal);
            double sum = z[j] - reciprocal;
            for (int k = j + 1; k < width; k++) {
                sum += z[k] * factor[column + k];
                work.x[width - 1 - k][j] = z[k];
                inverse[at + k * height + j] = z[k];
            }
            z[j] = -sum * reciprocal;
            System.arraycopy(z, j, inverse, column + j, width - j);
        }
    }

    /** Rows {@code from .. to - 1} of a block of columns, one array per row. */
    private static void transpose(double[][] columns, int width, int from, int to, double[][] rows, boolean reversed) {
        for (int i = from; i < to; i++) {
            double[] row = rows[i - from];
            if (reversed) {
                for (int c = 0; c < width; c++) {
                    row[c] = columns[width - 1 - c][i];
                }
            } else {
                for (int c = 0; c < width; c++) {
                    row[c] = columns[c][i];
                }
            }
        }
    }

    /** Adds the share of finished panel {@code s} to the sources of its updates {@code first .. end - 1}. */
    private void distribute(int s, int first, int end, Workspace work) {
        panels.placeRows(s, work.place);
        long size = (long) panels.width(s) * panels.height()[s];
        int packed = 0;
        for (int u = first; u < end; u++) {
            int source = updates.source()[u];
            int width = panels.width(source);
            int rows = panels.height()[source] - updates.from()[u];
            int columns = updates.to()[u] - updates.from()[u];
            if (Workspace.worthSpreading(size, rows, columns, width)) {
                packed = spread(s, u, rows, packed, work);
            } else if (width <= Workspace.NARROW || rows <= Workspace.SHORT) {
                scatter(s, u, rows, columns, work);
            } else {
                multiplySpread(s, packed, work);
                packed = 0;
                multiplyCompactly(s, u, rows, columns, work);
            }
        }
        multiplySpread(s, packed, work);
    }

    private void scatter(int s, int u, int rows, int columns, Workspace work) {
        int source = updates.source()[u];
        panels.relativeRows(source, updates.from()[u], work);
        int[] relative = work.relative;
        int height = panels.height()[s];
        int at = panels.valueStart()[s];
        int column = panels.valueStart()[source] + updates.from()[u];
        for (int k = 0; k < panels.width(source); k++) {
            for (int c = 0; c < columns; c++) {
                int zColumn = at + relative[c] * height;
                double a = factor[column + c];
                double sum = a * inverse[zColumn + relative[c]];
                for (int i = c + 1; i < rows; i++) {
                    double z = inverse[zColumn + relative[i]];
                    inverse[column + i] += a * z;
                    sum += z * factor[column + i];
                }
                inverse[column + c] += sum;
            }
            column += panels.height()[source];
        }
    }

    /** Packs columns of L over the rows of panel {@code s}; multiplies whenever the batch is full. */
    private int spread(int s, int u, int rows, int alreadyPacked, Workspace work) {
        int packed = alreadyPacked;
        int source = updates.source()[u];
        int column = panels.valueStart()[source] + updates.from()[u];
        panels.relativeRows(source, updates.from()[u], work);
        for (int k = 0; k < panels.width(source); k++) {
            work.spread(factor, column, rows, work.left[packed], panels.height()[s]);
            column += panels.height()[source];
            work.packedUpdate[packed] = u;
            work.packedColumn[packed] = k;
            packed++;
            if (packed == Workspace.BATCH) {
                multiplySpread(s, packed, work);
                panels.relativeRows(source, updates.from()[u], work);
                packed = 0;
            }
        }
        return packed;
    }

    private void multiplySpread(int s, int packed, Workspace work) {
        if (packed == 0) {
            return;
        }
        int height = panels.height()[s];
        for (int i = 0; i < height; i++) {
            work.relative[i] = i;
        }
        multiply(s, packed, height, panels.width(s), work);
        for (int k = 0; k < packed; k++) {
            int u = work.packedUpdate[k];
            int source = updates.source()[u];
            int from = updates.from()[u];
            panels.relativeRows(source, from, work);
            int column = panels.valueStart()[source] + work.packedColumn[k] * panels.height()[source] + from;
            int rows = panels.height()[source] - from;
            for (int i = 0; i < rows; i++) {
                inverse[column + i] += work.product[k][work.relative[i]];
            }
        }
    }

    private void multiplyCompactly(int s, int u, int rows, int columns, Workspace work) {
        int source = updates.source()[u];
        panels.relativeRows(source, updates.from()[u], work);
        int height = panels.height()[source];
        int column = panels.valueStart()[source] + updates.from()[u];
        for (int first = 0; first < panels.width(source); first += Workspace.BATCH) {
            int packed = Math.min(Workspace.BATCH, panels.width(source) - first);
            for (int k = 0; k < packed; k++) {
                System.arraycopy(factor, column + (first + k) * height, work.left[k], 0, rows);
            }
            multiply(s, packed, rows, columns, work);
            for (int k = 0; k < packed; k++) {
                int target = column + (first + k) * height;
                for (int i = 0; i < rows; i++) {
                    inverse[target + i] += work.product[k][i];
                }
            }
        }
    }

    /**
     * Product of a symmetric matrix with the packed columns. Its first columns and rows are those of panel {@code s} of
     * Z, at the relative rows; the rest of it is zero.
     */
    private void multiply(int s, int packed, int rows, int columns, Workspace work) {
        workers.checkpoint();
        for (int k = 0; k < packed; k++) {
            Arrays.fill(work.product[k], 0, rows, 0);
        }
        for (int c = 0; c < columns; c += Workspace.BATCH) {
            int count = Math.min(Workspace.BATCH, columns - c);
            gather(s, c, count, rows, work);
            for (int block = 0; block < rows; block += Workspace.ROW_BLOCK) {
                int end = Math.min(rows, block + Workspace.ROW_BLOCK);
                multiplyDown(packed, c, count, block, end, work);
                if (end > columns) {
                    multiplyAcross(packed, c, count, Math.max(block, columns), end, work);
                }
            }
        }
    }

    private void gather(int s, int firstColumn, int count, int rows, Workspace work) {
        int[] relative = work.relative;
        int height = panels.height()[s];
        boolean contiguous = relative[rows - 1] - relative[0] == rows - 1;
        for (int k = 0; k < count; k++) {
            int column = panels.valueStart()[s] + relative[firstColumn + k] * height;
            double[] x = work.x[k];
            if (contiguous) {
                System.arraycopy(inverse, column + relative[0], x, 0, rows);
            } else {
                for (int i = 0; i < rows; i++) {
                    x[i] = inverse[column + relative[i]];
                }
            }
        }
    }

    private static void multiplyDown(int packed, int firstColumn, int count, int from, int to, Workspace work) {
        int k = 0;
        for (; k + 1 < packed; k += 2) {
            System.arraycopy(work.left[k], firstColumn, work.coefficient, 0, count);
            System.arraycopy(work.left[k + 1], firstColumn, work.coefficient1, 0, count);
            DenseKernels.addCombinations(work.product[k], work.product[k + 1], from, to, work.x, work.coefficient,
                work.coefficient1, count);
        }
        if (k < packed) {
            System.arraycopy(work.left[k], firstColumn, work.coefficient, 0, count);
            DenseKernels.addCombination(work.product[k], from, to, work.x, work.coefficient, count);
        }
    }

    private static void multiplyAcross(int packed, int firstColumn, int count, int from, int to, Workspace work) {
        transpose(work.x, count, from, to, work.across, false);
        for (int k = 0; k < packed; k += 2) {
            int second = Math.min(k + 1, packed - 1);
            System.arraycopy(work.left[k], from, work.coefficient, 0, to - from);
            System.arraycopy(work.left[second], from, work.coefficient1, 0, to - from);
            Arrays.fill(work.sum, 0, count, 0);
            Arrays.fill(work.sum1, 0, count, 0);
            DenseKernels.addCombinations(work.sum, work.sum1, 0, count, work.across, work.coefficient,
                work.coefficient1, to - from);
            add(work.sum, count, work.product[k], firstColumn);
            if (second > k) {
                add(work.sum1, count, work.product[second], firstColumn);
            }
        }
    }

    private static void add(double[] values, int count, double[] target, int first) {
        for (int c = 0; c < count; c++) {
            target[first + c] += values[c];
        }
    }
}
