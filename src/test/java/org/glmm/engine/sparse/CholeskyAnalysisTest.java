package org.glmm.engine.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ordering and symbolic analysis against elimination carried out on explicit sets. */
class CholeskyAnalysisTest {

    private static int[] sizes(BlockPattern pattern) {
        return IntStream.range(0, pattern.nodes()).map(pattern::size).toArray();
    }

    /** Scalar rows of each eliminated block column, its own block included, by the definition of elimination. */
    private static int[] heights(BlockPattern pattern, int[] order) {
        List<TreeSet<Integer>> neighbours = new ArrayList<>();
        for (int i = 0; i < pattern.nodes(); i++) {
            neighbours.add(new TreeSet<>());
        }
        for (int column = 0; column < pattern.nodes(); column++) {
            for (int b = pattern.columnStart(column) + 1; b < pattern.columnStart(column + 1); b++) {
                neighbours.get(column).add(pattern.row(b));
                neighbours.get(pattern.row(b)).add(column);
            }
        }
        var heights = new int[order.length];
        for (int k = 0; k < order.length; k++) {
            int pivot = order[k];
            TreeSet<Integer> clique = neighbours.get(pivot);
            heights[k] = pattern.size(pivot) + clique.stream().mapToInt(pattern::size).sum();
            for (int i : clique) {
                neighbours.get(i).addAll(clique);
                neighbours.get(i).remove(i);
                neighbours.get(i).remove(pivot);
            }
        }
        return heights;
    }

    private static long entries(int[] heights, BlockPattern pattern, int[] order) {
        long entries = 0;
        for (int k = 0; k < order.length; k++) {
            for (int j = 0; j < pattern.size(order[k]); j++) {
                entries += heights[k] - j;
            }
        }
        return entries;
    }

    @ParameterizedTest
    @EnumSource
    void orderIsAPermutationAndHeightsAreThoseOfElimination(Structures structure) {
        for (int seed = 0; seed < 40; seed++) {
            BlockPattern pattern = structure.random(new Random(seed)).pattern();
            var graph = Adjacency.of(pattern);
            int[] order = MinimumDegree.order(graph, sizes(pattern));
            assertArrayEquals(IntStream.range(0, pattern.nodes()).toArray(), Arrays.stream(order).sorted().toArray());
            var tree = EliminationTree.of(graph, sizes(pattern), order);
            assertArrayEquals(heights(pattern, tree.order()), tree.height());
            assertEquals(entries(heights(pattern, order), pattern, order),
                entries(tree.height(), pattern, tree.order()), "postordering keeps the fill");
            for (int k = 0; k < tree.parent().length; k++) {
                assertTrue(tree.parent()[k] == -1 || tree.parent()[k] > k);
            }
        }
    }

    @Test
    void treesAndArrowsDoNotFill() {
        for (int seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            int nodes = 2 + random.nextInt(3000);
            List<int[]> tree = new ArrayList<>();
            for (int i = 1; i < nodes; i++) {
                tree.add(new int[] {random.nextInt(i), i});
            }
            assertEquals(2L * nodes - 1, fill(nodes, tree), "tree");
            assertEquals(2L * nodes - 1, fill(nodes, Structures.star(nodes, random.nextInt(nodes))), "arrow");
            assertEquals(2L * nodes - 1, fill(nodes, Structures.chain(nodes)), "chain");
        }
    }

    /** Nested dissection of a k x k grid with 5-point coupling stores 31/4 k^2 log2 k entries, about (George 1973). */
    @Test
    void gridFillsNoMoreThanNestedDissection() {
        for (int side : new int[] {20, 60, 100}) {
            double bound = 31 / 4. * side * side * Math.log(side) / Math.log(2);
            assertTrue(fill(side * side, Structures.grid(side)) < bound, "side " + side);
        }
    }

    private static long fill(int nodes, List<int[]> edges) {
        BlockPattern pattern = RandomMatrix.pattern(Structures.constant(nodes, 1), edges);
        var graph = Adjacency.of(pattern);
        int[] order = MinimumDegree.order(graph, sizes(pattern));
        return Arrays.stream(EliminationTree.of(graph, sizes(pattern), order).height()).asLongStream().sum();
    }

    @Test
    void mergedSupernodesStoreFewZeros() {
        BlockPattern pattern = RandomMatrix.pattern(Structures.constant(10_000, 1), Structures.grid(100));
        assertTrue(CholeskyAnalysis.of(pattern).factorNonzeros() < 1.4 * fill(10_000, Structures.grid(100)));
    }

    @Test
    void countsOfADenseMatrix() {
        BlockPattern pattern = RandomMatrix.pattern(new int[] {2, 3}, List.of(new int[] {0, 1}));
        var analysis = CholeskyAnalysis.of(pattern);
        assertEquals(15, analysis.factorNonzeros());
        assertEquals(25 + 16 + 9 + 4 + 1, analysis.flops());
    }
}
