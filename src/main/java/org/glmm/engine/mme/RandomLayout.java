package org.glmm.engine.mme;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.parallel.RowChunks;
import org.glmm.engine.sparse.BlockPattern;

/**
 * Where the random effects of all terms stand in Z'WZ, and where the products of each row of the data land.
 *
 * <p>A node is one level of one term; the nodes of a term follow each other, and a node of a term with k effects has k
 * rows in Z'WZ. Two nodes are coupled if some row of the data belongs to both.
 */
final class RandomLayout {

    private final List<RandomDesign> terms;
    private final int rows;
    private final int[] firstNode;
    private final int[] firstRow;
    private final BlockPattern pattern;
    private final RowTargets[] levels;
    private final RowTargets[][] couplings;

    RandomLayout(List<RandomDesign> terms, RowChunks chunks) {
        this.terms = terms;
        this.rows = chunks.rows();
        this.firstNode = new int[terms.size() + 1];
        this.firstRow = new int[terms.size() + 1];
        for (int t = 0; t < terms.size(); t++) {
            this.firstNode[t + 1] = firstNode[t] + terms.get(t).levels();
            this.firstRow[t + 1] = Math.addExact(firstRow[t],
                Math.multiplyExact(terms.get(t).levels(), terms.get(t).effects()));
        }
        PatternBuilder builder = new PatternBuilder(terms, firstNode, rows);
        this.pattern = builder.pattern();
        this.levels = new RowTargets[terms.size()];
        for (int t = 0; t < levels.length; t++) {
            levels[t] = new RowTargets(chunks, terms.get(t).level(), terms.get(t).levels());
        }
        this.couplings = new RowTargets[terms.size()][terms.size()];
        for (int s = 0; s < terms.size(); s++) {
            for (int t = s + 1; t < terms.size(); t++) {
                couplings[s][t] = new RowTargets(chunks, builder.blocks(s, t), pattern.blocks());
            }
        }
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

    /** The levels of a term that the rows belong to. */
    RowTargets levels(int term) {
        return levels[term];
    }

    /** The blocks of Z'WZ in which the rows couple the levels of two terms, {@code earlier < later}. */
    RowTargets coupling(int earlier, int later) {
        return couplings[earlier][later];
    }

    /** Finds the couplings, column by column, and the block that each row belongs to. */
    private static final class PatternBuilder {

        private final List<RandomDesign> terms;
        private final int[] firstNode;
        private final int rows;
        private final int[][][] blocks;
        private final int[] columnStart;
        private int[] rowIndex = new int[1024];
        private int count;

        PatternBuilder(List<RandomDesign> terms, int[] firstNode, int rows) {
            this.terms = terms;
            this.firstNode = firstNode;
            this.rows = rows;
            this.blocks = new int[terms.size()][terms.size()][];
            this.columnStart = new int[firstNode[terms.size()] + 1];
            for (int s = 0; s < terms.size(); s++) {
                addColumns(s);
            }
        }

        int[] blocks(int earlier, int later) {
            return blocks[earlier][later];
        }

        BlockPattern pattern() {
            int[] sizes = new int[firstNode[terms.size()]];
            for (int t = 0; t < terms.size(); t++) {
                Arrays.fill(sizes, firstNode[t], firstNode[t + 1], terms.get(t).effects());
            }
            return new BlockPattern(sizes, columnStart, Arrays.copyOf(rowIndex, count));
        }

        private void addColumns(int s) {
            RandomDesign term = terms.get(s);
            int[] start = new int[term.levels() + 1];
            int[] order = rowsByLevel(term.level(), start);
            int[] later = IntStream.range(s + 1, terms.size()).toArray();
            int[][] blockOf = new int[terms.size()][];
            for (int t : later) {
                blocks[s][t] = new int[rows];
                Arrays.fill(blocks[s][t], RowTargets.NONE);
                blockOf[t] = new int[terms.get(t).levels()];
            }
            for (int level = 0; level < term.levels(); level++) {
                add(firstNode[s] + level);
                for (int t : later) {
                    addBlocks(s, t, order, start[level], start[level + 1], blockOf[t]);
                }
                columnStart[firstNode[s] + level + 1] = count;
            }
        }

        /** The rows with a level, those of each level together and ascending. */
        private static int[] rowsByLevel(int[] level, int[] start) {
            for (int l : level) {
                if (l >= 0) {
                    start[l + 1]++;
                }
            }
            for (int l = 1; l < start.length; l++) {
                start[l] += start[l - 1];
            }
            int[] next = start.clone();
            int[] order = new int[start[start.length - 1]];
            for (int r = 0; r < level.length; r++) {
                if (level[r] >= 0) {
                    order[next[level[r]]++] = r;
                }
            }
            return order;
        }

        /** @param blockOf all zero, and left so: for the levels of the later term that are met, their block plus one */
        private void addBlocks(int s, int t, int[] order, int from, int to, int[] blockOf) {
            int[] level = terms.get(t).level();
            int first = count;
            for (int i = from; i < to; i++) {
                int l = level[order[i]];
                if (l >= 0 && blockOf[l] == 0) {
                    blockOf[l] = 1;
                    add(firstNode[t] + l);
                }
            }
            Arrays.sort(rowIndex, first, count);
            for (int block = first; block < count; block++) {
                blockOf[rowIndex[block] - firstNode[t]] = block + 1;
            }
            for (int i = from; i < to; i++) {
                int l = level[order[i]];
                blocks[s][t][order[i]] = l < 0 ? RowTargets.NONE : blockOf[l] - 1;
            }
            for (int block = first; block < count; block++) {
                blockOf[rowIndex[block] - firstNode[t]] = 0;
            }
        }

        private void add(int row) {
            if (count == rowIndex.length) {
                rowIndex = Arrays.copyOf(rowIndex, (int) Math.min(Integer.MAX_VALUE - 8, 2L * count));
            }
            rowIndex[count++] = row;
        }
    }
}
