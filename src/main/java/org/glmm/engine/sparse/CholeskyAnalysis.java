package org.glmm.engine.sparse;

/**
 * Symbolic part of the sparse Cholesky factorisation P M P' = L L' of a block matrix: everything that depends on the
 * pattern alone, done once per model: a fill-reducing ordering of the nodes ({@link MinimumDegree}), the elimination
 * tree ({@link EliminationTree}), supernodes ({@link Supernodes}), the storage of L ({@link Panels}), the places of the
 * blocks in it ({@link Assembly}), and which panel updates which ({@link Updates}), and a division of
 * the work among threads ({@link Schedule}).
 */
public final class CholeskyAnalysis {

    private final BlockPattern pattern;
    private final int[] naturalRow;
    private final Panels panels;
    private final Updates updates;
    private final Assembly assembly;
    private final Schedule schedule;

    private CholeskyAnalysis(BlockPattern pattern) {
        this.pattern = pattern;
        var graph = Adjacency.of(pattern);
        int[] sizes = sizes(pattern);
        var tree = EliminationTree.of(graph, sizes, MinimumDegree.order(graph, sizes));
        int[] firstScalar = firstScalars(tree, sizes);
        naturalRow = naturalRows(pattern, tree, firstScalar);
        panels = Panels.of(graph, tree, Supernodes.of(tree, sizes), firstScalar);
        updates = Updates.of(panels);
        assembly = Assembly.of(pattern, tree, firstScalar, panels);
        schedule = Schedule.of(panels, updates);
    }

    /**
     * Analyses a pattern.
     *
     * @throws IllegalArgumentException if the factor would hold more than 2<sup>31</sup> values
     */
    public static CholeskyAnalysis of(BlockPattern pattern) {
        return new CholeskyAnalysis(pattern);
    }

    private static int[] sizes(BlockPattern pattern) {
        var sizes = new int[pattern.nodes()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = pattern.size(i);
        }
        return sizes;
    }

    private static int[] firstScalars(EliminationTree tree, int[] sizes) {
        var first = new int[sizes.length + 1];
        for (int k = 0; k < sizes.length; k++) {
            first[k + 1] = first[k] + sizes[tree.order()[k]];
        }
        return first;
    }

    private static int[] naturalRows(BlockPattern pattern, EliminationTree tree, int[] firstScalar) {
        var natural = new int[pattern.dimension()];
        for (int k = 0; k < pattern.nodes(); k++) {
            int first = pattern.firstRow(tree.order()[k]);
            for (int scalar = firstScalar[k]; scalar < firstScalar[k + 1]; scalar++) {
                natural[scalar] = first + scalar - firstScalar[k];
            }
        }
        return natural;
    }

    /** The analysed pattern. */
    public BlockPattern pattern() {
        return pattern;
    }

    /** Stored values in the lower triangle of L, zeros of merged supernodes included. */
    public long factorNonzeros() {
        long count = 0;
        for (int s = 0; s < panels.count(); s++) {
            long width = panels.width(s);
            count += width * (width + 1) / 2 + width * (panels.height()[s] - width);
        }
        return count;
    }

    /** Additions and multiplications of one factorisation. */
    public double flops() {
        double flops = 0;
        for (int s = 0; s < panels.count(); s++) {
            int height = panels.height()[s];
            for (int j = 0; j < panels.width(s); j++) {
                flops += (double) (height - j) * (height - j);
            }
        }
        return flops;
    }

    /** Natural scalar row of each scalar position in the elimination. */
    int[] naturalRow() {
        return naturalRow;
    }

    Panels panels() {
        return panels;
    }

    Updates updates() {
        return updates;
    }

    Assembly assembly() {
        return assembly;
    }

    Schedule schedule() {
        return schedule;
    }
}
