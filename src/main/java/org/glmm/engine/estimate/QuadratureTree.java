package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

import org.glmm.engine.design.RandomDesign;

/**
 * The order in which random effects are integrated out. A node is one level of one random term with its k effects.
 * Nodes that share rows depend on each other; eliminating those of terms with many levels first, each node depends,
 * given the nodes it meets later, on one chain of them only: its ancestors in the elimination tree (Liu 1990, SIAM J.
 * Matrix Anal. Appl. 11). So nested terms become independent of each other given the terms that they are nested in, and
 * each tree is one group of dependent random effects, a level of the outermost factor.
 *
 * <p>An effect's position is its place on the way from the root of its tree, the root's first effect having position 0.
 */
final class QuadratureTree {

    private final List<RandomDesign> terms;
    private final int rows;
    private final int[] firstNode;
    private final int[] firstEffect;
    private final int[] order;
    private final int[] parent;
    private final int[] base;
    private final int[][] groups;
    private final int[][] children;
    private final int[][] rowsOf;
    private final int[] loose;

    /** @param rows the number of rows of the data */
    QuadratureTree(List<RandomDesign> terms, int rows) {
        this.terms = terms;
        this.rows = rows;
        this.firstNode = new int[terms.size() + 1];
        this.firstEffect = new int[terms.size() + 1];
        for (int t = 0; t < terms.size(); t++) {
            firstNode[t + 1] = firstNode[t] + terms.get(t).levels();
            firstEffect[t + 1] = firstEffect[t] + terms.get(t).levels() * terms.get(t).effects();
        }
        this.order = manyLevelsFirst(terms);
        this.parent = parents();
        this.base = bases();
        this.children = members(parent, nodes(), nodes());
        this.groups = trees();
        int[] owner = new int[rows];
        for (int r = 0; r < rows; r++) {
            owner[r] = 1 + nextNode(r, 0);
        }
        int[][] owned = members(owner, rows, 1 + nodes());
        this.loose = owned[0];
        this.rowsOf = Arrays.copyOfRange(owned, 1, owned.length);
    }

    /** The terms in the order in which they are eliminated; by insertion, there are few. */
    private static int[] manyLevelsFirst(List<RandomDesign> terms) {
        int[] order = new int[terms.size()];
        for (int t = 0; t < order.length; t++) {
            int place = t;
            for (; place > 0 && terms.get(order[place - 1]).levels() < terms.get(t).levels(); place--) {
                order[place] = order[place - 1];
            }
            order[place] = t;
        }
        return order;
    }

    /**
     * The node of a row in the first of the terms, from {@code position} in the order, that it belongs to; -1 if none.
     */
    private int nextNode(int row, int position) {
        for (int s = position; s < order.length; s++) {
            int level = terms.get(order[s]).level()[row];
            if (level >= 0) {
                return firstNode[order[s]] + level;
            }
        }
        return -1;
    }

    /** Liu's algorithm; the edges of a row join each of its nodes with the next one in the order. */
    private int[] parents() {
        int[] parents = new int[nodes()];
        int[] ancestor = new int[nodes()];
        Arrays.fill(parents, -1);
        Arrays.fill(ancestor, -1);
        for (int s = 1; s < order.length; s++) {
            RandomDesign term = terms.get(order[s]);
            int[][] levelRows = members(term.level(), rows, term.levels());
            for (int level = 0; level < levelRows.length; level++) {
                int node = firstNode[order[s]] + level;
                for (int row : levelRows[level]) {
                    int before = lastNodeBefore(row, s);
                    int root = before < 0 ? node : root(before, ancestor, node);
                    if (root != node) {
                        parents[root] = node;
                        ancestor[root] = node;
                    }
                }
            }
        }
        return parents;
    }

    private int lastNodeBefore(int row, int position) {
        for (int s = position - 1; s >= 0; s--) {
            int level = terms.get(order[s]).level()[row];
            if (level >= 0) {
                return firstNode[order[s]] + level;
            }
        }
        return -1;
    }

    /** The root of the tree built so far, every node on the way made to point to {@code next}. */
    private static int root(int node, int[] ancestor, int next) {
        int at = node;
        while (ancestor[at] >= 0 && ancestor[at] != next) {
            int above = ancestor[at];
            ancestor[at] = next;
            at = above;
        }
        return ancestor[at] == next ? next : at;
    }

    private int[] bases() {
        int[] bases = new int[nodes()];
        for (int s = order.length - 1; s >= 0; s--) {
            for (int node = firstNode[order[s] + 1] - 1; node >= firstNode[order[s]]; node--) {
                bases[node] = parent[node] < 0 ? 0 : bases[parent[node]] + effects(parent[node]);
            }
        }
        return bases;
    }

