package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Links whose means are positive on one side of zero only: a fit starts where all means are possible, and pairs of
 * formulas for the same model find the same fit.
 */
class StartingValuesTest {

    private static final double SAME = 1e-7;

    private static FittedModel gamma(String fixed, Link link, Method method) {
        return Fits.fit("families",
            Fits.spec("y_gamma ~ " + fixed + " + (1 | g)", Distributions.GAMMA, link, method, true));
    }

    @ParameterizedTest
    @EnumSource(names = {"LAPLACE", "RSPL", "MMPL", "QUADRATURE"})
    void aFactorWithoutInterceptIsTheSameModel(Method method) {
        FittedModel with = gamma("trt", Links.INVERSE, method);
        FittedModel without = gamma("0 + trt", Links.INVERSE, method);
        double intercept = with.fixedEffects().estimates()[0];
        assertSame(intercept, without.fixedEffects().estimates()[0]);
        assertSame(intercept + with.fixedEffects().estimates()[1], without.fixedEffects().estimates()[1]);
        assertSame(with.statistics().minus2LogLikelihood(), without.statistics().minus2LogLikelihood());
    }

    @ParameterizedTest
    @CsvSource({"inverse, 0.5", "inverse square, 0.5", "sqrt, -1.5", "power(0.3), 2"})
    void anOffsetInTheSpaceOfXMovesACoefficient(String link, double slope) {
        FittedModel plain = gamma("x", Links.named(link), Method.LAPLACE);
        FittedModel offset = gamma("x + offset(" + slope + " * x)", Links.named(link), Method.LAPLACE);
        assertEquals(Verdict.CONVERGED, plain.convergence().verdict());
        assertSame(plain.fixedEffects().estimates()[0], offset.fixedEffects().estimates()[0]);
        assertSame(plain.fixedEffects().estimates()[1], offset.fixedEffects().estimates()[1] + slope);
        assertSame(plain.statistics().minus2LogLikelihood(), offset.statistics().minus2LogLikelihood());
    }

    /** Responses about 1 / (1 + o): the predictor of their mean less that of the offset is impossible for the least o. */
    @Test
    void anOffsetOutsideTheSpaceOfXLeavesRoomForAllMeans() {
        Random random = new Random(3);
        double[] o = IntStream.range(0, 200).mapToDouble(i -> -0.8 + 4.8 * random.nextDouble()).toArray();
        double[] y = Arrays.stream(o).map(value -> Math.exp(0.1 * random.nextGaussian()) / (1 + value)).toArray();
        int[] g = IntStream.range(0, o.length).map(i -> i % 10).toArray();
        Frame frame = new Frame(List.of(new NumericColumn("y", y), new NumericColumn("o", o),
            new FactorColumn("g", g, IntStream.range(0, 10).mapToObj(i -> "g" + i).toList())));
        FittedModel fit = Fits.fit(frame, Fits.spec("y ~ 1 + offset(o) + (1 | g)", Distributions.GAMMA, Links.INVERSE,
            Method.LAPLACE, true));
        assertEquals(1, fit.fixedEffects().estimates()[0], 4 * fit.fixedEffects().standardError(0));
        assertTrue(fit.fixedEffects().standardError(0) < 0.02);
    }

    /** Fisher scoring overshoots with this link so that its steps hardly shrink. */
    @ParameterizedTest
    @EnumSource(names = {"RSPL", "MSPL"})
    void fisherScoringThatOvershootsSettles(Method method) {
        for (Link link : new Link[] {Links.power(0.3), Links.LOG}) {
            FittedModel fit = Fits.fit("families", Fits.spec("y_invgauss ~ x + trt + (1 | g) + (0 + x | g)",
                Distributions.INVERSE_GAUSSIAN, link, method, true));
            assertEquals(Verdict.CONVERGED, fit.convergence().verdict(), fit.convergence().message());
        }
    }

    private static void assertSame(double expected, double actual) {
        assertEquals(expected, actual, SAME * Math.max(1, Math.abs(expected)));
    }
}
