package org.glmm.engine.sparse;

import java.util.Arrays;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Approximate minimum degree ordering of a weighted graph (Amestoy, Davis and Duff 1996, SIAM J. Matrix Anal. Appl.
 * 17).
 *
 * <p>The elimination graph is held as a quotient graph: a node is a variable (not yet eliminated), an element (the
 * clique left behind by an eliminated variable), or dead. The list of a variable names its elements first, then the
 * variables it is still coupled to directly; the list of an element names its variables. Elements covered by a new
 * element are absorbed, variables with equal lists are merged into one supervariable, and variables coupled to nothing
 * outside the new element are eliminated along with it. Weights are block sizes, so degrees count scalar rows. Nodes
 * coupled to very many others are left out and ordered last. Ties are broken by position, so the order depends on
 * the graph alone.
 */
final class MinimumDegree {

    private static final int NONE = -1;
    private static final int SMALLEST_DENSE_DEGREE = 16;
    private static final double DENSE_FACTOR = 10;

    private final int nodes;
    private final int[] order;
    private int ordered;

    /** Lists of all nodes, one after the other; {@code listStart} is {@code NONE} for dead nodes. */
    private int[] lists;
    private int free;
    private final int[] listStart;
    private final int[] listLength;
    private final int[] elementCount;

    /** Weight of a variable; negative while it is in the element under construction, 0 once it is no variable. */
    private final int[] weight;
    private final int[] degree;
    private int remaining;

    /** Variables by approximate degree, in doubly linked lists. */
    private final int[] bucket;
    private final int[] next;
    private final int[] previous;
    private int lowest;

    /** Nodes merged into a variable, in a chain that starts at the variable. */
    private final int[] nextMember;
    private final int[] lastMember;

    /** While an element is formed, {@code mark[e] - stamp} is the weight of element e outside of it. */
    private final int[] mark;
    private int stamp = 1;
    private int largestElement;

    /** Variables of the new element by a hash of their lists; chained through {@code next}. */
    private final int[] hashHead;
    private final int[] hash;

