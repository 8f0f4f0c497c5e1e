package org.glmm.engine.sparse;

import java.util.Arrays;

/**
 * Runs of consecutive block columns of L that share one row structure (Ng and Peyton 1993, SIAM J. Sci. Comput. 14),
 * merged further with their parents where that stores few zeros (relaxed amalgamation, Ashcraft and Grimes 1989).
 *
 * @param firstNode first elimination position of each supernode, and the number of nodes at the end
 */
record Supernodes(int[] firstNode) {

    /** Widest merged supernode, in scalar columns, for which a share of zeros is accepted. */
    private static final int[] WIDTH = {4, 16, 48, Integer.MAX_VALUE};
    private static final double[] ZERO_SHARE = {0.5, 0.3, 0.1, 0.05};

    static Supernodes of(EliminationTree tree, int[] sizes) {
        return new Merger(tree, sizes).merge();
    }

    int count() {
        return firstNode.length - 1;
    }

    /** Supernodes so far, as a stack in elimination order; the last child of a supernode lies right before it. */
    private static final class Merger {

        private final EliminationTree tree;
        private final int[] sizes;
        private final int[] first;
        private final long[] width;
        private final long[] height;
        private final long[] zeros;
        private int top = -1;

        Merger(EliminationTree tree, int[] sizes) {
            this.tree = tree;
            this.sizes = sizes;
            int nodes = sizes.length;
            first = new int[nodes + 1];
            width = new long[nodes];
            height = new long[nodes];
            zeros = new long[nodes];
        }

        Supernodes merge() {
            int nodes = sizes.length;
            for (int start = 0; start < nodes;) {
                int end = endOfSupernode(start);
                push(start, end);
                while (top > 0 && isWithin(tree.parent()[start - 1], start, end) && mergeCheaply()) {
                    start = first[top];
                }
                start = end;
            }
            first[top + 1] = nodes;
            return new Supernodes(Arrays.copyOf(first, top + 2));
        }

        private static boolean isWithin(int node, int start, int end) {
            return node >= start && node < end;
        }

        private int endOfSupernode(int start) {
            int k = start + 1;
            while (k < sizes.length && tree.parent()[k - 1] == k
                    && tree.height()[k - 1] == tree.height()[k] + sizeAt(k - 1)) {
                k++;
            }
            return k;
        }

        private int sizeAt(int position) {
            return sizes[tree.order()[position]];
        }

        private void push(int start, int end) {
            top++;
            first[top] = start;
            width[top] = 0;
            for (int k = start; k < end; k++) {
                width[top] += sizeAt(k);
            }
            height[top] = tree.height()[start];
            zeros[top] = 0;
        }

        private boolean mergeCheaply() {
            int child = top - 1;
            long mergedWidth = width[child] + width[top];
            long mergedHeight = width[child] + height[top];
            long size = entries(mergedWidth, mergedHeight);
            long mergedZeros = size - entries(width[child], height[child]) - entries(width[top], height[top])
                + zeros[child] + zeros[top];
            int rule = 0;
            while (mergedWidth > WIDTH[rule]) {
                rule++;
            }
            if (mergedZeros > ZERO_SHARE[rule] * size) {
                return false;
            }
            top = child;
            width[top] = mergedWidth;
            height[top] = mergedHeight;
            zeros[top] = mergedZeros;
            return true;
        }

        private static long entries(long width, long height) {
            return width * (width + 1) / 2 + width * (height - width);
        }
    }
}
