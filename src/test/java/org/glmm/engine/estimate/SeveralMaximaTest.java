package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Likelihoods with two maxima, and those that might have them. */
class SeveralMaximaTest {

    /** Groups of {@code size} zeros and ones; counts[k] groups have k ones. */
    private static Frame groups(int size, String counts) {
        int[] number = Arrays.stream(counts.split(" ")).mapToInt(Integer::parseInt).toArray();
        List<Integer> ones = new ArrayList<>();
        for (int k = 0; k < number.length; k++) {
            for (int i = 0; i < number[k]; i++) {
                ones.add(k);
            }
        }
        int rows = ones.size() * size;
        return new Frame(List.of(
            new NumericColumn("y", IntStream.range(0, rows).mapToDouble(r -> r % size < ones.get(r / size) ? 1 : 0)
            .toArray()),
            new FactorColumn("g", IntStream.range(0, rows).map(r -> r / size).toArray(),
                IntStream.range(0, ones.size()).mapToObj(i -> "g" + i).toList())));
    }

    /**
     * Expected: the highest local maximum of the Laplace approximation, maximised over the intercept on a grid of 61
     * standard deviations from 0 to 60 and then between its neighbours, in R; {@code other} is the lower one.
     */
    @ParameterizedTest
    @CsvSource({
        "2, 18 2 0, 5.834923227, -7.513518989, -7.9406",
        "2, 48 2 0, 7.967313053, -7.844667246, -9.8039",
        "6, 18 2 0 0 0 0 0, 1.628180438, -10.119163520, -10.1719",
        "2, 51 10 39, 18.31817524, -104.28647212, -108.3967",
        "6, 24 6 1 1 2 3 13, 11.41972526, -101.85116065, -102.2257"})
    void theHighestMaximumIsReported(int size, String counts, double deviation, double logLikelihood, String other) {
        FittedModel fit = Fits.fit(groups(size, counts),
            Fits.spec("y ~ 1 + (1 | g)", Distributions.BINOMIAL, Links.LOGIT, Method.LAPLACE, false));
        assertEquals(Verdict.CONVERGED, fit.convergence().verdict());
        assertEquals(logLikelihood, -fit.statistics().minus2LogLikelihood() / 2, 1e-7);
        assertEquals(deviation, fit.covarianceParameters().get(0).standardised(), 1e-4 * deviation);
        assertTrue(searches(fit).contains(other), searches(fit));
    }

    /** The same with the lower maximum on the other side of the one that is found first. */
    @ParameterizedTest
    @CsvSource({"3, 24 5 5 16, 4.538727415, -72.944639957", "3, 9 3 0 8, 5.326926624, -27.254056129"})
    void theFirstMaximumMayBeTheHighest(int size, String counts, double deviation, double logLikelihood) {
        theHighestMaximumIsReported(size, counts, deviation, logLikelihood, "3 starts");
    }

    private static String searches(FittedModel fit) {
        return fit.findings().stream().filter(finding -> finding.kind() == Kind.SEVERAL_STARTS).map(Finding::text)
            .findFirst().orElse("");
    }

    private static FittedModel toenail(Method method) {
        ModelSpec spec = Fits.spec("outcome ~ treatment * time + (1 | patient)", Distributions.BINOMIAL, Links.LOGIT,
            method, false);
        return Fits.fit("toenail", spec);
    }

    /**
     * Toenail infection (De Backer et al. 1998; R package HSAUR3). glmmTMB 1.1.5 with the standard deviation held fixed
     * between 2.5 and 8 has one maximum of the Laplace approximation, -627.8089342 at 4.571.
     */
    @Test
    void toenailByLaplace() {
        FittedModel fit = toenail(Method.LAPLACE);
        assertEquals(-627.8089342, -fit.statistics().minus2LogLikelihood() / 2, 1e-6);
        assertEquals(4.571, fit.covarianceParameters().get(0).standardised(), 1e-3);
        assertTrue(searches(fit).contains("3 starts, which led to the same maximum"), searches(fit));
        assertTrue(fit.findings().stream().anyMatch(finding -> finding.kind() == Kind.APPROXIMATION));
    }

    /** By the trapezoidal rule with 901 points a patient, maximised by optim in R. */
    @Test
    void toenailByQuadrature() {
        FittedModel fit = toenail(Method.QUADRATURE);
        assertEquals(Verdict.CONVERGED, fit.convergence().verdict(), fit.convergence().message());
        assertEquals(-625.39751566, -fit.statistics().minus2LogLikelihood() / 2, 1e-7);
        double[] expected = {-1.6182850715, -0.1607714466, -0.3910016759, -0.1367904397};
        for (int j = 0; j < expected.length; j++) {
            assertEquals(expected[j], fit.fixedEffects().estimates()[j], 3e-6);
        }
        assertEquals(4.0065852282, fit.covarianceParameters().get(0).standardised(), 1e-5);
    }

    /** Where the variance is moderate one search is enough. */
    @Test
    void ordinaryModelsAreSearchedOnce() {
        FittedModel fit = Fits.fit("cbpp", Fits.spec("incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL,
            Links.LOGIT, Method.LAPLACE, false));
        assertEquals("", searches(fit));
    }
}
