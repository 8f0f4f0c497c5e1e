package org.glmm.engine.inference.contrast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.glmm.engine.Glmm;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.means.LeastSquaresMeans;
import org.glmm.engine.inference.means.LeastSquaresMeans.Setting;
import org.glmm.engine.inference.means.Weighting;
import org.glmm.engine.inference.multiplicity.Adjustment;
import org.glmm.engine.inference.multiplicity.Adjustments;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Contrasts adjusted together and comparisons of response means, with a probit link: contrast() and regrid() of emmeans
 * 1.8.4-1 on the Laplace fit of glmmTMB 1.1.5; probabilities of the multivariate normal by mvtnorm, to 1e-8.
 */
class ContrastFamilyTest {

    private static final FittedModel CBPP = fit();
    private static final List<String> LINES = List.of("period[1] - period[2]", "period[2] - period[3]",
        "period[1] - period[2]/3 - period[3]/3 - period[4]/3", "period[1] - period[4]");

    private static FittedModel fit() {
        var spec = new ModelSpec(Formula.parse("cbind(incidence, size - incidence) ~ period + (1 | herd)"),
            Distributions.BINOMIAL, Links.PROBIT, Method.LAPLACE, false, Optional.empty(), Optional.empty(), Set.of(),
            ModelSpec.Control.DEFAULT);
        return Glmm.fit(TestFrames.read("cbpp", spec.columns()), spec, FitMonitor.SILENT);
    }

    private static FunctionInference inference() {
        return new FunctionInference(CBPP, DenominatorDf.INFINITE);
    }

    private static LeastSquaresMeans means() {
        return new LeastSquaresMeans(CBPP, inference(), new Setting(Weighting.EQUAL, Map.of(), false, 0.95));
    }

    /** Two lines in each of two contrasts. */
    private static List<ContrastEstimate.Line> lines(Adjustment adjustment, Alternative alternative, double margin) {
        return new Contrasts(CBPP, inference(), means(), adjustment, 0.95).of(List.of(
            new Contrast("first", LINES.subList(0, 2), alternative, margin),
            new Contrast("second", LINES.subList(2, 4), alternative, margin))).stream()
            .flatMap(contrast -> contrast.lines().stream()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "none, 1.016036276e-3, 6.412360963e-1, 5.883676117e-7, 9.491426555e-5, 0.2125078483",
        "multivariate t, 3.668482693e-3, 9.498159150e-1, 2.148508898e-6, 3.563264113e-4, 0.1381656528",
        "Holm, 2.032072552e-3, 6.412360963e-1, 2.353470447e-6, 2.847427966e-4, NaN",
        "Bonferroni, 4.064145104e-3, 1, 2.353470447e-6, 3.796570622e-4, 0.1263336168",
        "Sidak, 4.057955320e-3, 9.834333398e-1, 2.353468370e-6, 3.796030133e-4, 0.1274217839",
        "Scheffe, 1.286918173e-2, 9.747778121e-1, 1.581673169e-5, 1.626244444e-3, 0.07861404979",
        "FDR, 1.354715035e-3, 6.412360963e-1, 2.353470447e-6, 1.898285311e-4, NaN",
        "Hochberg, 2.032072552e-3, 6.412360963e-1, 2.353470447e-6, 2.847427966e-4, NaN"})
    void linesAreOneFamily(String name, double a, double b, double c, double d, double lower) {
        boolean integrated = name.equals("multivariate t");
        var lines = lines(Adjustments.named(name), Alternative.TWO_SIDED, 0);
        double[] expected = {a, b, c, d};
        for (int i = 0; i < 4; i++) {
            assertEquals(expected[i], lines.get(i).comparison().pValue(), integrated ? 1e-4 : 1e-3 * expected[i],
                LINES.get(i));
        }
        assertEquals(1.016036276e-3, lines.get(0).pValue(), 1e-6, "on its own");
        assertEquals(lower, lines.get(0).comparison().lower(), 1e-3);
    }

