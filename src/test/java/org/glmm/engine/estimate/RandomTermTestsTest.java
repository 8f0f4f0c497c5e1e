package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.glmm.engine.Glmm;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.inference.ChiSquareMixture;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Extras;
import org.glmm.engine.model.ModelSpec.SmallSample;
import org.glmm.engine.model.RandomTermTest;
import org.glmm.engine.model.Sandwich;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Likelihood-ratio tests of random terms against ranova of lmerTest 3.1.3 (REML) and refits by glmmTMB 1.1.5 (Laplace).
 */
class RandomTermTestsTest {

    private static final Extras TESTS = new Extras(SmallSample.NEVER, Sandwich.NONE, true);

    private static List<RandomTermTest> tests(String dataset, ModelSpec spec) {
        return Glmm.fit(TestFrames.read(dataset, spec.columns()), spec.with(TESTS), FitMonitor.SILENT)
            .randomTermTests();
    }

    /** P-values of the mixtures by R: mean(pchisq(statistic, df, lower.tail = FALSE)), zero for df 0. */
    @ParameterizedTest
    @CsvSource({
        "oats, 1, 0 1, 0.01283430821",
        "oats, 2, 0 1, 0.00282064227",
        "sleepstudy_ris, 1, 1 2, 2.792529815e-10",
        "dyestuff2, 1, 0 1, 1"})
    void restrictedLikelihoods(String name, int row, String degrees, double pValue) {
        Reference reference = Reference.read("tests/" + name + ".tests");
        var tests = tests(reference.dataset(), Fits.spec(reference.formula(), Distributions.NORMAL, Links.IDENTITY,
            Method.REML, true));
        int last = reference.json().get("ranova").get("LRT").size() - 1;
        double expected = reference.json().get("ranova").get("LRT").get(last + 1 - row).asDouble();
        var test = tests.get(row - 1);
        assertEquals(expected, test.statistic(), 1e-6 * Math.max(1, expected));
        assertEquals(degrees, String.join(" ", test.degrees().stream().map(String::valueOf).toList()));
        assertEquals(pValue, ChiSquareMixture.pValue(test), 1e-5 * pValue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bl_clinic", "cbpp"})
    void laplace(String name) {
        Reference reference = Reference.read("tests/" + name + ".tests");
        var tests = tests(reference.dataset(), Fits.spec(reference.formula(), Distributions.BINOMIAL, Links.LOGIT,
            Method.LAPLACE, false));
        var expected = reference.json().get("random_LRT");
        assertEquals(expected.size(), tests.size());
        for (var test : tests) {
            String group = test.hypothesis().replaceAll(".*\\| *(.*)\\)", "$1");
            var peer = expected.get(group);
            assertEquals(peer.get("statistic").asDouble(), test.statistic(), 1e-4, group);
            assertEquals(peer.get("p_mixture").asDouble(), ChiSquareMixture.pValue(test),
                1e-3 * peer.get("p_mixture").asDouble(), group);
        }
    }

    /** Six covariance parameters at once, three of them variances. */
    @Test
    void severalVariancesTogetherAreTestedConservatively() {
        var tests = tests("machines", Fits.spec("score ~ Machine + (0 + Machine | Worker)", Distributions.NORMAL,
            Links.IDENTITY, Method.REML, true));
        assertEquals(List.of(6), tests.get(0).degrees());
        assertTrue(tests.get(0).note().startsWith("Conservative"), tests.get(0).note());
    }

    @Test
    void pseudoLikelihoodsHaveNone() {
        var spec = Fits.spec("favourable/total ~ treatment + (1 | clinic)", Distributions.BINOMIAL, Links.LOGIT,
            Method.RSPL, false);
        var message = assertThrows(ModelException.class, () -> spec.with(TESTS)).getMessage();
        assertTrue(Stream.of("RSPL", "LAPLACE").allMatch(message::contains), message);
    }
}
