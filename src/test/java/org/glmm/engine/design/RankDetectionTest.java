package org.glmm.engine.design;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranks that are known by construction. */
class RankDetectionTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void dropsExactlyTheCombinationsOfEarlierColumns(int seed) {
        var random = new Random(seed);
        int rows = 30 + random.nextInt(1000);
        int columns = 2 + random.nextInt(12);
        boolean intercept = random.nextBoolean();
        double[] x = new double[rows * columns];
        boolean[] dependent = new boolean[columns];
        for (int j = 0; j < columns; j++) {
            dependent[j] = j > 0 && random.nextInt(3) == 0;
            double scale = Math.pow(10, random.nextInt(17) - 8);
            double[] weights = random.doubles(j, -1, 1).toArray();
            for (int i = 0; i < rows; i++) {
                double value = j == 0 && intercept ? 1 : random.nextGaussian() * scale;
                if (dependent[j]) {
                    value = 0;
                    for (int k = 0; k < j; k++) {
                        value += weights[k] * x[i * columns + k];
                    }
                }
                x[i * columns + j] = value;
            }
        }
        assertArrayEquals(IntStream.range(0, columns).filter(j -> !dependent[j]).toArray(),
            RankDetection.independentColumns(x, rows, columns, intercept).kept());
    }

    @Test
    void keepsACovariateFarFromZeroBesideAnIntercept() {
        int rows = 1000;
        double[] x = new double[rows * 4];
        for (int i = 0; i < rows; i++) {
            x[i * 4] = 1;
            x[i * 4 + 1] = 1e9 + 0.01 * (i % 7);
            x[i * 4 + 2] = 0.1;
            x[i * 4 + 3] = 1e-200 * (i % 5);
        }
        assertArrayEquals(new int[] {0, 1, 3}, RankDetection.independentColumns(x, rows, 4, true).kept());
    }

    @Test
    void dropsZeroColumnsAndColumnsBeyondTheRows() {
        double[] x = {0, 1, 2, 3, 0, 4, 5, 7};
        assertArrayEquals(new int[] {1, 2}, RankDetection.independentColumns(x, 2, 4, false).kept());
    }

    /** Column 2 is column 1 plus a perturbation on either side of the tolerance 1e-7. */
    @Test
    void hasTheToleranceOfLm() {
        assertArrayEquals(new int[] {0, 1, 2}, RankDetection.independentColumns(perturbed(1e-6), 500, 3, true).kept());
        assertArrayEquals(new int[] {0, 1}, RankDetection.independentColumns(perturbed(1e-8), 500, 3, true).kept());
    }

    private static double[] perturbed(double size) {
        var random = new Random(7);
        double[] x = new double[1500];
        for (int i = 0; i < 500; i++) {
            x[3 * i] = 1;
            x[3 * i + 1] = random.nextGaussian();
            x[3 * i + 2] = x[3 * i + 1] + size * random.nextGaussian();
        }
        return x;
    }
}
