package org.glmm.engine.inference.contrast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.means.EmmeansReference;
import org.glmm.engine.inference.means.LeastSquaresMeans;
import org.glmm.engine.inference.means.LeastSquaresMeans.Setting;
import org.glmm.engine.inference.means.Weighting;
import org.glmm.engine.inference.multiplicity.Adjustments;
import org.glmm.engine.model.FittedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContrastsTest {

    private static final FittedModel OATS = EmmeansReference.read("oats_comparisons").model();
    private static final FittedModel EMPTY = EmmeansReference.read("empty_cells").model();

    private static Contrasts contrasts(FittedModel model, DenominatorDf df) {
        var inference = new FunctionInference(model, df);
        return new Contrasts(model, inference, new LeastSquaresMeans(model, inference,
            new Setting(Weighting.EQUAL, Map.of(), false, 0.95)), Adjustments.NONE, 0.95);
    }

    private static ContrastEstimate estimate(FittedModel model, String text, Alternative alternative, double margin) {
        return contrasts(model, DenominatorDf.INFINITE).of(List.of(Contrast.of("c", text, alternative, margin))).get(0);
    }

    private static double[] coefficients(FittedModel model, String text) {
        var inference = new FunctionInference(model, DenominatorDf.INFINITE);
        return new ContrastReader(model, new LeastSquaresMeans(model, inference,
            new Setting(Weighting.EQUAL, Map.of(), false, 0.95))).read(text).coefficients();
    }

    /**
     * Coefficients by hand: intercept, two varieties, three nitrogen levels, six products; Golden Rain and 0 are
     * references.
     */
    @Test
    void combinationsHaveTheCoefficientsOfTheirWords() {
        assertArrayEquals(new double[] {0, 1, 0, 0, 0, 0, 0.25, 0, 0.25, 0, 0.25, 0},
            coefficients(OATS, "Variety[Marvellous] - Variety[Golden Rain]"), 1e-15);
        assertArrayEquals(new double[] {0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0},
            coefficients(OATS, "nitroF[0.2] - nitroF[0] at Variety[Marvellous]"), 1e-15);
        assertArrayEquals(new double[] {0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0},
            coefficients(OATS, "nitroF[0.2]:Variety[Marvellous]-Variety[Marvellous]:nitroF[0]"), 1e-15);
        assertArrayEquals(new double[] {0, 0.5, 0.5, 0, 0, 0, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125},
            coefficients(OATS, "0.5*Variety[Marvellous] + Variety[Victory]/2 - Variety[Golden Rain]"), 1e-15);
        assertArrayEquals(new double[] {0, 0, 0, -1, 2, 0, 0, 0, 0, 0, 0, 0},
            coefficients(OATS, "-1*coef[nitroF=0.2] + coef[nitroF=0.4] * 2"), 1e-15);
        assertArrayEquals(new double[] {1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1},
            coefficients(OATS, "`Variety`[Victory] at nitroF[0.6]"), 1e-15);
    }

    /** The slope of x in C = c2: x + C:x + 1/(mean of x + 5) for log(x + 5). */
    @Test
    void slopesCanBeCombined() {
        double mean = EMPTY.recipe().margins().covariates().get("x").mean();
        double[] slope = coefficients(EMPTY, "slope[x]:C[c2]");
        var names = EMPTY.recipe().columns().stream().map(column -> column.name()).toList();
        assertEquals(1, slope[names.indexOf("x")], 1e-9);
        assertEquals(1, slope[names.indexOf("C=c2:x")], 1e-9);
        assertEquals(1 / (mean + 5), slope[names.indexOf("log(x + 5)")], 1e-7);
        double[] difference = coefficients(EMPTY, "slope[x]:C[c2] - slope[x]:C[c1]");
        assertEquals(0, difference[names.indexOf("x")], 1e-9);
        assertEquals(1, difference[names.indexOf("C=c2:x")], 1e-9);
    }

    /**
     * Estimates and standard errors by dense arithmetic on the fixture's estimates and covariance matrix; z tests by
     * the normal distribution.
     */
    @Test
    void testsFollowFromEstimateAndStandardError() {
        double[] a = {0, 1, 0, 0, 0, 0, 0.25, 0, 0.25, 0, 0.25, 0};
        double estimate = 0;
        double variance = 0;
        for (int i = 0; i < a.length; i++) {
            estimate += a[i] * OATS.fixedEffects().estimates()[i];
            for (int j = 0; j < a.length; j++) {
                variance += a[i] * OATS.fixedEffects().covariance()[i * a.length + j] * a[j];
            }
        }
        double se = Math.sqrt(variance);
        var normal = new NormalDistribution();
        var text = "Variety[Marvellous] - Variety[Golden Rain]";
        var two = estimate(OATS, text, Alternative.TWO_SIDED, 2).lines().get(0).comparison();
        assertEquals(estimate, two.estimate().estimate(), 1e-12);
        assertEquals(se, two.estimate().standardError(), 1e-12);
        assertEquals((estimate - 2) / se, two.statistic(), 1e-12);
        assertEquals(2 * normal.cumulativeProbability(-Math.abs(estimate - 2) / se), two.pValue(), 1e-12);
        assertEquals(estimate - 1.959963984540054 * se, two.lower(), 1e-9);
        var greater = estimate(OATS, text, Alternative.GREATER, 0).lines().get(0).comparison();
        assertEquals(1 - normal.cumulativeProbability(estimate / se), greater.pValue(), 1e-12);
        assertEquals(estimate - 1.6448536269514722 * se, greater.lower(), 1e-9);
        assertEquals(Double.POSITIVE_INFINITY, greater.upper());
        var less = estimate(OATS, text, Alternative.LESS, 0).lines().get(0).comparison();
        assertEquals(normal.cumulativeProbability(estimate / se), less.pValue(), 1e-12);
        var equivalence = estimate(OATS, text, Alternative.EQUIVALENCE, 20).lines().get(0).comparison();
        assertEquals(Math.max(1 - normal.cumulativeProbability((estimate + 20) / se),
            normal.cumulativeProbability((estimate - 20) / se)), equivalence.pValue(), 1e-12);
        assertEquals(estimate + 1.6448536269514722 * se, equivalence.upper(), 1e-9);
        var notWorse = estimate(OATS, text, Alternative.NON_INFERIORITY, 8).lines().get(0).comparison();
        assertEquals(1 - normal.cumulativeProbability((estimate + 8) / se), notWorse.pValue(), 1e-12);
        var notMore = estimate(OATS, text, Alternative.NON_SUPERIORITY, 30).lines().get(0).comparison();
        assertEquals(normal.cumulativeProbability((estimate - 30) / se), notMore.pValue(), 1e-12);
        var t = contrasts(OATS, DenominatorDf.RESIDUAL).of(List.of(Contrast.of("c", text, Alternative.TWO_SIDED, 0)))
            .get(0).lines().get(0).comparison();
        assertEquals(60, t.estimate().df());
        assertEquals(2 * new TDistribution(60).cumulativeProbability(-Math.abs(estimate) / se), t.pValue(), 1e-12);
    }

    /**
     * Three lines for the three differences of varieties have two dimensions; their joint test is that of all pairs.
     */
    @Test
    void severalLinesAreTestedJointly() {
        var estimate = estimate(OATS,
            "Variety[Marvellous] - Variety[Golden Rain]; Variety[Victory] - Variety[Golden Rain]\n"
            + "Variety[Victory] - Variety[Marvellous]", Alternative.TWO_SIDED, 0);
        assertEquals(3, estimate.lines().size());
        var inference = new FunctionInference(OATS, DenominatorDf.INFINITE);
        var means = new LeastSquaresMeans(OATS, inference, new Setting(Weighting.EQUAL, Map.of(), false, 0.95));
        var expected = Comparisons.equality(inference, "", means.means(List.of("Variety")));
        assertEquals(2, estimate.joint().orElseThrow().numeratorDf());
        assertEquals(expected.f(), estimate.joint().get().f(), 1e-10);
    }

    @Test
    void aContrastThatIsNotEstimableHasAReason() {
        var model = EmmeansReference.read("oats_emptycell").model();
        var text = "Variety[Victory] - Variety[Marvellous]";
        var estimate = estimate(model, text, Alternative.TWO_SIDED, 0).lines().get(0).comparison();
        assertFalse(estimate.estimate().isEstimable());
        assertTrue(estimate.estimate().note().contains("Not estimable"), estimate.estimate().note());
        assertTrue(estimate(model, text + " at nitroF[0]", Alternative.TWO_SIDED, 0).lines().get(0).comparison()
            .estimate().isEstimable());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Varety[Victory]; did you mean \"Variety\"",
        "Variety[Victori]; did you mean \"Victory\"",
        "Variety[Victory] - ; position 19",
        "Variety; expected a level in square brackets",
        "Variety[Victory; not closed",
        "2 Variety[Victory]; expected * after the number",
        "Variety[Victory] at Variety[Victory]; given twice",
        "coef[nitroF=0.3]; did you mean \"nitroF=0.2\"",
        "slope[nitro]; not a covariate",
        "Variety[Victory] Variety[Marvellous]; expected +",
        "Variety[Victory]/0; division by zero",
        "`Variety[Victory]; backtick"})
    void mistakesAreNamed(String text, String part) {
        var message = assertThrows(ModelException.class, () -> estimate(OATS, text, Alternative.TWO_SIDED, 0))
            .getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void anEmptyContrastAndAMarginThatIsNoneAreRefused() {
        assertTrue(assertThrows(ModelException.class, () -> Contrast.of("x", " ; ", Alternative.TWO_SIDED, 0))
            .getMessage().contains("\"x\" is empty"));
        assertTrue(assertThrows(ModelException.class, () -> Contrast.of("x", "a[b]", Alternative.EQUIVALENCE, 0))
            .getMessage().contains("positive"));
    }
}