    private MinimumDegree(Adjacency graph, int[] weights, boolean[] dense) {
        nodes = graph.nodes();
        order = new int[nodes];
        listStart = new int[nodes];
        listLength = new int[nodes];
        elementCount = new int[nodes];
        weight = weights.clone();
        degree = new int[nodes];
        next = new int[nodes];
        previous = new int[nodes];
        nextMember = filled(nodes, NONE);
        lastMember = new int[nodes];
        mark = new int[nodes];
        hashHead = filled(nodes, NONE);
        hash = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            lastMember[i] = i;
            if (dense[i]) {
                weight[i] = 0;
            }
            remaining += weight[i];
        }
        bucket = filled(remaining + 1, NONE);
        lowest = remaining;
        copyLists(graph, dense);
    }

    /**
     * Orders the nodes of a graph.
     *
     * @param graph the couplings
     * @param weights positive weight of each node
     * @return the nodes in elimination order
     */
    static int[] order(Adjacency graph, int[] weights) {
        boolean[] dense = denseNodes(graph);
        List<Integer> last = new ArrayList<>();
        for (int i = 0; i < dense.length; i++) {
            if (dense[i]) {
                last.add(i);
            }
        }
        if (last.size() > 1) {
            last.sort(Comparator.comparingInt(graph::degree));
        }
        int[] order = new MinimumDegree(graph, weights, dense).run();
        for (int i = 0; i < last.size(); i++) {
            order[order.length - last.size() + i] = last.get(i);
        }
        return order;
    }

    private static boolean[] denseNodes(Adjacency graph) {
        int nodes = graph.nodes();
        double limit = Math.max(SMALLEST_DENSE_DEGREE, DENSE_FACTOR * Math.sqrt(nodes));
        var dense = new boolean[nodes];
        for (int i = 0; i < nodes; i++) {
            dense[i] = graph.degree(i) > limit;
        }
        return dense;
    }

    private static int[] filled(int length, int value) {
        var array = new int[length];
        Arrays.fill(array, value);
        return array;
    }

    private void copyLists(Adjacency graph, boolean[] dense) {
        int ends = graph.neighbour().length;
        lists = new int[Limits.toInt(ends + ends / 5L + nodes, "couplings between random-effect levels")];
        for (int i = 0; i < nodes; i++) {
            if (dense[i]) {
                listStart[i] = NONE;
                continue;
            }
            listStart[i] = free;
            for (int p = graph.start()[i]; p < graph.start()[i + 1]; p++) {
                int j = graph.neighbour()[p];
                if (!dense[j]) {
                    lists[free++] = j;
                    degree[i] += weight[j];
                }
            }
            listLength[i] = free - listStart[i];
        }
        for (int i = nodes - 1; i >= 0; i--) {
            if (!dense[i]) {
                insert(i);
            }
        }
    }

    private int[] run() {
        while (remaining > 0) {
            while (bucket[lowest] == NONE) {
                lowest++;
            }
            eliminate(bucket[lowest]);
        }
        return order;
    }

    private void eliminate(int pivot) {
        remove(pivot);
        remaining -= weight[pivot];
        weight[pivot] = 0;
        formElement(pivot);
        measureOverlaps(pivot);
        updateVariables(pivot);
        mergeEqualVariables(pivot);
        finishElement(pivot);
        for (int member = pivot; member != NONE; member = nextMember[member]) {
            order[ordered++] = member;
        }
    }

    /** The list of the pivot becomes the union of its elements and its direct neighbours. */
    private void formElement(int pivot) {
        reserve(pivot);
        int start = free;
        int first = listStart[pivot];
        int directs = first + elementCount[pivot];
        int end = first + listLength[pivot];
        degree[pivot] = 0;
        for (int p = first; p < directs; p++) {
            int e = lists[p];
            for (int q = listStart[e]; q < listStart[e] + listLength[e]; q++) {
                moveToElement(lists[q], pivot);
            }
            listStart[e] = NONE;
        }
        for (int p = directs; p < end; p++) {
            moveToElement(lists[p], pivot);
        }
        listStart[pivot] = start;
        listLength[pivot] = free - start;
        elementCount[pivot] = 0;
    }

    private void moveToElement(int i, int pivot) {
        if (weight[i] > 0) {
            remove(i);
            degree[pivot] += weight[i];
            weight[i] = -weight[i];
            lists[free++] = i;
        }
    }

    private void reserve(int pivot) {
        long needed = listLength[pivot];
        for (int p = listStart[pivot]; p < listStart[pivot] + elementCount[pivot]; p++) {
            needed += listLength[lists[p]];
        }
        needed = Math.min(needed, nodes);
        if (free + needed > lists.length) {
            compact(needed);
        }
    }

    private void compact(long needed) {
        long live = 0;
        for (int i = 0; i < nodes; i++) {
            live += listStart[i] == NONE ? 0 : listLength[i];
        }
        long size = Math.max(lists.length, live + needed + nodes);
        var packed = new int[Limits.toInt(size, "couplings between random-effect levels")];
        free = 0;
        for (int i = 0; i < nodes; i++) {
            if (listStart[i] != NONE) {
                System.arraycopy(lists, listStart[i], packed, free, listLength[i]);
                listStart[i] = free;
                free += listLength[i];
            }
        }
        lists = packed;
    }

    private void measureOverlaps(int pivot) {
        advanceStamp();
        for (int p = listStart[pivot]; p < listStart[pivot] + listLength[pivot]; p++) {
            int i = lists[p];
            for (int q = listStart[i]; q < listStart[i] + elementCount[i]; q++) {
                int e = lists[q];
                if (listStart[e] != NONE) {
                    mark[e] = (mark[e] >= stamp ? mark[e] : degree[e] + stamp) + weight[i];
                }
            }
        }
    }

    /** Moves the stamp past every mark in use. */
    private void advanceStamp() {
        stamp += largestElement + 1;
        if (stamp > Integer.MAX_VALUE - 2 * (largestElement + 1L)) {
            Arrays.fill(mark, 0);
            stamp = 1;
        }
    }

    /** Drops from the lists of the element's variables whatever the element covers, and bounds their degrees. */
    private void updateVariables(int pivot) {
        for (int p = listStart[pivot]; p < listStart[pivot] + listLength[pivot]; p++) {
            int i = lists[p];
            int start = listStart[i];
            int directs = start + elementCount[i];
            int end = start + listLength[i];
            int write = start;
            int sum = 0;
            long outside = 0;
            for (int q = start; q < directs; q++) {
                int e = lists[q];
                if (listStart[e] == NONE) {
                    continue;
                }
                if (mark[e] == stamp) {
                    listStart[e] = NONE;
                } else {
                    outside += mark[e] - stamp;
                    sum += e;
                    lists[write++] = e;
                }
            }
            int firstDirect = write;
            for (int q = directs; q < end; q++) {
                int j = lists[q];
                if (weight[j] > 0) {
                    outside += weight[j];
                    sum += j;
                    lists[write++] = j;
                }
            }
            if (outside == 0) {
                eliminateWith(pivot, i);
                continue;
            }
            lists[write] = lists[firstDirect];
            lists[firstDirect] = pivot;
            elementCount[i] = firstDirect + 1 - start;
            listLength[i] = write + 1 - start;
            degree[i] = (int) Math.min(degree[i], outside);
            hash[i] = Math.floorMod(sum, nodes);
            next[i] = hashHead[hash[i]];
            hashHead[hash[i]] = i;
        }
    }

    private void eliminateWith(int pivot, int i) {
        remaining += weight[i];
        degree[pivot] += weight[i];
        absorb(pivot, i);
    }

    private void absorb(int into, int i) {
        weight[i] = 0;
        listStart[i] = NONE;
        nextMember[lastMember[into]] = i;
        lastMember[into] = lastMember[i];
    }

    private void mergeEqualVariables(int pivot) {
        largestElement = Math.max(largestElement, degree[pivot]);
        advanceStamp();
        for (int p = listStart[pivot]; p < listStart[pivot] + listLength[pivot]; p++) {
            int i = lists[p];
            if (weight[i] == 0) {
                continue;
            }
            int first = hashHead[hash[i]];
            hashHead[hash[i]] = NONE;
            for (int a = first; a != NONE && next[a] != NONE; a = next[a]) {
                mergeInto(a);
            }
        }
    }

    /** Merges with {@code a} the variables after it in its hash chain whose lists equal its own. */
    private void mergeInto(int a) {
        advanceStamp();
        for (int q = listStart[a]; q < listStart[a] + listLength[a]; q++) {
            mark[lists[q]] = stamp;
        }
        int before = a;
        for (int b = next[a]; b != NONE; b = next[b]) {
            if (isMarked(b) && listLength[b] == listLength[a] && elementCount[b] == elementCount[a]) {
                weight[a] += weight[b];
                absorb(a, b);
                next[before] = next[b];
            } else {
                before = b;
            }
        }
    }

    private boolean isMarked(int b) {
        for (int q = listStart[b]; q < listStart[b] + listLength[b]; q++) {
            if (mark[lists[q]] != stamp) {
                return false;
            }
        }
        return true;
    }

    private void finishElement(int pivot) {
        int start = listStart[pivot];
        int write = start;
        for (int p = start; p < start + listLength[pivot]; p++) {
            int i = lists[p];
            if (weight[i] < 0) {
                weight[i] = -weight[i];
                long bound = (long) degree[i] + degree[pivot] - weight[i];
                degree[i] = (int) Math.min(bound, remaining - weight[i]);
                insert(i);
                lists[write++] = i;
            }
        }
        listLength[pivot] = write - start;
        free = write;
        if (write == start) {
            listStart[pivot] = NONE;
        }
    }

    private void insert(int i) {
        int d = degree[i];
        next[i] = bucket[d];
        previous[i] = NONE;
        if (bucket[d] != NONE) {
            previous[bucket[d]] = i;
        }
        bucket[d] = i;
        lowest = Math.min(lowest, d);
    }

    private void remove(int i) {
        if (previous[i] == NONE) {
            bucket[degree[i]] = next[i];
        } else {
            next[previous[i]] = next[i];
        }
        if (next[i] != NONE) {
            previous[next[i]] = previous[i];
        }
    }
}
