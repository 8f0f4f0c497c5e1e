package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.glmm.engine.Glmm;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.CovarianceParameter.State;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Control;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits in trouble are flagged, and impossible ones are refused in one clear sentence. */
class TroubleTest {

    private static final int ROWS = 24;
    private static final double SAME = 1e-9;

    private static Frame frame(double[] y) {
        Random random = new Random(5);
        double[] x = IntStream.range(0, y.length).mapToDouble(i -> random.nextGaussian()).toArray();
        int[] codes = IntStream.range(0, y.length).map(i -> i % 6).toArray();
        int[] one = new int[y.length];
        return new Frame(List.of(new NumericColumn("y", y), new NumericColumn("x", x),
            new FactorColumn("g", codes, List.of("a", "b", "c", "d", "e", "f")),
            new FactorColumn("one", one, List.of("a")),
            new NumericColumn("row", IntStream.range(0, y.length).asDoubleStream().toArray()),
            new NumericColumn("w", IntStream.range(0, y.length).mapToDouble(i -> i - 3).toArray())));
    }

    private static double[] noise() {
        Random random = new Random(17);
        return IntStream.range(0, ROWS).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static ModelSpec spec(String formula, Distribution distribution) {
        return Fits.spec(formula, distribution, distribution.defaultLink(),
            distribution == Distributions.NORMAL ? Method.REML : Method.RSPL, false);
    }

    private static void assertRefused(Frame frame, ModelSpec spec, String... words) {
        String message = assertThrows(ModelException.class, () -> Fits.fit(frame, spec)).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
        assertEquals(-1, message.indexOf('\n'), message);
    }

    private static void assertFound(FittedModel fit, Kind kind, String... words) {
        String text = fit.findings().stream().filter(finding -> finding.kind() == kind).map(Finding::text)
            .collect(Collectors.joining(" / "));
        for (String word : words) {
            assertTrue(text.contains(word), word + " is not in: " + text + " of " + fit.findings());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Method.class, names = {"RSPL", "MSPL", "RMPL", "MMPL", "LAPLACE"})
    void separationIsFlaggedAndNamed(Method method) {
        for (boolean scale : method.marginalLikelihood() ? new boolean[] {false} : new boolean[] {false, true}) {
            for (String response : List.of("y_sep", "y_full")) {
                FittedModel fit = Fits.fit("separation", Fits.spec(response + " ~ x + z + (1 | g)",
                    Distributions.BINOMIAL, Distributions.BINOMIAL.defaultLink(), method, scale));
                assertEquals(Verdict.NOT_CONVERGED, fit.convergence().verdict());
                assertTrue(fit.convergence().message().contains("separation"), fit.convergence().message());
                assertFound(fit, Kind.SEPARATION, "all 48 rows with x = hi have " + response + " = 1", "x=lo",
                    "infinite");
            }
        }
    }

    /**
     * The search for an infinite estimate ends where the likelihood hardly rises; expected for Laplace: glmmTMB 1.1.5.
     */
    @ParameterizedTest
    @EnumSource(value = Method.class, names = {"LAPLACE", "QUADRATURE"})
    void infiniteEstimatesAreNotFollowedFar(Method method) {
        for (String response : List.of("y_sep", "y_full")) {
            FittedModel fit = Fits.fit("separation", Fits.spec(response + " ~ x + z + (1 | g)", Distributions.BINOMIAL,
                Distributions.BINOMIAL.defaultLink(), method, false));
            double size = Math.abs(fit.fixedEffects().estimates()[1]);
            assertTrue(size > 15 && size < 80, "" + size);
            assertTrue(fit.fixedEffects().standardError(1) > 1000, "" + fit.fixedEffects().standardError(1));
            assertTrue(fit.convergence().iterations() < 20, "" + fit.convergence().iterations());
            if (response.equals("y_sep") && method == Method.LAPLACE) {
                assertEquals(0.0423163994921146, fit.fixedEffects().estimates()[2], 1e-4);
                assertEquals(-30.4330923738257, -fit.statistics().minus2LogLikelihood() / 2, 1e-6);
            }
        }
    }

    @Test
    void aPerfectCorrelationIsFlagged() {
        double[] y = noise();
        Frame frame = frame(y);
        double[] x = ((NumericColumn) frame.column("x")).values();
        double[] size = {-3, -2, -1, 1, 2, 3};
        for (int i = 0; i < ROWS; i++) {
            y[i] = 0.2 * y[i] + size[i % 6] * (1 + x[i]);
        }
        FittedModel fit = Fits.fit(frame, spec("y ~ x + (1 + x | g)", Distributions.NORMAL));
        assertTrue(fit.covarianceParameters().get(1).standardised() > 0.999);
        FittedModel exact = Fits.fit(replace(frame, "y", IntStream.range(0, ROWS)
            .mapToDouble(i -> size[i % 6] * (1 + x[i]) + 0.3 * Math.sin(7.0 * i)).toArray()),
            spec("y ~ x + (1 + x | g)", Distributions.NORMAL));
        assertEquals(Verdict.BOUNDARY, exact.convergence().verdict());
        assertEquals(State.BOUNDARY, exact.covarianceParameters().get(1).state());
        assertEquals(1, exact.covarianceParameters().get(1).standardised(), 1e-8);
        assertTrue(exact.warnings().get(0).contains("the correlation of x and (Intercept) for g is estimated as 1"),
            exact.warnings().get(0));
    }

    private static Frame replace(Frame frame, String name, double[] values) {
        return new Frame(frame.columnNames().stream()
            .map(c -> c.equals(name) ? new NumericColumn(name, values) : frame.column(c)).toList());
    }

    @Test
    void aPerfectFitIsFlagged() {
        Frame frame = frame(noise());
        double[] x = ((NumericColumn) frame.column("x")).values();
        FittedModel fit = Fits.fit(replace(frame, "y", IntStream.range(0, ROWS).mapToDouble(i -> 3 + 2 * x[i])
            .toArray()),
            spec("y ~ x + (1 | g)", Distributions.NORMAL));
        assertEquals(Verdict.NOT_CONVERGED, fit.convergence().verdict());
        assertTrue(fit.convergence().message().contains("residual"), fit.convergence().message());
        assertEquals(2, fit.fixedEffects().estimates()[1], 1e-6);
    }

    /** Twelve groups by three conditions, four times; the groups do not differ in condition r. */
    private static Frame conditions() {
        int rows = 144;
        Random random = new Random(23);
        double[][] effects = new double[12][];
        Arrays.setAll(effects, g -> new double[] {2 * random.nextGaussian(), 2 * random.nextGaussian()});
        double[] p = IntStream.range(0, rows).mapToDouble(i -> i % 3 == 0 ? 1 : 0).toArray();
        double[] q = IntStream.range(0, rows).mapToDouble(i -> i % 3 == 1 ? 1 : 0).toArray();
        int[] g = IntStream.range(0, rows).map(i -> i / 3 % 12).toArray();
        double[] y = IntStream.range(0, rows).mapToDouble(i -> p[i] * effects[g[i]][0] + q[i] * (effects[g[i]][0] / 3
            + effects[g[i]][1]) + (i / 36 % 2 == 0 ? 1 : -1) * (1 + i % 5 / 5.0)).toArray();
        return new Frame(List.of(new NumericColumn("y", y), new NumericColumn("p", p), new NumericColumn("q", q),
            new FactorColumn("a", IntStream.range(0, rows).map(i -> i % 3).toArray(), List.of("p", "q", "r")),
            new FactorColumn("g", g, IntStream.range(0, 12).mapToObj(i -> "g" + i).toList())));
    }

    /** The deviance is that of the model without the effect whose variance is zero. */
    @ParameterizedTest
    @ValueSource(strings = {"diag", "csh"})
    void aZeroVarianceAmongOthersIsNamed(String structure) {
        FittedModel fit = Fits.fit(conditions(), spec("y ~ a + " + structure + "(0 + a | g)", Distributions.NORMAL));
        FittedModel without = Fits.fit(conditions(),
            spec("y ~ a + " + structure + "(0 + p + q | g)", Distributions.NORMAL));
        assertEquals(Verdict.CONVERGED, without.convergence().verdict());
        assertEquals(Verdict.BOUNDARY, fit.convergence().verdict(), fit.convergence().message());
        assertFound(fit, Kind.BOUNDARY, "the variance of a=r for g is estimated as zero");
        assertEquals(without.statistics().minus2LogLikelihood(), fit.statistics().minus2LogLikelihood(), 1e-6);
        assertEquals(State.BOUNDARY, fit.covarianceParameters().stream().filter(
            parameter -> parameter.kind() == CovarianceParameter.Kind.VARIANCE && parameter.effect().equals("a=r"))
            .findFirst().orElseThrow().state());
    }

    /** Units of a covariate change its coefficient, and the intercept, and nothing else. */
    @ParameterizedTest
    @CsvSource({"1e8, 0", "1e-8, 0", "1, 1e6", "1e3, -1e6"})
    void theScaleOfACovariateDoesNotMatter(double factor, double shift) {
        for (Method method : List.of(Method.REML, Method.LAPLACE, Method.RSPL)) {
            String formula = (method == Method.REML ? "y" : "yb") + " ~ x + A + (1 | g)";
            Distribution distribution = method == Method.REML ? Distributions.NORMAL : Distributions.BINOMIAL;
            ModelSpec spec = Fits.spec(formula, distribution, distribution.defaultLink(), method, false);
            Frame frame = TestFrames.read("edge_small", spec.columns());
            double[] x = ((NumericColumn) frame.column("x")).values();
            FittedModel plain = Fits.fit(frame, spec);
            FittedModel wild = Fits.fit(replace(frame, "x", Arrays.stream(x).map(v -> factor * v + shift).toArray()),
                spec);
            assertEquals(plain.findings(), wild.findings());
            assertEquals(plain.convergence().verdict(), wild.convergence().verdict());
            double[] expected = plain.fixedEffects().estimates();
            double[] actual = wild.fixedEffects().estimates();
            assertEquals(expected[1], factor * actual[1], SAME * Math.abs(expected[1]));
            assertEquals(expected[2], actual[2], SAME);
            assertEquals(plain.fixedEffects().standardError(1), factor * wild.fixedEffects().standardError(1),
                SAME * plain.fixedEffects().standardError(1));
            assertEquals(plain.fixedEffects().standardError(2), wild.fixedEffects().standardError(2), SAME);
            assertEquals(plain.covarianceParameters().get(0).estimate(), wild.covarianceParameters().get(0).estimate(),
                SAME);
            assertEquals(plain.statistics().pearsonChiSquare(), wild.statistics().pearsonChiSquare(),
                SAME * plain.statistics().pearsonChiSquare());
            double jacobian = method.restricted() ? 2 * Math.log(factor) : 0;
            assertEquals(plain.statistics().minus2LogLikelihood(), wild.statistics().minus2LogLikelihood() - jacobian,
                1e-8);
        }
    }

    /** An independent slope over calendar days, stopped early: the way out is named. */
    @Test
    void anIndependentSlopeFarFromZeroIsNamedIfTheFitFails() {
        ModelSpec full = Fits.spec("Reaction ~ Days + (Days || Subject)", Distributions.NORMAL,
            Distributions.NORMAL.defaultLink(), Method.REML, false);
        ModelSpec spec = new ModelSpec(full.formula(), full.distribution(), full.link(), full.method(),
            full.estimateScale(), Optional.empty(), Optional.empty(), Set.of(), new Control(2, 1e-8));
        Frame frame = TestFrames.read("sleepstudy", spec.columns());
        double[] days = ((NumericColumn) frame.column("Days")).values();
        FittedModel fit = Fits.fit(replace(frame, "Days", Arrays.stream(days).map(day -> day + 1e6).toArray()), spec);
        assertEquals(Verdict.NOT_CONVERGED, fit.convergence().verdict());
        assertFound(fit, Kind.NOT_CONVERGED,
            "subtract their means from the covariates of the random slopes Days in (1 + Days || Subject)");
        assertEquals(10.46728595959596, fit.fixedEffects().estimates()[1], 1e-6);
    }

    /** The estimate is there, flagged, with advice, whatever the method. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void iterationLimitsAreFlaggedWithAdvice(Method method) {
        Distribution distribution = method.linear() ? Distributions.NORMAL : Distributions.POISSON;
        ModelSpec full = Fits.spec(method.linear() ? "Reaction ~ Days + (Days | Subject)"
            : "y ~ trt + V4 + (1 + V4 | subject)",
            distribution, distribution.defaultLink(), method, false);
        for (int limit = 1; limit <= 2; limit++) {
            ModelSpec spec = new ModelSpec(full.formula(), full.distribution(), full.link(), method,
                full.estimateScale(), Optional.empty(), Optional.empty(), Set.of(), new Control(limit, 1e-8));
            FittedModel fit = Fits.fit(method.linear() ? "sleepstudy" : "epil", spec);
            assertEquals(Verdict.NOT_CONVERGED, fit.convergence().verdict());
            assertFound(fit, Kind.NOT_CONVERGED, "The fit has not converged", "allow more iterations");
            assertTrue(Arrays.stream(fit.fixedEffects().estimates()).allMatch(Double::isFinite));
            assertTrue(fit.covarianceParameters().get(0).estimate() > 0);
        }
    }

    @Test
    void droppedColumnsAreNamed() {
        FittedModel fit = Fits.fit("edge_small", spec("y ~ x + x2 + A + B + (1 | g)", Distributions.NORMAL));
        assertTrue(fit.warnings().stream().anyMatch(w -> w.contains("x2, B=v, B=w") && w.contains("dropped")),
            fit.warnings().toString());
    }

    /**
     * Errors of what is determined: numDeriv's Hessian of the dense REML criterion without (1 | Subject), at its
     * minimum.
     */
    @Test
    void confoundedRandomTermsAreFlagged() {
        FittedModel fit = Fits.normal("sleepstudy", "Reaction ~ Days + (1 | Subject) + (Days | Subject)", Method.REML);
        assertFound(fit, Kind.CONFOUNDED, "(1 | Subject) and (1 + Days | Subject)", "the effect (Intercept)");
        assertFound(fit, Kind.INFORMATION, "not positive definite", "1.00 x variance of (Intercept) in (1 | Subject)"
            + " - 1.00 x variance of (Intercept) in (1 + Days | Subject)");
        double[] errors = fit.covarianceParameters().stream().mapToDouble(CovarianceParameter::standardError).toArray();
        assertArrayEquals(new double[] {Double.NaN, Double.NaN, 46.67846955, 14.78206175, 77.18554025}, errors, 1e-4);
    }

    @Test
    void anEffectForEachRowAndAScaleDescribeTheSame() {
        double[] counts = IntStream.range(0, ROWS).mapToDouble(i -> (i * i) % 7).toArray();
        ModelSpec spec = Fits.spec("y ~ x + (1 | row)", Distributions.POISSON, Distributions.POISSON.defaultLink(),
            Method.RSPL, true);
        assertTrue(Fits.fit(frame(counts), spec).warnings().stream().anyMatch(w -> w.contains("(1 | row)")));
    }

    @Test
    void tooFewIterationsAreFlaggedWithAdvice() {
        ModelSpec full = Fits.spec("favourable/total ~ treatment + (1 | clinic) + (1 | clinic:treatment)",
            Distributions.BINOMIAL, Distributions.BINOMIAL.defaultLink(), Method.RSPL, false);
        ModelSpec spec = new ModelSpec(full.formula(), full.distribution(), full.link(), full.method(), false,
            Optional.empty(), Optional.empty(), Set.of(), new Control(2, 1e-8));
        FittedModel fit = Fits.fit("beitler_landis", spec);
        assertEquals(Verdict.NOT_CONVERGED, fit.convergence().verdict());
        assertEquals(2, fit.convergence().iterations());
        assertTrue(fit.convergence().message().contains("allow more iterations"), fit.convergence().message());
    }

    /** The fixed effects and the sum of the variances are those of ordinary least squares (commons-math3). */
    @Test
    void aRandomTermThatEqualsTheResidualIsFlagged() {
        Frame frame = frame(noise());
        FittedModel fit = Fits.fit(frame, spec("y ~ x + (1 | row)", Distributions.NORMAL));
        assertFound(fit, Kind.CONFOUNDED, "(1 | row)", "24 levels", "24 rows", "residual");
        SimpleRegression regression = new SimpleRegression();
        double[] x = ((NumericColumn) frame.column("x")).values();
        double[] y = ((NumericColumn) frame.column("y")).values();
        for (int r = 0; r < ROWS; r++) {
            regression.addData(x[r], y[r]);
        }
        assertEquals(regression.getSlope(), fit.fixedEffects().estimates()[1], 1e-8);
        assertEquals(regression.getMeanSquareError(),
            fit.covarianceParameters().stream().mapToDouble(CovarianceParameter::estimate).sum(), 1e-7);
    }

    @Test
    void responsesThatCannotHaveTheDistributionAreRefused() {
        assertRefused(frame(noise()), spec("y ~ x + (1 | g)", Distributions.POISSON), "\"y\"", "row 1", "count");
        assertRefused(frame(noise()), spec("y ~ x + (1 | g)", Distributions.BINOMIAL), "\"y\"", "row 1", "proportion");
        assertRefused(frame(new double[ROWS]), spec("y ~ x + (1 | g)", Distributions.POISSON), "\"y\"",
            "same value (0)");
        assertRefused(frame(noise()), spec("g ~ x", Distributions.NORMAL), "\"g\"", "not numeric");
        assertRefused(frame(noise()), spec("g ~ x", Distributions.BINOMIAL), "\"g\"", "6 levels", "exactly two");
        assertRefused(frame(noise()), spec("one ~ x", Distributions.BINOMIAL), "\"one\"", "1 level ");
        assertRefused(TestFrames.read("beitler_landis", List.of("clinic", "treatment", "favourable", "total")),
            spec("favourable/total ~ treatment + (1 | clinic)", Distributions.POISSON), "events and trials",
            "binomial");
    }

    @Test
    void weightsMustBePositive() {
        assertRefused(frame(noise()), Fits.weighted(spec("y ~ x + (1 | g)", Distributions.NORMAL), "w"), "\"w\"", "-3",
            "row 1");
    }

    @Test
    void theEventLevelCanBeChosen() {
        Frame frame = new Frame(List.of(
            new FactorColumn("y", IntStream.range(0, ROWS).map(i -> (i * 5 % 7) / 4).toArray(), List.of("no", "yes")),
            frame(noise()).column("x"), frame(noise()).column("g")));
        ModelSpec last = spec("y ~ x + (1 | g)", Distributions.BINOMIAL);
        ModelSpec first = new ModelSpec(last.formula(), last.distribution(), last.link(), last.method(), false,
            Optional.empty(), Optional.of("no"), Set.of(), Control.DEFAULT);
        FittedModel yes = Fits.fit(frame, last);
        FittedModel no = Fits.fit(frame, first);
        assertEquals(Optional.of("yes"), yes.spec().eventLevel());
        assertEquals(-no.fixedEffects().estimates()[1], yes.fixedEffects().estimates()[1], 1e-8);
        ModelSpec neither = new ModelSpec(last.formula(), last.distribution(), last.link(), last.method(), false,
            Optional.empty(), Optional.of("maybe"), Set.of(), Control.DEFAULT);
        assertRefused(frame, neither, "\"maybe\"", "\"no\", \"yes\"");
    }

    @Test
    void impossibleCombinationsAreRefused() {
        Formula formula = Formula.parse("y ~ x + (1 | g)");
        for (Method method : List.of(Method.RSPL, Method.MSPL)) {
            assertThrows(ModelException.class, () -> Fits.spec("y ~ x", Distributions.NORMAL,
                Distributions.NORMAL.defaultLink(), method, true));
        }
        assertThrows(ModelException.class, () -> Fits.spec("y ~ x", Distributions.POISSON,
            Distributions.POISSON.defaultLink(), Method.REML, false));
        assertThrows(ModelException.class, () -> Fits.spec("y ~ x", Distributions.NORMAL,
            Distributions.NORMAL.defaultLink(), Method.LAPLACE, true));
        assertThrows(ModelException.class, () -> Fits.spec("y ~ x", Distributions.POISSON,
            Distributions.POISSON.defaultLink(), Method.LAPLACE, true));
        assertThrows(ModelException.class, () -> Fits.spec("y ~ x", Distributions.POISSON,
            Distributions.BINOMIAL.defaultLink(), Method.RSPL, false));
        assertThrows(ModelException.class, () -> new ModelSpec(formula, Distributions.NORMAL,
            Distributions.NORMAL.defaultLink(), Method.REML, false, Optional.empty(), Optional.empty(), Set.of(),
            Control.DEFAULT));
        assertThrows(ModelException.class, () -> new Control(0, 1e-8));
        assertThrows(ModelException.class, () -> new Control(10, 0));
    }

    @Test
    void aFitCanBeCancelledAtEveryEvaluation() {
        Frame frame = frame(noise());
        ModelSpec spec = spec("y ~ x + (1 + x | g)", Distributions.NORMAL);
        int[] calls = new int[1];
        FitMonitor counting = (phase, iteration, objective, gradient) -> calls[0]++;
        Glmm.fit(frame, spec, counting);
        assertTrue(calls[0] > 3);
        for (int last = 1; last <= 3; last++) {
            int[] left = {last};
            FitMonitor cancelling = (phase, iteration, objective, gradient) -> {
                if (--left[0] == 0) {
                    throw new CancellationException();
                }
            };
            assertThrows(CancellationException.class, () -> Glmm.fit(frame, spec, cancelling));
        }
    }

    /**
     * Crossed factors of 1,500 levels each: a factorisation takes a good part of a second, most of it in one dense
     * block.
     */
    @Test
    void aFitCanBeCancelledWithinAFactorisation() {
        int levels = 1_500;
        int rows = 20 * levels;
        Random random = new Random(8);
        double[] y = IntStream.range(0, rows).mapToDouble(i -> random.nextGaussian()).toArray();
        Frame frame = new Frame(List.of(new NumericColumn("y", y),
            new NumericColumn("a", IntStream.range(0, rows).mapToDouble(i -> i % levels).toArray()),
            new NumericColumn("b", IntStream.range(0, rows).mapToDouble(i -> random.nextInt(levels)).toArray())));
        CancelledFit monitor = new CancelledFit();
        assertThrows(CancellationException.class,
            () -> Glmm.fit(frame, spec("y ~ 1 + (1 | a) + (1 | b)", Distributions.NORMAL), monitor));
        double seconds = (System.nanoTime() - monitor.cancelled.get()) * 1e-9;
        assertEquals(1, monitor.evaluations.get());
        assertTrue(seconds < 1, seconds + " seconds");
    }

    /** Cancels in the second evaluation, after a few checkpoints. */
    private static final class CancelledFit implements FitMonitor {

        private static final int CHECKPOINTS = 30;

        private final AtomicInteger evaluations = new AtomicInteger();
        private final AtomicInteger checkpoints = new AtomicInteger();
        private final AtomicLong cancelled = new AtomicLong();

        @Override
        public void progress(String phase, int iteration, double objective, double gradient) {
            evaluations.incrementAndGet();
        }

        @Override
        public void checkpoint() {
            if (evaluations.get() > 0 && checkpoints.incrementAndGet() >= CHECKPOINTS) {
                cancelled.compareAndSet(0, System.nanoTime());
                throw new CancellationException();
            }
        }
    }

    @Test
    void aHundredThousandLevelsOnAsManyRows() {
        int rows = 100_000;
        Random random = new Random(2);
        double[] y = IntStream.range(0, rows).mapToDouble(i -> (int) Math.exp(1 + 0.5 * random.nextGaussian()))
            .toArray();
        Frame frame = new Frame(List.of(new NumericColumn("y", y),
            new NumericColumn("row", IntStream.range(0, rows).asDoubleStream().toArray())));
        FittedModel fit = Fits.fit(frame, spec("y ~ 1 + (1 | row)", Distributions.POISSON));
        assertTrue(fit.convergence().verdict() != Verdict.NOT_CONVERGED, fit.convergence().message());
        assertEquals(rows, fit.randomEffects().get(0).levels().size());
        assertTrue(fit.covarianceParameters().stream().map(CovarianceParameter::estimate).allMatch(Double::isFinite));
    }

    /** Dyestuff2 (Box and Tiao 1973): the batch variance is zero. */
    @ParameterizedTest
    @EnumSource(value = Method.class, names = {"REML", "ML"})
    void aZeroVarianceIsNamed(Method method) {
        FittedModel fit = Fits.normal("dyestuff2", "Yield ~ 1 + (1 | Batch)", method);
        assertEquals(0, fit.covarianceParameters().get(0).estimate(), 0);
        assertEquals(State.BOUNDARY, fit.covarianceParameters().get(0).state());
        assertEquals(
            List.of("The fit has converged on the boundary: the variance of (Intercept) for Batch is estimated "
            + "as zero."), fit.warnings());
    }

    /** Nothing moves the linear predictor of the first row from zero, where this link has no slope. */
    @Test
    void aModelWithoutLinearisationIsRefused() {
        double[] y = IntStream.range(0, ROWS).mapToDouble(i -> i == 0 ? -1 : 1 + i % 5).toArray();
        assertRefused(frame(y), Fits.spec("y ~ 0 + (0 + row | g)", Distributions.NORMAL, Links.named("power(0.7)"),
            Method.LAPLACE, true), "no linearisation to start from", "choose another link");
    }

    /** A mean is impossible. */
    @Test
    void aDispersionEquationWithoutValuesLeavesTheParameterAsItIs() {
        double[] ones = {1, 1};
        var equation = new DispersionEquation(Distributions.BETA, new double[] {Double.NaN, 0.5}, ones, ones, ones);
        assertEquals(3, equation.solve(3), 1e-12);
    }
}
