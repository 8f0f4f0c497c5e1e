package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.glmm.engine.family.Distributions;
import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.FrameBuilder;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.MissingPolicy;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole fits, of more rows than one chunk and with crossed factors and slopes, bit for bit for several numbers of
 * threads.
 */
class ThreadsTest {

    private static final int ROWS = 9_000;

    @ParameterizedTest
    @CsvSource({
        "y ~ x + (1 + x | g) + (1 | h), normal, REML",
        "count ~ x + (1 | g) + (1 | h), poisson, LAPLACE",
        "count ~ x + (1 + x | g), poisson, RSPL"})
    void doNotChangeABit(String formula, String distribution, Method method) {
        Frame frame = simulate();
        double[] one = numbers(frame, formula, distribution, method, 1);
        for (int threads : new int[] {2, 5}) {
            assertArrayEquals(one, numbers(frame, formula, distribution, method, threads), threads + " threads");
        }
    }

    private static double[] numbers(Frame frame, String formula, String distribution, Method method, int threads) {
        var family = Distributions.named(distribution);
        FittedModel model = Estimator.fit(frame, Fits.spec(formula, family, family.defaultLink(), method, false),
            FitMonitor.SILENT, threads);
        return Stream.of(
            Arrays.stream(model.fixedEffects().estimates()),
            Arrays.stream(model.fixedEffects().covariance()),
            model.covarianceParameters().stream()
            .flatMapToDouble(p -> DoubleStream.of(p.estimate(), p.standardError())),
            model.randomEffects().stream().flatMapToDouble(effects -> Arrays.stream(effects.values())),
            model.randomEffects().stream().flatMapToDouble(effects -> Arrays.stream(effects.predictionErrorVariance())),
            DoubleStream.of(model.statistics().minus2LogLikelihood(), model.statistics().pearsonChiSquare()))
            .flatMapToDouble(part -> part).toArray();
    }

    private static Frame simulate() {
        Random random = new Random(29);
        double[] g = random.doubles(400).map(p -> random.nextGaussian()).toArray();
        double[] h = random.doubles(60).map(p -> 0.5 * random.nextGaussian()).toArray();
        FrameBuilder builder = new FrameBuilder(List.of(new ColumnRequest("y", Kind.NUMERIC),
            new ColumnRequest("count", Kind.NUMERIC), new ColumnRequest("x", Kind.NUMERIC),
            new ColumnRequest("g", Kind.FACTOR), new ColumnRequest("h", Kind.FACTOR)), MissingPolicy.FAIL);
        for (int row = 0; row < ROWS; row++) {
            double x = random.nextGaussian();
            int i = random.nextInt(g.length);
            int j = random.nextInt(h.length);
            double eta = 0.3 * x + g[i] * (0.6 + 0.3 * x) + h[j];
            builder.number(0, eta + random.nextGaussian());
            builder.number(1, Math.floor(Math.exp(eta) + random.nextDouble()));
            builder.number(2, x);
            builder.level(3, "g" + i);
            builder.level(4, "h" + j);
            builder.endRow("row" + row);
        }
        return builder.build();
    }
}
