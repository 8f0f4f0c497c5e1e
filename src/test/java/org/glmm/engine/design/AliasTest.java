package org.glmm.engine.design;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dropped columns against the combinations of kept columns that they are said to be. */
class AliasTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void recoversTheCombinationsThatMadeTheColumns(int seed) {
        var random = new Random(seed);
        int rows = 40 + random.nextInt(600);
        int columns = 12;
        boolean intercept = random.nextBoolean();
        double[] scales = random.doubles(columns, -6, 6).map(power -> Math.pow(10, power)).toArray();
        double[][] weights = new double[columns][columns];
        double[] x = new double[rows * columns];
        for (int j = 0; j < columns; j++) {
            scales[j] = intercept && j == 0 ? 1 : scales[j];
            for (int i = 0; i < rows; i++) {
                x[i * columns + j] = intercept && j == 0 ? 1 : scales[j] * (5 + random.nextGaussian());
            }
            if (j % 4 == 3) {
                for (int k = 0; k < j; k++) {
                    weights[j][k] = k % 4 == 3 || random.nextBoolean() ? 0 : (1 + random.nextDouble()) / scales[k];
                }
                for (int i = 0; i < rows; i++) {
                    x[i * columns + j] = 0;
                    for (int k = 0; k < j; k++) {
                        x[i * columns + j] += weights[j][k] * x[i * columns + k];
                    }
                }
            }
        }
        var aliases = RankDetection.independentColumns(x, rows, columns, intercept).aliases();
        assertEquals(List.of(3, 7, 11), aliases.stream().map(Alias::column).toList());
        for (var alias : aliases) {
            double[] expected = weights[alias.column()];
            assertArrayEquals(IntStream.range(0, columns).filter(k -> expected[k] != 0).toArray(), alias.sources());
            for (int s = 0; s < alias.sources().length; s++) {
                assertEquals(1, alias.coefficients()[s] / expected[alias.sources()[s]], 1e-9);
            }
        }
    }

    @Test
    void hasNoSourcesForAColumnOfZerosAndTheInterceptForAConstant() {
        double[] x = new double[50 * 4];
        for (int i = 0; i < 50; i++) {
            x[4 * i] = 1;
            x[4 * i + 1] = 0;
            x[4 * i + 2] = 2.5;
            x[4 * i + 3] = i;
        }
        var aliases = RankDetection.independentColumns(x, 50, 4, true).aliases();
        assertEquals(List.of(1, 2), aliases.stream().map(Alias::column).toList());
        assertArrayEquals(new int[0], aliases.get(0).sources());
        assertArrayEquals(new int[] {0}, aliases.get(1).sources());
        assertArrayEquals(new double[] {2.5}, aliases.get(1).coefficients(), 1e-15);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"edge_small; y ~ x*A + B + x2 + x2:B",
        "oats_emptycell; yield ~ Variety*nitroF",
        "oats_emptycell; yield ~ 0 + Block:Variety + Variety*nitroF", "npk; yield ~ N:P + P:K + block*N",
        "factorial_empty_cells; y ~ A*B*C*x", "factorial_empty_cells; y ~ 0 + x + A:B:C + A*B"})
    void addsUpToTheDroppedColumnInEveryRow(String data, String text) {
        var formula = Formula.parse(text);
        var frame = TestFrames.read(data, formula.columns());
        var recipe = Design.of(formula, frame, Set.of()).recipe();
        var reader = new FrameReader(frame, Set.of());
        var values = new TrainingValues(recipe.variables(), reader);
        double[] all = values.rows(recipe.fixedMatrix(), frame.rows());
        int columns = recipe.columns().size();
        assertEquals(columns, recipe.keptIndices().length + recipe.aliases().size());
        for (var alias : recipe.aliases()) {
            for (int row = 0; row < frame.rows(); row++) {
                double sum = 0;
                for (int s = 0; s < alias.sources().length; s++) {
                    sum += alias.coefficients()[s] * all[row * columns + alias.sources()[s]];
                }
                assertEquals(all[row * columns + alias.column()], sum, 1e-11);
            }
        }
    }
}
