package org.glmm.engine.sparse;

/**
 * For each panel the earlier panels that update it, ascending: update {@code u} of panel {@code s}, with
 * {@code start[s] <= u < start[s + 1]}, comes from panel {@code source[u]}, whose rows {@code from[u] .. to[u] - 1}
 * (positions in its row list) lie in the columns of {@code s}.
 *
 * @param work multiplications of all updates into each panel
 */
record Updates(int[] start, int[] source, int[] from, int[] to, long[] work) {

    static Updates of(Panels panels) {
        int count = panels.count();
        long[] counts = new long[count];
        forEach(panels, (source, from, to, target) -> counts[target]++);
        var start = new int[count + 1];
        for (int s = 0; s < count; s++) {
            start[s + 1] = Limits.toInt(start[s] + counts[s], "updates between panels of the Cholesky factor");
        }
        int updates = start[count];
        var result = new Updates(start, new int[updates], new int[updates], new int[updates], new long[count]);
        int[] next = start.clone();
        forEach(panels, (source, from, to, target) -> {
            int u = next[target]++;
            result.source[u] = source;
            result.from[u] = from;
            result.to[u] = to;
            long rows = panels.height()[source] - from;
            result.work[target] += rows * (to - from) * panels.width(source);
        });
        return result;
    }

    private interface Visitor {
        void visit(int source, int from, int to, int target);
    }

    private static void forEach(Panels panels, Visitor visitor) {
        for (int s = 0; s < panels.count(); s++) {
            int start = panels.rowStart()[s];
            int height = panels.height()[s];
            for (int from = panels.width(s); from < height;) {
                int target = panels.panelOf()[panels.rows()[start + from]];
                int end = panels.firstColumn()[target + 1];
                int to = from + 1;
                while (to < height && panels.rows()[start + to] < end) {
                    to++;
                }
                visitor.visit(s, from, to, target);
                from = to;
            }
        }
    }
}
