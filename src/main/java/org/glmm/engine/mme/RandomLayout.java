package org.glmm.engine.mme;

import java.util.Arrays;
import java.util.List;

import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.sparse.BlockPattern;

/**
 * Where the random effects of all terms stand in Z'WZ, and where the products of each row of the data land.
 *
 * <p>A node is one level of one term; the nodes of a term follow each other, and a node of a term with k effects has k rows
 * in Z'WZ. Two nodes are coupled if some row of the data belongs to both.
 */
final class RandomLayout {

    private final List<RandomDesign> terms;
    private final int rows;
    private final int[] firstNode;
    private final int[] firstRow;
    private final BlockPattern pattern;
    private final int[] couplings;
    private final int pairs;

    RandomLayout(List<RandomDesign> terms, int rows) {
        this.terms = terms;
        this.rows = rows;
        this.firstNode = new int[terms.size() + 1];
        this.firstRow = new int[terms.size() + 1];
        for (int t = 0; t < terms.size(); t++) {
            this.firstNode[t + 1] = firstNode[t] + terms.get(t).levels();
            this.firstRow[t + 1] = Math.addExact(firstRow[t],
                Math.multiplyExact(terms.get(t).levels(), terms.get(t).effects()));
        }
        this.pairs = terms.size() * (terms.size() - 1) / 2;
        this.pattern = buildPattern(rows);
        this.couplings = couple(rows);
    }

    private BlockPattern buildPattern(int rows) {
        int nodes = firstNode[terms.size()];
        long[] keys = new long[Math.addExact(nodes, Math.multiplyExact(rows, pairs))];
        int count = 0;
        for (int v = 0; v < nodes; v++) {
            keys[count++] = key(v, v);
        }
        for (int s = 0; s < terms.size(); s++) {
            for (int t = s + 1; t < terms.size(); t++) {
                int[] first = terms.get(s).level();
                int[] second = terms.get(t).level();
                for (int r = 0; r < rows; r++) {
                    if (first[r] >= 0 && second[r] >= 0) {
                        keys[count++] = key(firstNode[s] + first[r], firstNode[t] + second[r]);
                    }
                }
            }
        }
        Arrays.parallelSort(keys, 0, count);
        return compress(keys, count, nodes);
    }

    private static long key(int column, int row) {
        return (long) column << 32 | row;
    }

    private BlockPattern compress(long[] keys, int count, int nodes) {
        int[] start = new int[nodes + 1];
        int[] row = new int[count];
        int blocks = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || keys[i] != keys[i - 1]) {
                row[blocks++] = (int) keys[i];
                start[(int) (keys[i] >>> 32) + 1] = blocks;
            }
        }
        int[] sizes = new int[nodes];
        for (int t = 0; t < terms.size(); t++) {
            Arrays.fill(sizes, firstNode[t], firstNode[t + 1], terms.get(t).effects());
        }
        return new BlockPattern(sizes, start, Arrays.copyOf(row, blocks));
    }

    private int[] couple(int rows) {
        int[] blocks = new int[rows * pairs];
        int pair = 0;
        for (int s = 0; s < terms.size(); s++) {
            for (int t = s + 1; t < terms.size(); t++) {
                int[] first = terms.get(s).level();
                int[] second = terms.get(t).level();
                for (int r = 0; r < rows; r++) {
                    blocks[r * pairs + pair] = first[r] < 0 || second[r] < 0 ? -1
                        : pattern.find(firstNode[t] + second[r], firstNode[s] + first[r]);
                }
                pair++;
            }
        }
        return blocks;
    }

    int terms() {
        return terms.size();
    }

    RandomDesign term(int t) {
        return terms.get(t);
    }

    /** The number of rows of the data. */
    int rows() {
        return rows;
    }

    /** The block pattern of Z'WZ. */
    BlockPattern pattern() {
        return pattern;
    }

    /** The number q of random effects. */
    int dimension() {
        return firstRow[terms.size()];
    }

    /** The first of the term's nodes. */
    int firstNode(int term) {
        return firstNode[term];
    }

    /** The first of the term's rows in Z'WZ. */
    int firstRow(int term) {
        return firstRow[term];
    }

    /** The number of pairs of terms. */
    int pairs() {
        return pairs;
    }

    /**
     * The block of Z'WZ in which row {@code row} couples the levels of a pair of terms, -1 if it belongs to only one of
     * them. Pairs are ordered (0,1), (0,2), ..., (1,2), ...; the earlier term is the column of the block.
     */
    int coupling(int row, int pair) {
        return couplings[row * pairs + pair];
    }
}