    /** The nodes of each tree, every node before its parent. */
    private int[][] trees() {
        int[] group = new int[nodes()];
        int count = 0;
        for (int s = order.length - 1; s >= 0; s--) {
            for (int node = firstNode[order[s] + 1] - 1; node >= firstNode[order[s]]; node--) {
                group[node] = parent[node] < 0 ? count++ : group[parent[node]];
            }
        }
        int[] inOrder = new int[nodes()];
        int[] groupInOrder = new int[nodes()];
        int place = 0;
        for (int t : order) {
            for (int node = firstNode[t]; node < firstNode[t + 1]; node++, place++) {
                inOrder[place] = node;
                groupInOrder[place] = group[node];
            }
        }
        int[][] members = members(groupInOrder, inOrder.length, count);
        for (int[] list : members) {
            for (int i = 0; i < list.length; i++) {
                list[i] = inOrder[list[i]];
            }
        }
        return members;
    }

    /** For each value {@code 0 .. values - 1} the indices that have it, ascending; negative values are left out. */
    private static int[][] members(int[] value, int indices, int values) {
        int[] counts = new int[values];
        for (int i = 0; i < indices; i++) {
            if (value[i] >= 0) {
                counts[value[i]]++;
            }
        }
        int[][] members = new int[values][];
        for (int v = 0; v < values; v++) {
            members[v] = new int[counts[v]];
        }
        Arrays.fill(counts, 0);
        for (int i = 0; i < indices; i++) {
            if (value[i] >= 0) {
                members[value[i]][counts[value[i]]++] = i;
            }
        }
        return members;
    }

    List<RandomDesign> terms() {
        return terms;
    }

    private int nodes() {
        return firstNode[terms.size()];
    }

    /** The number of trees. */
    int groups() {
        return groups.length;
    }

    /** The nodes of a tree, every node before its parent; the last is the root. */
    int[] group(int group) {
        return groups[group];
    }

    /** A row that depends on nodes of a tree; empty if there is none. */
    OptionalInt someRow(int group) {
        for (int node : groups[group]) {
            if (rowsOf[node].length > 0) {
                return OptionalInt.of(rowsOf[node][0]);
            }
        }
        return OptionalInt.empty();
    }

    /** The nodes whose parent this is. */
    int[] children(int node) {
        return children[node];
    }

    /** The node above; -1 for a root. */
    int parent(int node) {
        return parent[node];
    }

    /** The position of the node's first effect. */
    int base(int node) {
        return base[node];
    }

    /** The rows of which this is the lowest node: they depend on it and its ancestors. */
    int[] rows(int node) {
        return rowsOf[node];
    }

    /** The rows without random effects. */
    int[] looseRows() {
        return loose;
    }

    private int term(int node) {
        int t = 0;
        while (firstNode[t + 1] <= node) {
            t++;
        }
        return t;
    }

    /** The number of effects of a node. */
    int effects(int node) {
        return terms.get(term(node)).effects();
    }

    /** The place of the node's first effect among all random effects. */
    int firstEffect(int node) {
        int t = term(node);
        return firstEffect[t] + (node - firstNode[t]) * terms.get(t).effects();
    }

    /** The position of the row's first effect of a term; -1 if it has none. */
    int position(int row, int t) {
        int level = terms.get(t).level()[row];
        return level < 0 ? -1 : base[firstNode[t] + level];
    }

    /** The number of effects of all terms, of which a row has one level each. */
    int effectsOfARow() {
        int effects = 0;
        for (RandomDesign term : terms) {
            effects += term.effects();
        }
        return effects;
    }

    /** The number of random effects. */
    int dimension() {
        return firstEffect[terms.size()];
    }

    /** The number of effects on the longest way from a root. */
    int depth() {
        int depth = 0;
        for (int node = 0; node < base.length; node++) {
            depth = Math.max(depth, base[node] + effects(node));
        }
        return depth;
    }

    /** How often the density of some row is evaluated with so many nodes of the rule in each dimension. */
    double evaluations(int points) {
        double evaluations = loose.length;
        for (int node = 0; node < base.length; node++) {
            evaluations += rowsOf[node].length * combinations(points, node);
        }
        return evaluations;
    }

    /** The most evaluations within one group. */
    double evaluationsOfLargestGroup(int points) {
        double largest = 0;
        for (int[] group : groups) {
            double evaluations = 0;
            for (int node : group) {
                evaluations += (1.0 + rowsOf[node].length) * combinations(points, node);
            }
            largest = Math.max(largest, evaluations);
        }
        return largest;
    }

    /** The points for the effects of a node together with those of its ancestors. */
    private double combinations(int points, int node) {
        return Math.pow(points, base[node] + effects(node));
    }
}
