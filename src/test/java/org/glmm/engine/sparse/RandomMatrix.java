package org.glmm.engine.sparse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import org.ejml.data.DMatrixRMaj;

/** A block pattern with positive definite values: M = I + sum of a'a over simulated data rows, as in a mixed model. */
record RandomMatrix(BlockPattern pattern, double[] values) {

    /** Nodes touched by each simulated row of data; every pair of them is coupled. */
    static RandomMatrix of(int[] sizes, List<int[]> dataRows, Random random) {
        BlockPattern pattern = pattern(sizes, dataRows);
        var values = new double[pattern.valueCount()];
        for (int i = 0; i < sizes.length; i++) {
            int at = pattern.offset(pattern.columnStart(i));
            for (int k = 0; k < sizes[i]; k++) {
                values[at + k * (sizes[i] + 1)] = 1;
            }
        }
        for (int[] nodes : dataRows) {
            var loading = new double[nodes.length][];
            for (int a = 0; a < nodes.length; a++) {
                loading[a] = random.doubles(sizes[nodes[a]], -1, 1).toArray();
            }
            double weight = random.nextDouble() * 3;
            for (int a = 0; a < nodes.length; a++) {
                for (int b = 0; b < nodes.length; b++) {
                    if (nodes[a] >= nodes[b]) {
                        addProduct(pattern, values, nodes[a], nodes[b], loading[a], loading[b], weight);
                    }
                }
            }
        }
        return new RandomMatrix(pattern, values);
    }

    private static void addProduct(BlockPattern pattern, double[] values, int row, int column, double[] left,
            double[] right, double weight) {
        int at = pattern.offset(pattern.find(row, column));
        for (int j = 0; j < right.length; j++) {
            for (int i = 0; i < left.length; i++) {
                values[at + i + j * left.length] += weight * left[i] * right[j];
            }
        }
    }

    static BlockPattern pattern(int[] sizes, List<int[]> cliques) {
        List<TreeSet<Integer>> below = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            below.add(new TreeSet<>(List.of(i)));
        }
        for (int[] nodes : cliques) {
            for (int a : nodes) {
                for (int b : nodes) {
                    below.get(Math.min(a, b)).add(Math.max(a, b));
                }
            }
        }
        var start = new int[sizes.length + 1];
        for (int i = 0; i < sizes.length; i++) {
            start[i + 1] = start[i] + below.get(i).size();
        }
        int[] rows = below.stream().flatMap(TreeSet::stream).mapToInt(Integer::intValue).toArray();
        return new BlockPattern(sizes, start, rows);
    }

    DMatrixRMaj dense() {
        int n = pattern.dimension();
        var dense = new DMatrixRMaj(n, n);
        for (int column = 0; column < pattern.nodes(); column++) {
            for (int b = pattern.columnStart(column); b < pattern.columnStart(column + 1); b++) {
                int row = pattern.row(b);
                for (int j = 0; j < pattern.size(column); j++) {
                    for (int i = 0; i < pattern.size(row); i++) {
                        double value = values[pattern.offset(b) + i + j * pattern.size(row)];
                        dense.set(pattern.firstRow(row) + i, pattern.firstRow(column) + j, value);
                        dense.set(pattern.firstRow(column) + j, pattern.firstRow(row) + i, value);
                    }
                }
            }
        }
        return dense;
    }

    /** M x for a vector, from the blocks. */
    double[] times(double[] x) {
        var y = new double[x.length];
        for (int column = 0; column < pattern.nodes(); column++) {
            for (int b = pattern.columnStart(column); b < pattern.columnStart(column + 1); b++) {
                int row = pattern.row(b);
                for (int j = 0; j < pattern.size(column); j++) {
                    for (int i = 0; i < pattern.size(row); i++) {
                        double value = values[pattern.offset(b) + i + j * pattern.size(row)];
                        int r = pattern.firstRow(row) + i;
                        int c = pattern.firstRow(column) + j;
                        y[r] += value * x[c];
                        if (row != column) {
                            y[c] += value * x[r];
                        }
                    }
                }
            }
        }
        return y;
    }
}
