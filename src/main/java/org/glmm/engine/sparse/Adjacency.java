package org.glmm.engine.sparse;

import java.util.Arrays;

/**
 * Undirected graph of the off-diagonal blocks of a pattern: the neighbours of node {@code i} are
 * {@code neighbour[start[i]] .. neighbour[start[i + 1] - 1]}, every edge listed from both ends, without loops.
 */
record Adjacency(int[] start, int[] neighbour) {

    static Adjacency of(BlockPattern pattern) {
        int nodes = pattern.nodes();
        var start = new int[nodes + 1];
        long ends = 2L * (pattern.blocks() - nodes);
        var neighbour = new int[Limits.toInt(ends, "couplings between random-effect levels")];
        for (int column = 0; column < nodes; column++) {
            for (int b = pattern.columnStart(column) + 1; b < pattern.columnStart(column + 1); b++) {
                start[column + 1]++;
                start[pattern.row(b) + 1]++;
            }
        }
        for (int i = 0; i < nodes; i++) {
            start[i + 1] += start[i];
        }
        var next = Arrays.copyOf(start, nodes);
        for (int column = 0; column < nodes; column++) {
            for (int b = pattern.columnStart(column) + 1; b < pattern.columnStart(column + 1); b++) {
                neighbour[next[column]++] = pattern.row(b);
                neighbour[next[pattern.row(b)]++] = column;
            }
        }
        return new Adjacency(start, neighbour);
    }

    /** The same graph with node {@code order[k]} renamed {@code k}; neighbours ascending. */
    Adjacency permuted(int[] order) {
        int nodes = nodes();
        int[] position = EliminationTree.inverse(order);
        var permutedStart = new int[nodes + 1];
        for (int k = 0; k < nodes; k++) {
            permutedStart[k + 1] = permutedStart[k] + degree(order[k]);
        }
        var next = Arrays.copyOf(permutedStart, nodes);
        var permuted = new int[neighbour.length];
        for (int k = 0; k < nodes; k++) {
            for (int p = start[order[k]]; p < start[order[k] + 1]; p++) {
                permuted[next[position[neighbour[p]]]++] = k;
            }
        }
        return new Adjacency(permutedStart, permuted);
    }

    int nodes() {
        return start.length - 1;
    }

    int degree(int node) {
        return start[node + 1] - start[node];
    }
}
