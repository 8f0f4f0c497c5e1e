package org.glmm.engine.inference.contrast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Links;
import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.means.EmmeansReference;
import org.glmm.engine.inference.means.EmmeansReference.Block;
import org.glmm.engine.inference.means.GridMean;
import org.glmm.engine.inference.means.LeastSquaresMeans;
import org.glmm.engine.inference.means.LeastSquaresMeans.Setting;
import org.glmm.engine.inference.means.Weighting;
import org.glmm.engine.inference.multiplicity.Adjustment;
import org.glmm.engine.inference.multiplicity.Adjustments;
import org.glmm.engine.model.FittedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Comparisons against contrast() of emmeans 1.8.4-1; each resource names its fit. */
class ComparisonsTest {

    private static final double TOLERANCE = 1e-8;
    private static final double INTEGRATED = 1e-4;

    static Stream<Arguments> comparisons() {
        return Stream.of("oats_comparisons", "empty_cells_comparisons", "epil_ratios", "cbpp_ratios").flatMap(name -> {
            var reference = EmmeansReference.read(name, "comparisons");
            return reference.blocks().stream().map(block -> Arguments.of(name, block, reference.model()));
        });
    }

    private static FunctionInference inference(FittedModel model) {
        boolean residual = model.spec().distribution().name().equals("normal")
            && model.recipe().randomParts().isEmpty();
        return new FunctionInference(model, residual ? DenominatorDf.RESIDUAL : DenominatorDf.INFINITE);
    }

    private static LeastSquaresMeans means(FittedModel model) {
        return new LeastSquaresMeans(model, inference(model), new Setting(Weighting.EQUAL, Map.of(), false, 0.95));
    }

