package org.glmm.engine.sparse;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Elimination tree of the factor L of a reordered matrix and the heights of L's columns, without forming L
 * (Liu 1990, SIAM J. Matrix Anal. Appl. 11; Gilbert, Ng and Peyton 1994, ibid. 15; Davis 2006, chapter 4).
 *
 * <p>Nodes are numbered in elimination order, a postorder of the tree: the child with the tallest column comes last,
 * next to its parent, the others in their original order, so that neighbours in memory stay neighbours.
 *
 * @param order original node of each position in the elimination
 * @param position position of each original node
 * @param parent parent of each position, -1 for roots
 * @param height scalar rows of L's block column at each position, those of the diagonal block included
 */
record EliminationTree(int[] order, int[] position, int[] parent, int[] height) {

    private static final int NONE = -1;

    /**
     * @param graph the couplings
     * @param weights scalar rows of each node
     * @param order any elimination order
     * @return the tree for an order with the same fill
     */
    static EliminationTree of(Adjacency graph, int[] weights, int[] order) {
        Adjacency permuted = graph.permuted(order);
        int[] parent = parents(permuted);
        int[] natural = inverse(order);
        int[] post = postorder(parent, natural, new int[parent.length]);
        int[] height = heights(permuted, permuted(weights, order), parent, post);
        return relabelled(order, parent, height, postorder(parent, natural, height));
    }

    private static EliminationTree relabelled(int[] order, int[] parent, int[] height, int[] post) {
        int nodes = order.length;
        int[] rank = inverse(post);
        var newOrder = new int[nodes];
        var newParent = new int[nodes];
        var newHeight = new int[nodes];
        for (int k = 0; k < nodes; k++) {
            int old = post[k];
            newOrder[k] = order[old];
            newParent[k] = parent[old] == NONE ? NONE : rank[parent[old]];
            newHeight[k] = height[old];
        }
        return new EliminationTree(newOrder, inverse(newOrder), newParent, newHeight);
    }

    private static int[] permuted(int[] values, int[] order) {
        int[] permuted = new int[order.length];
        for (int k = 0; k < order.length; k++) {
            permuted[k] = values[order[k]];
        }
        return permuted;
    }

    static int[] inverse(int[] permutation) {
        var inverse = new int[permutation.length];
        for (int k = 0; k < permutation.length; k++) {
            inverse[permutation[k]] = k;
        }
        return inverse;
    }

    /** The parent of j is the first row below j in column j of L; found by climbing with path compression. */
    private static int[] parents(Adjacency graph) {
        int nodes = graph.nodes();
        var parent = new int[nodes];
        var ancestor = new int[nodes];
        for (int k = 0; k < nodes; k++) {
            parent[k] = NONE;
            ancestor[k] = NONE;
            for (int p = graph.start()[k]; p < graph.start()[k + 1] && graph.neighbour()[p] < k; p++) {
                int i = graph.neighbour()[p];
                while (i != NONE && i < k) {
                    int up = ancestor[i];
                    ancestor[i] = k;
                    if (up == NONE) {
                        parent[i] = k;
                    }
                    i = up;
                }
            }
        }
        return parent;
    }

    /** Children before parents; of siblings the tallest comes last, the others in the given sequence. */
    private static int[] postorder(int[] parent, int[] sequence, int[] height) {
        int nodes = parent.length;
        int[] firstChild = filled(nodes);
        int[] nextSibling = filled(nodes);
        for (int k = 0; k < nodes; k++) {
            int up = parent[k];
            if (up != NONE && (firstChild[up] == NONE || height[k] > height[firstChild[up]])) {
                firstChild[up] = k;
            }
        }
        int[] tallest = firstChild.clone();
        for (int r = nodes - 1; r >= 0; r--) {
            int k = sequence[r];
            int up = parent[k];
            if (up != NONE && tallest[up] != k) {
                nextSibling[k] = firstChild[up];
                firstChild[up] = k;
            }
        }
        var post = new int[nodes];
        var stack = new int[nodes];
        int done = 0;
        for (int root : sequence) {
            if (parent[root] != NONE) {
                continue;
            }
            int top = 0;
            stack[0] = root;
            while (top >= 0) {
                int k = stack[top];
                int child = firstChild[k];
                if (child == NONE) {
                    post[done++] = k;
                    top--;
                } else {
                    firstChild[k] = nextSibling[child];
                    stack[++top] = child;
                }
            }
        }
        return post;
    }

    private static int[] filled(int length) {
        var array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }

    /**
     * Row i of L is a subtree of the elimination tree. Add the weight of i at the leaves of that subtree, take it off
     * at the least common ancestors of consecutive leaves and above the root: then the sum over a node's
     * descendants is the height of its column.
     */
    private static int[] heights(Adjacency graph, int[] weights, int[] parent, int[] post) {
        int nodes = graph.nodes();
        var height = new int[nodes];
        int[] firstDescendant = filled(nodes);
        for (int k = 0; k < nodes; k++) {
            int j = post[k];
            if (firstDescendant[j] == NONE) {
                height[j] = weights[j];
            }
            for (int up = j; up != NONE && firstDescendant[up] == NONE; up = parent[up]) {
                firstDescendant[up] = k;
            }
        }
        int[] ancestor = IntStream.range(0, nodes).toArray();
        int[] lastLeaf = filled(nodes);
        int[] lastFirst = filled(nodes);
        for (int k = 0; k < nodes; k++) {
            int j = post[k];
            if (parent[j] != NONE) {
                height[parent[j]] -= weights[j];
            }
            for (int p = graph.start()[j]; p < graph.start()[j + 1]; p++) {
                int i = graph.neighbour()[p];
                if (i > j && firstDescendant[j] > lastFirst[i]) {
                    lastFirst[i] = firstDescendant[j];
                    height[j] += weights[i];
                    if (lastLeaf[i] != NONE) {
                        height[root(ancestor, lastLeaf[i])] -= weights[i];
                    }
                    lastLeaf[i] = j;
                }
            }
            if (parent[j] != NONE) {
                ancestor[j] = parent[j];
            }
        }
        for (int k = 0; k < nodes; k++) {
            int j = post[k];
            if (parent[j] != NONE) {
                height[parent[j]] += height[j];
            }
        }
        return height;
    }

    private static int root(int[] ancestor, int node) {
        int root = node;
        while (root != ancestor[root]) {
            root = ancestor[root];
        }
        for (int k = node; k != root;) {
            int up = ancestor[k];
            ancestor[k] = root;
            k = up;
        }
        return root;
    }
}
