package org.glmm.engine.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.FactorCoding.Contrasts;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.FrameBuilder;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.MissingPolicy;
import org.glmm.engine.model.FittedModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unbalanced factorials with random responses. */
class TypeThreeHypothesesTest {

    /** Rows of factors a, b, c with 3, 4, 2 levels and a number x; {@code empty} of the 24 cells have no rows. */
    private record Rows(int[] cell, double[] x, double[] y) {

        static Rows random(int seed, int empty) {
            var random = new Random(seed);
            int[] missing = random.ints(0, 24).distinct().limit(empty).toArray();
            int[] cell = random.ints(150, 0, 24)
                .filter(c -> IntStream.of(missing).noneMatch(m -> m == c)).toArray();
            return new Rows(cell, random.doubles(cell.length, 1, 3).toArray(),
                random.doubles(cell.length, 0, 10).toArray());
        }

        /** The rows as a frame in which the level names are such that each factor's last level is the reference. */
        Frame reversed(boolean reversed) {
            var builder = new FrameBuilder(List.of(new ColumnRequest("a", Kind.FACTOR),
                new ColumnRequest("b", Kind.FACTOR), new ColumnRequest("c", Kind.FACTOR),
                new ColumnRequest("x", Kind.NUMERIC), new ColumnRequest("y", Kind.NUMERIC)), MissingPolicy.FAIL);
            for (int i = 0; i < cell.length; i++) {
                int[] codes = {cell[i] % 3, cell[i] / 3 % 4, cell[i] / 12};
                for (int factor = 0; factor < 3; factor++) {
                    builder.level(factor, "level" + (reversed ? 9 - codes[factor] : codes[factor]));
                }
                builder.number(3, x[i]);
                builder.number(4, y[i]);
                builder.endRow("row" + i);
            }
            return builder.build();
        }
    }

    @ParameterizedTest
    @CsvSource({"y ~ a*b*c, 1, 0", "y ~ a*b*c, 2, 1", "y ~ a*b*c, 3, 4", "y ~ a*b*c, 4, 6", "y ~ a*b + c, 5, 8",
        "y ~ a*b*x, 6, 0", "y ~ a*x + b*c, 7, 5", "y ~ a + a:b + a:c, 8, 3", "y ~ 0 + a*b, 9, 3",
        "y ~ a:b + x:c, 10, 2", "y ~ a:x + log(x) + b, 11, 2"})
    void doNotDependOnTheReferenceLevels(String formula, int seed, int emptyCells) {
        var rows = Rows.random(seed, emptyCells);
        assertSame(LeastSquaresModel.fit(formula, rows.reversed(false)),
            LeastSquaresModel.fit(formula, rows.reversed(true)));
    }

    @ParameterizedTest
    @CsvSource({"y ~ a*b*c, 1, 0", "y ~ a*b*c, 2, 1", "y ~ a*b*c, 3, 4", "y ~ a*b*c, 4, 6", "y ~ a*b + c, 5, 8",
        "y ~ a*b*x, 6, 0", "y ~ a*x + b*c, 7, 5", "y ~ a + a:b + a:c, 8, 3", "y ~ 0 + a*b, 9, 3",
        "y ~ a:b + x:c, 10, 2", "y ~ a:x + log(x) + b, 11, 2"})
    void doNotDependOnTheContrasts(String formula, int seed, int emptyCells) {
        var frame = Rows.random(seed, emptyCells).reversed(false);
        var treatment = LeastSquaresModel.fit(formula, frame);
        for (var contrasts : Contrasts.values()) {
            var used = Stream.of("a", "b", "c").filter(Formula.parse(formula).columns()::contains)
                .collect(Collectors.toMap(name -> name, name -> new FactorCoding(contrasts, "")));
            assertSame(treatment, LeastSquaresModel.fit(formula, frame, used));
            used.put("b", new FactorCoding(Contrasts.SUM, "level1"));
            assertSame(treatment, LeastSquaresModel.fit(formula, frame, used));
        }
    }

    private static void assertSame(FittedModel first, FittedModel second) {
        var forward = TermTests.of(first, TestType.TYPE_3, DenominatorDf.RESIDUAL);
        var backward = TermTests.of(second, TestType.TYPE_3, DenominatorDf.RESIDUAL);
        assertEquals(forward.stream().map(TermTest::term).toList(), backward.stream().map(TermTest::term).toList());
        assertArrayEquals(forward.stream().mapToInt(TermTest::numeratorDf).toArray(),
            backward.stream().mapToInt(TermTest::numeratorDf).toArray());
        for (int term = 0; term < forward.size(); term++) {
            assertEquals(forward.get(term).numeratorDf() == 0, Double.isNaN(forward.get(term).f()));
            if (forward.get(term).numeratorDf() > 0) {
                double f = forward.get(term).f();
                assertEquals(f, backward.get(term).f(), 1e-8 * f, forward.get(term).term());
            }
        }
    }

    /** The hypothesis of a main effect says that the unweighted means over the cells of the other factor are equal. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void compareUnweightedMarginalMeans(int seed) {
        var rows = Rows.random(seed, 0);
        var test = TermTests.of(LeastSquaresModel.fit("y ~ c*b", rows.reversed(false)), TestType.TYPE_3,
            DenominatorDf.RESIDUAL)
            .get(0);
        double[] sum = new double[8];
        int[] count = new int[8];
        for (int i = 0; i < rows.y.length; i++) {
            sum[rows.cell[i] / 3] += rows.y[i];
            count[rows.cell[i] / 3]++;
        }
        double within = 0;
        for (int i = 0; i < rows.y.length; i++) {
            within += Math.pow(rows.y[i] - sum[rows.cell[i] / 3] / count[rows.cell[i] / 3], 2);
        }
        double difference = 0;
        double variance = 0;
        for (int cell = 0; cell < 8; cell++) {
            difference += (cell < 4 ? 1 : -1) * sum[cell] / count[cell] / 4;
            variance += within / (rows.y.length - 8) / count[cell] / 16;
        }
        double expected = difference * difference / variance;
        assertEquals(expected, test.f(), 1e-9 * expected);
        assertEquals(1, test.numeratorDf());
    }
}
