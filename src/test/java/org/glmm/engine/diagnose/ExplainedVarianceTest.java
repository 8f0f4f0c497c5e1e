package org.glmm.engine.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.glmm.engine.family.Distributions;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.model.Method;
import org.junit.jupiter.api.Test;

/**
 * Against the formulas of Nakagawa et al. (2017) and Johnson (2014), written in R for fits of lme4 1.1-31 and glmmTMB
 * 1.1.5.
 */
class ExplainedVarianceTest {

    private static void assertVariances(double[] expected, ExplainedVariance actual) {
        double tolerance = 2e-4;
        assertEquals(expected[0], actual.fixed(), tolerance * expected[0]);
        assertEquals(expected[1], actual.random()[0], tolerance * expected[1]);
        assertEquals(expected[2], actual.observation(), tolerance * expected[2]);
        assertEquals(expected[3], actual.marginalR2(), tolerance);
        assertEquals(expected[4], actual.conditionalR2(), tolerance);
        assertEquals(expected[5], actual.intraclassCorrelation(), tolerance);
        assertEquals(expected[5], actual.intraclassCorrelation(0), tolerance);
    }

    @Test
    void ofRandomSlopes() {
        var fit = TestFit.linear("sleepstudy", "Reaction ~ Days + (1 + Days | Subject)");
        assertVariances(new double[] {908.9533626, 1698.071144, 654.9410407, 0.2786520426, 0.799218897, 0.7216584577},
            ExplainedVariance.of(fit.rows()));
    }

    @Test
    void ofNegativeBinomialCounts() {
        var fit = TestFit.of("epil", "y ~ base + trt + (1 | subject)", Distributions.NEGATIVE_BINOMIAL, Method.LAPLACE,
            false);
        assertVariances(new double[] {0.5233707551, 0.2604538849, 0.2311899791, 0.5156287853, 0.7722299022,
            0.5297612845}, ExplainedVariance.of(fit.rows()));
    }

    @Test
    void ofEventsAmongTrials() {
        var fit = TestFit.of("cbpp", "cbind(incidence, size - incidence) ~ factor(period) + (1 | herd)",
            Distributions.BINOMIAL, Method.LAPLACE, false);
        assertVariances(new double[] {0.3457763776, 0.4125000556, 3.289868134, 0.08541601514, 0.1873145637,
            0.1114151901}, ExplainedVariance.of(fit.rows()));
    }

    /**
     * An effect for each row is over-dispersion: its variance counts as observation-level variance, not as explained.
     */
    @Test
    void effectsOfSingleRowsExplainNothing() {
        var fit = TestFit.of("grouseticks", "TICKS ~ YEAR + (1 | BROOD) + (1 | INDEX)", Distributions.POISSON,
            Method.LAPLACE, false);
        var variances = ExplainedVariance.of(fit.rows());
        double rows = fit.model().randomEffects().get(1).covariance()[0];
        var ticks = ((NumericColumn) fit.frame().column("TICKS")).values();
        double mean = Arrays.stream(ticks).average().orElseThrow();
        assertEquals(0, variances.random()[1], 0);
        assertEquals(rows + Math.log(1 + 1 / mean), variances.observation(), 1e-12);
        assertTrue(variances.meaning().endsWith("and the effects of single rows"));
    }
}