    /** The means of a factor, in lists by the level of another, if any. */
    private static List<List<GridMean>> slices(FittedModel model, String factor, String by) {
        var means = means(model);
        if (by.isEmpty()) {
            return List.of(means.means(List.of(factor)));
        }
        var all = means.means(List.of(by, factor));
        int size = means.grid().levels(means.grid().factor(factor)).size();
        return IntStream.range(0, all.size() / size).mapToObj(i -> all.subList(i * size, (i + 1) * size)).toList();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("comparisons")
    void comparisonsAreThoseOfEmmeans(String name, Block block, FittedModel model) {
        var adjustment = Adjustments.named(block.get(4));
        boolean integrated = List.of("Dunnett", "Nelson", "multivariate t").contains(adjustment.name());
        var comparisons = new Comparisons(inference(model), model.spec().link(),
            ComparisonKind.valueOf(block.get(3)), adjustment, 0.95);
        var ours = new ArrayList<ComparisonEstimate>();
        slices(model, block.get(1), block.get(2)).forEach(means -> ours.addAll(comparisons.of(means,
            Integer.parseInt(block.get(5)))));
        assertEquals(block.rows().size(), ours.size());
        for (int i = 0; i < ours.size(); i++) {
            check(block.rows().get(i), ours.get(i), block.get(6).equals("ratio"), integrated);
        }
    }

    private static void check(EmmeansReference.Row row, ComparisonEstimate ours, boolean isRatio, boolean integrated) {
        double[] r = row.numbers();
        if (Double.isNaN(r[0])) {
            assertTrue(!ours.estimate().isEstimable() && !ours.estimate().note().isEmpty(), row.label());
            return;
        }
        var ratio = ours.ratio().orElse(null);
        double[] actual = isRatio ? new double[] {ratio.value(), ratio.standardError(), ratio.lower(), ratio.upper()}
            : new double[] {ours.estimate().estimate(), ours.estimate().standardError(), ours.lower(), ours.upper()};
        assertClose(r[0], actual[0], TOLERANCE, row.label());
        assertClose(r[1], actual[1], TOLERANCE, row.label());
        assertClose(r[2], ours.statistic(), TOLERANCE, row.label());
        assertEquals(r[3], ours.pValue(), integrated ? INTEGRATED : 1e-7, row.label());
        boolean hasInterval = !Double.isNaN(ours.lower());
        if (hasInterval) {
            double tolerance = integrated ? 2e-3 * r[1] : 1e-6 * Math.max(1, r[1]);
            assertEquals(r[4], actual[2], tolerance, row.label());
            assertEquals(r[5], actual[3], tolerance, row.label());
        }
    }

    private static void assertClose(double expected, double actual, double tolerance, String what) {
        assertEquals(expected, actual, tolerance * Math.max(1, Math.abs(expected)), what);
    }

    /** joint_tests(by =) of emmeans: F of nitrogen within each variety of oats; its F has three digits. */
    @Test
    void simpleEffectsAreTestedJointly() {
        var reference = EmmeansReference.read("oats_comparisons", "slices");
        var block = reference.blocks().get(0);
        var slices = slices(reference.model(), "nitroF", "Variety");
        for (int i = 0; i < slices.size(); i++) {
            var test = Comparisons.equality(inference(reference.model()), "slice", slices.get(i));
            double[] expected = block.rows().get(i).numbers();
            assertEquals(expected[0], test.numeratorDf());
            assertEquals(expected[1], test.f(), 6e-4);
            assertEquals(expected[2], test.pValue(), TOLERANCE);
        }
    }

    @Test
    void anAdjustmentForOtherComparisonsIsRefused() {
        var model = EmmeansReference.read("oats_comparisons").model();
        for (Adjustment adjustment : List.of(Adjustments.TUKEY_KRAMER, Adjustments.NELSON)) {
            assertTrue(assertThrows(ModelException.class, () -> new Comparisons(inference(model), Links.IDENTITY,
                ComparisonKind.CONTROL, adjustment, 0.95)).getMessage().contains(adjustment.name()));
        }
    }

    /** Fisher and Yates' table of orthogonal polynomials. */
    @Test
    void polynomialsAreThoseOfTheTables() {
        var five = ComparisonKind.POLYNOMIAL.rows(List.of("1", "2", "3", "4", "5"), 0);
        assertArrayEquals(new double[] {-2, -1, 0, 1, 2}, five.get(0).multiples());
        assertArrayEquals(new double[] {2, -1, -2, -1, 2}, five.get(1).multiples());
        assertArrayEquals(new double[] {-1, 2, 0, -2, 1}, five.get(2).multiples());
        assertArrayEquals(new double[] {1, -4, 6, -4, 1}, five.get(3).multiples());
        var eight = ComparisonKind.POLYNOMIAL.rows(List.of("1", "2", "3", "4", "5", "6", "7", "8"), 0);
        assertEquals(6, eight.size());
        assertArrayEquals(new double[] {-7, 5, 7, 3, -3, -7, -5, 7}, eight.get(2).multiples());
    }

    /** Piepho (2004), section 2: no two means that differ share a letter, and any two that do not differ share one. */
    @Test
    void lettersTellExactlyWhichMeansDiffer() {
        var random = new Random(7);
        for (int repetition = 0; repetition < 200; repetition++) {
            int n = 2 + random.nextInt(7);
            double[] means = random.doubles(n).toArray();
            boolean[][] differs = new boolean[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    differs[i][j] = random.nextDouble() < 0.4;
                }
            }
            var letters = LetterGroups.of(means, differs);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    var other = letters.get(j);
                    assertEquals(!differs[i][j], letters.get(i).chars().anyMatch(c -> other.indexOf(c) >= 0));
                }
            }
        }
    }

    /** Means 5, 4, 3, 1 of which only 5 and 3 and all pairs with 1 differ: a, ab, b, c. */
    @Test
    void theLargestMeanHasTheFirstLetter() {
        boolean[][] differs = {{}, {true}, {true, false}, {true, false, true}};
        assertEquals(List.of("c", "ab", "b", "a"), LetterGroups.of(new double[] {1, 4, 3, 5}, differs));
        assertEquals(List.of("a", "", "a"), LetterGroups.of(new double[] {1, Double.NaN, 2}, new boolean[3][3]));
    }
}
