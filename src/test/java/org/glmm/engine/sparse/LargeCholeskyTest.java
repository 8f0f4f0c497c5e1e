package org.glmm.engine.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.glmm.engine.parallel.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Matrices large enough for wide panels, every way of applying an update, and several threads. */
class LargeCholeskyTest {

    static List<RandomMatrix> large() {
        var random = new Random(7);
        List<int[]> crossed = crossed(600, 250, 9000, random);
        List<int[]> full = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            for (int j = 0; j < 150; j++) {
                full.add(new int[] {i, 500 + j});
            }
        }
        List<int[]> withSlopes = crossed(300, 120, 4000, random);
        int[] slopes = Structures.constant(420, 3);
        Arrays.fill(slopes, 300, 420, 2);
        return List.of(
            RandomMatrix.of(Structures.constant(850, 1), crossed, random),
            RandomMatrix.of(Structures.constant(650, 1), full, random),
            RandomMatrix.of(slopes, withSlopes, random),
            RandomMatrix.of(Structures.constant(50 * 50, 1), Structures.grid(50), random),
            RandomMatrix.of(Structures.constant(20_000, 2), Structures.chain(20_000), random),
            RandomMatrix.of(Structures.constant(3001, 1), crossedWithHub(random), random),
            RandomMatrix.of(new int[] {100, 3, 90}, List.of(new int[] {0, 1}, new int[] {1, 2}), random),
            RandomMatrix.of(Structures.constant(300, 1), List.of(IntStream.range(0, 300).toArray()), random));
    }

    private static List<int[]> crossed(int a, int b, int count, Random random) {
        List<int[]> rows = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            rows.add(new int[] {random.nextInt(a), a + random.nextInt(b)});
        }
        return rows;
    }

    private static List<int[]> crossedWithHub(Random random) {
        List<int[]> rows = new ArrayList<>(crossed(2900, 100, 12_000, random));
        rows.replaceAll(row -> new int[] {row[0], row[1], 3000});
        return rows;
    }

    @ParameterizedTest(name = "matrix {index}")
    @MethodSource("large")
    void solvesAndInverts(RandomMatrix matrix) {
        int n = matrix.pattern().dimension();
        var cholesky = new Cholesky(CholeskyAnalysis.of(matrix.pattern()), Workers.of(2));
        assertTrue(cholesky.factor(matrix.values()));
        double[] x = new Random(1).doubles(n, -1, 1).toArray();
        double[] solution = matrix.times(x);
        cholesky.solve(solution, 1);
        assertArrayEquals(x, solution, 1e-9);

        var selected = new double[matrix.values().length];
        cholesky.selectedInverse(selected);
        assertEquals(n, traceOfProduct(matrix, selected), 1e-8 * n, "trace of M M^-1");
        checkColumnsOfInverse(cholesky, matrix.pattern(), selected);
    }

    private static double traceOfProduct(RandomMatrix matrix, double[] selected) {
        double trace = 0;
        for (int column = 0; column < matrix.pattern().nodes(); column++) {
            int start = matrix.pattern().columnStart(column);
            for (int b = start; b < matrix.pattern().columnStart(column + 1); b++) {
                double sum = 0;
                int size = matrix.pattern().size(matrix.pattern().row(b)) * matrix.pattern().size(column);
                for (int p = matrix.pattern().offset(b); p < matrix.pattern().offset(b) + size; p++) {
                    sum += matrix.values()[p] * selected[p];
                }
                trace += b == start ? sum : 2 * sum;
            }
        }
        return trace;
    }

    /** Compares the blocks of some columns with solutions for unit vectors. */
    private static void checkColumnsOfInverse(Cholesky cholesky, BlockPattern pattern, double[] selected) {
        int step = Math.max(1, pattern.nodes() / 25);
        for (int column = 0; column < pattern.nodes(); column += step) {
            for (int j = 0; j < pattern.size(column); j++) {
                var unit = new double[pattern.dimension()];
                unit[pattern.firstRow(column) + j] = 1;
                cholesky.solve(unit, 1);
                for (int b = pattern.columnStart(column); b < pattern.columnStart(column + 1); b++) {
                    int size = pattern.size(pattern.row(b));
                    int first = pattern.firstRow(pattern.row(b));
                    int at = pattern.offset(b) + j * size;
                    assertArrayEquals(Arrays.copyOfRange(unit, first, first + size),
                        Arrays.copyOfRange(selected, at, at + size), 1e-10);
                }
            }
        }
    }

    @ParameterizedTest(name = "matrix {index}")
    @MethodSource("large")
    void repeatsBitForBitForAnyNumberOfThreads(RandomMatrix matrix) {
        var analysis = CholeskyAnalysis.of(matrix.pattern());
        Results expected = Results.of(new Cholesky(analysis, Workers.of(1)), matrix);
        for (int threads : new int[] {1, 2, 4}) {
            var cholesky = new Cholesky(CholeskyAnalysis.of(matrix.pattern()), Workers.of(threads));
            for (int repeat = 0; repeat < 3; repeat++) {
                expected.assertSame(Results.of(cholesky, matrix));
            }
        }
    }

    private record Results(double logDeterminant, double[] solution, double[] selected) {

        static Results of(Cholesky cholesky, RandomMatrix matrix) {
            assertTrue(cholesky.factor(matrix.values()));
            double[] solution = new Random(2).doubles(5L * matrix.pattern().dimension()).toArray();
            cholesky.solve(solution, 5);
            var selected = new double[matrix.values().length];
            cholesky.selectedInverse(selected);
            return new Results(cholesky.logDeterminant(), solution, selected);
        }

        void assertSame(Results other) {
            assertEquals(logDeterminant, other.logDeterminant);
            assertArrayEquals(solution, other.solution);
            assertArrayEquals(selected, other.selected);
        }
    }

    @Test
    void fiftyThousandIndependentLevels() {
        int levels = 50_000;
        double[] values = new Random(3).doubles(levels, 1, 2).toArray();
        var pattern = RandomMatrix.pattern(Structures.constant(levels, 1), List.of());
        var cholesky = new Cholesky(CholeskyAnalysis.of(pattern), Workers.of(2));
        assertTrue(cholesky.factor(values));
        assertEquals(Arrays.stream(values).map(Math::log).sum(), cholesky.logDeterminant(), 1e-8);
        double[] ones = values.clone();
        cholesky.solve(ones, 1);
        var selected = new double[levels];
        cholesky.selectedInverse(selected);
        for (int i = 0; i < levels; i++) {
            assertEquals(1, ones[i], 1e-15);
            assertEquals(1 / values[i], selected[i], 1e-15);
        }
    }
}
