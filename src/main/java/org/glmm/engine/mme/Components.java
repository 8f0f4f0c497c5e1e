package org.glmm.engine.mme;

import java.util.Arrays;

import org.glmm.engine.sparse.BlockPattern;

/**
 * The connected components of the nodes of Z'WZ: nodes of different components have no element in common in A^-1
 * either. Nodes are numbered in their component, and a round takes the nodes of the same number from all components, so
 * that one solve of the equations serves all of them.
 */
final class Components {

    private final int[] component;
    private final int[][] members;
    private final int rounds;

    Components(BlockPattern pattern) {
        int[] parent = new int[pattern.nodes()];
        for (int node = 0; node < parent.length; node++) {
            parent[node] = node;
        }
        for (int node = 0; node < parent.length; node++) {
            for (int block = pattern.columnStart(node); block < pattern.columnStart(node + 1); block++) {
                int a = root(parent, node);
                int b = root(parent, pattern.row(block));
                parent[Math.max(a, b)] = Math.min(a, b);
            }
        }
        component = new int[parent.length];
        int[] sizes = new int[parent.length];
        int count = 0;
        for (int node = 0; node < parent.length; node++) {
            component[node] = parent[node] == node ? count++ : component[root(parent, node)];
            sizes[component[node]]++;
        }
        members = new int[count][];
        int most = 0;
        for (int c = 0; c < count; c++) {
            members[c] = new int[sizes[c]];
            most = Math.max(most, sizes[c]);
        }
        rounds = most;
        Arrays.fill(sizes, 0);
        for (int node = 0; node < parent.length; node++) {
            members[component[node]][sizes[component[node]]++] = node;
        }
    }

    private static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** The number of components. */
    int count() {
        return members.length;
    }

    /** The most nodes that a component has. */
    int rounds() {
        return rounds;
    }

    /** The component of a node. */
    int of(int node) {
        return component[node];
    }

    /** The node of a component in a round, -1 if the component has fewer nodes. */
    int member(int component, int round) {
        return round < members[component].length ? members[component][round] : -1;
    }
}
