package org.glmm.engine.sparse;

import java.util.Arrays;

/**
 * Division of the panels into tasks for several threads: whole subtrees of the elimination tree, neighbouring small
 * ones together, then the panels above them in short runs. Task {@code k} is the panels {@code begin[k] .. end[k] - 1}.
 * Threads claim tasks in ascending order for the factorisation, in descending order for the inverse; either way
 * a task depends on tasks claimed before it only. The division depends on the pattern alone.
 *
 * <p>For the inverse, the later panels outside task {@code k} that its panels need are {@code outside[p]}, descending,
 * for {@code outsideStart[k] <= p < outsideStart[k + 1]}; their updates {@code firstUpdate[p] .. endUpdate[p] - 1} come
 * from the task.
 *
 * @param taskOf task of each panel
 * @param work multiplications of a factorisation and an inverse, about
 */
record Schedule(int[] begin, int[] end, int[] taskOf, int[] outsideStart, int[] outside, int[] firstUpdate,
        int[] endUpdate, long work) {

    /** A subtree is one task if it holds at most this share of all work. */
    private static final int SHARES = 64;
    /** Panels above the subtrees are gathered up to this share. */
    private static final int FINE_SHARES = 256;
    private static final int PANEL_COST = 50;
    private static final int UPDATE_COST = 20;

    int tasks() {
        return begin.length;
    }

    static Schedule of(Panels panels, Updates updates) {
        long[] own = work(panels, updates);
        long total = 0;
        for (long work : own) {
            total += work;
        }
        int[] parent = parents(panels);
        long[] subtree = own.clone();
        for (int s = 0; s < own.length; s++) {
            if (parent[s] >= 0) {
                subtree[parent[s]] += subtree[s];
            }
        }
        var lower = new IntList();
        var upper = new IntList();
        for (int s = 0; s < own.length;) {
            boolean light = subtree[s] <= total / SHARES;
            int next = light ? endOfSubtrees(s, parent, subtree, total / SHARES)
                : endOfRun(s, own, subtree, total);
            var list = light ? lower : upper;
            list.add(s);
            list.add(next);
            s = next;
        }
        int tasks = (lower.size() + upper.size()) / 2;
        var begin = new int[tasks];
        var end = new int[tasks];
        var taskOf = new int[own.length];
        for (int k = 0; k < tasks; k++) {
            boolean isLower = 2 * k < lower.size();
            int at = isLower ? 2 * k : 2 * k - lower.size();
            begin[k] = (isLower ? lower : upper).get(at);
            end[k] = (isLower ? lower : upper).get(at + 1);
            Arrays.fill(taskOf, begin[k], end[k], k);
        }
        return withOutside(begin, end, taskOf, updates, total);
    }

    /** Updates count at the panel they reach for the factorisation, at the panel they come from for the inverse. */
    private static long[] work(Panels panels, Updates updates) {
        var work = new long[panels.count()];
        for (int s = 0; s < work.length; s++) {
            long width = panels.width(s);
            long below = panels.height()[s] - width;
            int count = updates.start()[s + 1] - updates.start()[s];
            work[s] = width * width * panels.height()[s] + updates.work()[s] + (long) UPDATE_COST * count
                + width * below * below + PANEL_COST;
        }
        return work;
    }

    private static int[] parents(Panels panels) {
        var parent = new int[panels.count()];
        for (int s = 0; s < parent.length; s++) {
            int width = panels.width(s);
            parent[s] = panels.height()[s] == width ? -1
                : panels.panelOf()[panels.rows()[panels.rowStart()[s] + width]];
        }
        return parent;
    }

    /** End of the run of whole light subtrees from panel {@code s} on that stays within the limit. */
    private static int endOfSubtrees(int s, int[] parent, long[] subtree, long limit) {
        int end = s;
        long sum = 0;
        while (end < parent.length && subtree[end] <= limit) {
            int root = end;
            while (parent[root] >= 0 && subtree[parent[root]] <= limit) {
                root = parent[root];
            }
            sum += subtree[root];
            if (end > s && sum > limit) {
                break;
            }
            end = root + 1;
        }
        return end;
    }

    private static int endOfRun(int s, long[] own, long[] subtree, long total) {
        int end = s;
        long sum = 0;
        while (end < own.length && subtree[end] > total / SHARES && sum <= total / FINE_SHARES) {
            sum += own[end];
            end++;
        }
        return end;
    }

    private static Schedule withOutside(int[] begin, int[] end, int[] taskOf, Updates updates, long work) {
        int tasks = begin.length;
        var start = new int[tasks + 1];
        for (int s = 0; s < taskOf.length; s++) {
            for (int u = updates.start()[s]; u < updates.start()[s + 1];) {
                int task = taskOf[updates.source()[u]];
                start[task + 1] += task == taskOf[s] ? 0 : 1;
                u = endOfTask(u, s, end[task], updates);
            }
        }
        for (int k = 0; k < tasks; k++) {
            start[k + 1] += start[k];
        }
        int count = start[tasks];
        var result = new Schedule(begin, end, taskOf, start, new int[count], new int[count], new int[count], work);
        int[] next = start.clone();
        for (int s = taskOf.length - 1; s >= 0; s--) {
            for (int u = updates.start()[s]; u < updates.start()[s + 1];) {
                int task = taskOf[updates.source()[u]];
                int stop = endOfTask(u, s, end[task], updates);
                if (task != taskOf[s]) {
                    int p = next[task]++;
                    result.outside[p] = s;
                    result.firstUpdate[p] = u;
                    result.endUpdate[p] = stop;
                }
                u = stop;
            }
        }
        return result;
    }

    private static int endOfTask(int update, int s, int endOfTask, Updates updates) {
        int u = update;
        while (u < updates.start()[s + 1] && updates.source()[u] < endOfTask) {
            u++;
        }
        return u;
    }
}