    /** Greater than 0.1; and less than -0.1 of the opposite contrasts, which is the same. */
    @ParameterizedTest
    @CsvSource({"multivariate t, 1.358152515e-2, 9.154406272e-1, 4.622002713e-5, 1.181739887e-3",
        "Bonferroni, 1.553411689e-2, 1, 4.833862145e-5, 1.279973084e-3"})
    void oneSidedTestsAreAdjusted(String name, double a, double b, double c, double d) {
        double[] expected = {a, b, c, d};
        var greater = lines(Adjustments.named(name), Alternative.GREATER, 0.1);
        var less = new Contrasts(CBPP, inference(), means(), Adjustments.named(name), 0.95).of(LINES.stream()
            .map(line -> Contrast.of(line, "-1*" + line.replace(" - ", " + "), Alternative.LESS, -0.1)).toList());
        for (int i = 0; i < 4; i++) {
            assertEquals(expected[i], greater.get(i).comparison().pValue(), 1e-4, LINES.get(i));
            assertEquals(expected[i], less.get(i).lines().get(0).comparison().pValue(), 1e-4, LINES.get(i));
            assertTrue(Double.isNaN(greater.get(i).comparison().lower()), "no adjusted one-sided intervals");
        }
    }

    @Test
    void testsThatCannotBeAdjustedTogetherAreRefused() {
        var two = Contrast.of("a", LINES.get(0), Alternative.TWO_SIDED, 0);
        var one = Contrast.of("b", LINES.get(1), Alternative.GREATER, 0);
        assertRefused(Adjustments.HOLM, "all be two-sided or all be one-sided", two, one);
        assertRefused(Adjustments.SCHEFFE, "no one-sided tests", one);
        assertRefused(Adjustments.MULTIVARIATE_T, "no tests of equivalence",
            Contrast.of("b", LINES.get(1), Alternative.EQUIVALENCE, 1));
        assertRefused(Adjustments.TUKEY_KRAMER, "not meant for contrasts", two);
        var mixed = new Contrasts(CBPP, inference(), means(), Adjustments.NONE, 0.95).of(List.of(two, one));
        assertEquals(1.016036276e-3, mixed.get(0).lines().get(0).comparison().pValue(), 1e-6);
        assertEquals(6.412360963e-1 / 2, mixed.get(1).lines().get(0).comparison().pValue(), 1e-4);
    }

    private static void assertRefused(Adjustment adjustment, String part, Contrast... contrasts) {
        var message = assertThrows(ModelException.class, () -> new Contrasts(CBPP, inference(), means(), adjustment,
            0.95)
            .of(List.of(contrasts))).getMessage();
        assertTrue(message.contains(part), message);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.11558575284, 0.03486859482, 0.04724456281, 0.18392694287",
        "2, 0.15117431085, 0.03567346709, 0.08125560014, 0.22109302156",
        "5, 0.02238694696, 0.02762236269, -0.03175188907, 0.07652578299"})
    void differencesOfProbabilities(int pair, double value, double error, double lower, double upper) {
        var all = means().means(List.of("period"));
        var comparisons = new Comparisons(inference(), Links.PROBIT, ComparisonKind.PAIRS, Adjustments.NONE, 0.95);
        var difference = comparisons.ofResponses(all, 0, comparisons.of(all, 0)).get(pair);
        assertEquals(value, difference.value(), 1e-5);
        assertEquals(error, difference.standardError(), 1e-5);
        assertEquals(lower, difference.lower(), 2e-5);
        assertEquals(upper, difference.upper(), 2e-5);
    }

    /** Adjusted intervals are wider by the same factor as those of the linear predictor. */
    @Test
    void intervalsOfDifferencesAreAdjusted() {
        var all = means().means(List.of("period"));
        var comparisons = new Comparisons(inference(), Links.PROBIT, ComparisonKind.PAIRS, Adjustments.BONFERRONI,
            0.95);
        var difference = comparisons.ofResponses(all, 0, comparisons.of(all, 0)).get(0);
        double quantile = 2.638257273476751;
        assertEquals(0.11558575284 - quantile * 0.03486859482, difference.lower(), 3e-5);
        assertTrue(Stream.of(difference.lower(), difference.upper()).allMatch(Double::isFinite));
    }
}
