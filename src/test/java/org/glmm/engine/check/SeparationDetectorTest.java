package org.glmm.engine.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.glmm.engine.check.SeparationDetector.Separated;
import org.junit.jupiter.api.Test;

/** Separated rows against linear programs, one for each row (Konis 2007, thesis, University of Oxford, chapter 4). */
class SeparationDetectorTest {

    @Test
    void agreesWithALinearProgramForEachRow() {
        Random random = new Random(11);
        int found = 0;
        for (int trial = 0; trial < 600; trial++) {
            int p = 1 + random.nextInt(4);
            int n = p + 1 + random.nextInt(12);
            boolean numeric = random.nextBoolean();
            double[] x = new double[n * p];
            byte[] signs = new byte[n];
            int bounded = random.nextInt(4);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < p; j++) {
                    x[i * p + j] = j == 0 ? 1 : numeric ? random.nextGaussian() : random.nextInt(3);
                }
                signs[i] = (byte) (random.nextInt(6) < bounded ? 0 : random.nextBoolean() ? 1 : -1);
            }
            if (rank(x, n, p) < p) {
                continue;
            }
            Separated separated = SeparationDetector.find(x, p, signs, true, () -> { });
            BitSet expected = byLinearPrograms(x, n, p, signs);
            assertEquals(expected, separated.rows(), "trial " + trial);
            assertArrayEquals(infinite(x, n, p, expected), separated.infinite(), "trial " + trial);
            found += expected.isEmpty() ? 0 : 1;
        }
        assertTrue(found > 50 && found < 550, "separated cases: " + found);
    }

    @Test
    void theUnitsOfColumnsDoNotMatter() {
        Random random = new Random(3);
        for (int trial = 0; trial < 100; trial++) {
            int n = 30;
            double[] x = new double[n * 3];
            double[] wild = new double[n * 3];
            byte[] signs = new byte[n];
            for (int i = 0; i < n; i++) {
                double[] row = {1, random.nextInt(2), random.nextGaussian()};
                System.arraycopy(row, 0, x, 3 * i, 3);
                System.arraycopy(new double[] {1, row[1], 1e6 + 1e-2 * row[2]}, 0, wild, 3 * i, 3);
                signs[i] = (byte) (row[1] == 1 || random.nextBoolean() ? 1 : -1);
            }
            Separated expected = SeparationDetector.find(x, 3, signs, true, () -> { });
            Separated actual = SeparationDetector.find(wild, 3, signs, true, () -> { });
            assertEquals(expected.rows(), actual.rows());
            assertArrayEquals(expected.infinite(), actual.infinite());
        }
    }

    @Test
    void aFewSeparatedRowsAmongManyAreFound() {
        int n = 200_000;
        Random random = new Random(4);
        double[] x = new double[n * 3];
        byte[] signs = new byte[n];
        for (int i = 0; i < n; i++) {
            x[3 * i] = 1;
            x[3 * i + 1] = i % 50_000 == 7 ? 1 : 0;
            x[3 * i + 2] = random.nextGaussian();
            signs[i] = (byte) (x[3 * i + 1] == 0 && random.nextInt(10) > 0 ? -1 : 1);
        }
        Separated separated = SeparationDetector.find(x, 3, signs, true, () -> { });
        assertEquals(4, separated.rows().cardinality());
        assertArrayEquals(new boolean[] {false, true, false}, separated.infinite());
        signs[7] = -1;
        assertTrue(SeparationDetector.find(x, 3, signs, true, () -> { }).rows().isEmpty());
    }

    /** Row i is separated if max s_i x_i'gamma over the box |gamma_j| <= 1 in the cone is positive. */
    private static BitSet byLinearPrograms(double[] x, int n, int p, byte[] signs) {
        List<LinearConstraint> constraints = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int sign = signs[i];
            int row = i;
            double[] a = IntStream.range(0, p).mapToDouble(j -> (sign == 0 ? 1 : sign) * x[row * p + j]).toArray();
            constraints.add(new LinearConstraint(a, sign == 0 ? Relationship.EQ : Relationship.GEQ, 0));
        }
        for (int j = 0; j < p; j++) {
            double[] unit = new double[p];
            unit[j] = 1;
            constraints.add(new LinearConstraint(unit, Relationship.LEQ, 1));
            constraints.add(new LinearConstraint(unit, Relationship.GEQ, -1));
        }
        BitSet separated = new BitSet();
        for (int i = 0; i < n; i++) {
            if (signs[i] != 0) {
                double most = new SimplexSolver().optimize(new MaxIter(10_000), GoalType.MAXIMIZE,
                    new LinearObjectiveFunction(constraints.get(i).getCoefficients().toArray(), 0),
                    new LinearConstraintSet(constraints), new NonNegativeConstraint(false)).getValue();
                separated.set(i, most > 1e-6);
            }
        }
        return separated;
    }

    /**
     * A coefficient is finite if adding its unit vector to the rows that are not separated leaves their rank as it is.
     */
    private static boolean[] infinite(double[] x, int n, int p, BitSet separated) {
        int[] finite = IntStream.range(0, n).filter(i -> !separated.get(i)).toArray();
        double[] rows = new double[(finite.length + 1) * p];
        for (int i = 0; i < finite.length; i++) {
            System.arraycopy(x, finite[i] * p, rows, i * p, p);
        }
        boolean[] infinite = new boolean[p];
        for (int j = 0; j < p; j++) {
            int rank = rank(rows, finite.length, p);
            rows[finite.length * p + j] = 1;
            infinite[j] = rank(rows, finite.length + 1, p) > rank;
            rows[finite.length * p + j] = 0;
        }
        return infinite;
    }

    private static int rank(double[] rows, int n, int p) {
        if (n == 0) {
            return 0;
        }
        double[][] matrix = new double[n][p];
        for (int i = 0; i < n; i++) {
            System.arraycopy(rows, i * p, matrix[i], 0, p);
        }
        return new SingularValueDecomposition(new Array2DRowRealMatrix(matrix)).getRank();
    }
}
