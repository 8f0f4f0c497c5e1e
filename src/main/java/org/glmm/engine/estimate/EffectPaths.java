package org.glmm.engine.estimate;

import java.util.HashMap;
import java.util.Map;

/**
 * The tree of the single effects of one group, numbered so that every effect comes before those above it.
 *
 * @param path for each effect the effects from the root down to it, perhaps followed by others below
 * @param position its place on the path
 * @param effect its place among all random effects
 * @param children the effects right below
 * @param ownRows the group's rows that depend on it and on no effect below
 * @param depth the number of effects on the longest path
 */
record EffectPaths(int[][] path, int[] position, int[] effect, int[][] children, int[][] ownRows, int depth) {

    private static final int[] NONE = {};

    /** Those of one tree; the rows are numbered as {@link QuadratureTree#rows} lists them, node by node. */
    static EffectPaths of(QuadratureTree tree, int group) {
        int[] nodes = tree.group(group);
        int count = 0;
        for (int node : nodes) {
            count += tree.effects(node);
        }
        EffectPaths paths = new EffectPaths(new int[count][], new int[count], new int[count], new int[count][],
            new int[count][], 0);
        int depth = paths.fill(tree, nodes);
        return new EffectPaths(paths.path, paths.position, paths.effect, paths.children, paths.ownRows, depth);
    }

    private int fill(QuadratureTree tree, int[] nodes) {
        var first = new HashMap<Integer, Integer>();
        int next = 0;
        int row = 0;
        for (int node : nodes) {
            first.put(node, next);
            int k = tree.effects(node);
            for (int a = 0; a < k; a++) {
                int v = next + k - 1 - a;
                position[v] = tree.base(node) + a;
                effect[v] = tree.firstEffect(node) + a;
                children[v] = a < k - 1 ? new int[] {v - 1} : below(tree, node, first);
                ownRows[v] = NONE;
            }
            ownRows[next] = new int[tree.rows(node).length];
            for (int i = 0; i < ownRows[next].length; i++) {
                ownRows[next][i] = row++;
            }
            next += k;
        }
        int depth = 0;
        for (int n = nodes.length - 1; n >= 0; n--) {
            int node = nodes[n];
            int k = tree.effects(node);
            int[] whole = new int[tree.base(node) + k];
            if (tree.parent(node) >= 0) {
                System.arraycopy(path[first.get(tree.parent(node))], 0, whole, 0, tree.base(node));
            }
            for (int a = 0; a < k; a++) {
                whole[tree.base(node) + a] = first.get(node) + k - 1 - a;
                path[first.get(node) + a] = whole;
            }
            depth = Math.max(depth, whole.length);
        }
        return depth;
    }

    /** The uppermost effects of the nodes below. */
    private static int[] below(QuadratureTree tree, int node, Map<Integer, Integer> first) {
        int[] result = new int[tree.children(node).length];
        for (int i = 0; i < result.length; i++) {
            int child = tree.children(node)[i];
            result[i] = first.get(child) + tree.effects(child) - 1;
        }
        return result;
    }

    /** The number of effects. */
    int effects() {
        return path.length;
    }

    int[] rows(int v) {
        return ownRows[v];
    }

    int[] children(int v) {
        return children[v];
    }
}
