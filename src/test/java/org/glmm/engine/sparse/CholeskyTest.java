package org.glmm.engine.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.glmm.engine.parallel.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The factorisation against hand calculation and against dense textbook algebra on random structures. */
class CholeskyTest {

    private static final int REPEATS = 40;

    /** M = [4 2 0; 2 5 3; 0 3 6]: det = 4 (30 - 9) - 2 (12) = 60; the inverse is adj(M) / 60. */
    private static final BlockPattern THREE = new BlockPattern(new int[] {1, 1, 1}, new int[] {0, 2, 4, 5},
        new int[] {0, 1, 1, 2, 2});
    private static final double[] THREE_VALUES = {4, 2, 5, 3, 6};

    @Test
    void solvesThreeByThreeByHand() {
        var cholesky = new Cholesky(CholeskyAnalysis.of(THREE), Workers.of(1));
        assertTrue(cholesky.factor(THREE_VALUES));
        assertEquals(Math.log(60), cholesky.logDeterminant(), 1e-14);
        double[] rhs = {8, 21, 24};
        cholesky.solve(rhs, 1);
        assertArrayEquals(new double[] {1, 2, 3}, rhs, 1e-14);
        var inverse = new double[5];
        cholesky.selectedInverse(inverse);
        assertArrayEquals(new double[] {21 / 60., -12 / 60., 24 / 60., -12 / 60., 16 / 60.}, inverse, 1e-15);
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithDenseAlgebra(Structures structure) {
        for (int seed = 0; seed < REPEATS; seed++) {
            var random = new Random(seed);
            RandomMatrix matrix = structure.random(random);
            var cholesky = new Cholesky(CholeskyAnalysis.of(matrix.pattern()), Workers.of(1 + seed % 3));
            assertTrue(cholesky.factor(matrix.values()));
            DMatrixRMaj dense = matrix.dense();
            assertEquals(logDeterminant(dense), cholesky.logDeterminant(), 1e-10);
            checkSolves(cholesky, matrix, random);
            checkInverse(cholesky, matrix, dense);
        }
    }

    private static double logDeterminant(DMatrixRMaj dense) {
        var decomposition = DecompositionFactory_DDRM.chol(dense.numRows, true);
        assertTrue(decomposition.decompose(dense.copy()));
        DMatrixRMaj lower = decomposition.getT(null);
        double sum = 0;
        for (int i = 0; i < dense.numRows; i++) {
            sum += 2 * Math.log(lower.get(i, i));
        }
        return sum;
    }

    private static void checkSolves(Cholesky cholesky, RandomMatrix matrix, Random random) {
        int n = matrix.pattern().dimension();
        int columns = 1 + random.nextInt(6);
        double[] x = random.doubles((long) n * columns, -1, 1).toArray();
        var rhs = new double[n * columns];
        for (int c = 0; c < columns; c++) {
            double[] column = matrix.times(Arrays.copyOfRange(x, c * n, (c + 1) * n));
            System.arraycopy(column, 0, rhs, c * n, n);
        }
        double[] solution = rhs.clone();
        cholesky.solve(solution, columns);
        assertArrayEquals(x, solution, 1e-10);

        double[] half = rhs.clone();
        cholesky.forward(half, columns);
        for (int c = 0; c < columns; c++) {
            double quadratic = 0;
            double length = 0;
            for (int i = c * n; i < (c + 1) * n; i++) {
                quadratic += x[i] * rhs[i];
                length += half[i] * half[i];
            }
            assertEquals(quadratic, length, 1e-11 * (1 + Math.abs(quadratic)));
        }
        cholesky.backward(half, columns);
        assertArrayEquals(solution, half);
    }

    private static void checkInverse(Cholesky cholesky, RandomMatrix matrix, DMatrixRMaj dense) {
        var inverse = new DMatrixRMaj(dense.numRows, dense.numCols);
        assertTrue(CommonOps_DDRM.invert(dense, inverse));
        var selected = new double[matrix.values().length];
        cholesky.selectedInverse(selected);
        assertArrayEquals(onPattern(matrix.pattern(), inverse), selected, 1e-11);
    }

    private static double[] onPattern(BlockPattern pattern, DMatrixRMaj dense) {
        var values = new double[pattern.valueCount()];
        for (int column = 0; column < pattern.nodes(); column++) {
            for (int b = pattern.columnStart(column); b < pattern.columnStart(column + 1); b++) {
                int at = pattern.offset(b);
                for (int j = 0; j < pattern.size(column); j++) {
                    for (int i = 0; i < pattern.size(pattern.row(b)); i++) {
                        values[at++] = dense.get(pattern.firstRow(pattern.row(b)) + i, pattern.firstRow(column) + j);
                    }
                }
            }
        }
        return values;
    }

    @Test
    void refusesMatricesThatAreNotPositiveDefinite() {
        var cholesky = new Cholesky(CholeskyAnalysis.of(THREE), Workers.of(1));
        assertFalse(cholesky.factor(new double[] {4, 2, 1, 3, 6}), "singular leading minor");
        assertFalse(cholesky.factor(new double[] {4, 2, 5, 3, -6}), "negative diagonal");
        assertFalse(cholesky.factor(new double[] {4, Double.NaN, 5, 3, 6}), "NaN");
        assertFalse(cholesky.factor(new double[] {Double.POSITIVE_INFINITY, 2, 5, 3, 6}), "infinite");
        assertTrue(cholesky.factor(THREE_VALUES), "usable again");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAfterSubtractingTooMuchFromOneDiagonalEntry(Structures structure) {
        for (int seed = 0; seed < REPEATS; seed++) {
            RandomMatrix matrix = structure.random(new Random(seed));
            var inverse = new DMatrixRMaj(1, 1);
            CommonOps_DDRM.invert(matrix.dense(), inverse);
            int node = seed % matrix.pattern().nodes();
            int row = matrix.pattern().firstRow(node);
            int at = matrix.pattern().offset(matrix.pattern().columnStart(node));
            double margin = 1 / inverse.get(row, row);
            var cholesky = new Cholesky(CholeskyAnalysis.of(matrix.pattern()), Workers.of(2));
            double[] values = matrix.values().clone();
            values[at] = matrix.values()[at] - 0.999 * margin;
            assertTrue(cholesky.factor(values), "still positive definite");
            values[at] = matrix.values()[at] - 1.001 * margin;
            assertFalse(cholesky.factor(values), "no longer positive definite");
        }
    }

    /** All variances zero: the couplings are in the pattern, but M is the identity. */
    @ParameterizedTest
    @EnumSource
    void zeroVariancesLeaveTheIdentity(Structures structure) {
        BlockPattern pattern = structure.random(new Random(5)).pattern();
        var identity = new double[pattern.valueCount()];
        for (int i = 0; i < pattern.nodes(); i++) {
            for (int k = 0; k < pattern.size(i); k++) {
                identity[pattern.offset(pattern.columnStart(i)) + k * (pattern.size(i) + 1)] = 1;
            }
        }
        var cholesky = new Cholesky(CholeskyAnalysis.of(pattern), Workers.of(1));
        assertTrue(cholesky.factor(identity));
        assertEquals(0, cholesky.logDeterminant());
        double[] x = new Random(6).doubles(pattern.dimension()).toArray();
        double[] solution = x.clone();
        cholesky.solve(solution, 1);
        assertArrayEquals(x, solution);
        var selected = new double[identity.length];
        cholesky.selectedInverse(selected);
        assertArrayEquals(identity, selected, 0.0);
    }

    @Test
    void logDeterminantNeitherOverflowsNorUnderflows() {
        int nodes = 4000;
        var pattern = RandomMatrix.pattern(Structures.constant(nodes, 1), Structures.singles(nodes));
        var cholesky = new Cholesky(CholeskyAnalysis.of(pattern), Workers.of(1));
        var values = new double[nodes];
        Arrays.fill(values, 0, nodes / 2, 1e300);
        Arrays.fill(values, nodes / 2, nodes, 1e-280);
        assertTrue(cholesky.factor(values));
        assertEquals(nodes / 2 * 20 * Math.log(10), cholesky.logDeterminant(), 1e-6);
    }

    @Test
    void needsAThread() {
        var analysis = CholeskyAnalysis.of(THREE);
        assertThrows(IllegalArgumentException.class, () -> new Cholesky(analysis, Workers.of(0)));
    }
}
