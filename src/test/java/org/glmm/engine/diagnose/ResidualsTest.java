package org.glmm.engine.diagnose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidualsTest {

    private static final double RELATIVE = 1e-5;

    /** The files say where their numbers come from: lme4 and dense matrices, Cook's distances by explicit refits. */
    @ParameterizedTest
    @ValueSource(strings = {"sleepstudy", "oats", "penicillin"})
    void areThoseOfDenseMatricesAndRefits(String dataset) {
        var lines = TestFrames.lines("/org/glmm/engine/diagnose/" + dataset + ".csv");
        var fit = TestFit.linear(dataset, lines.get(1).substring("formula,".length()));
        var residuals = Residuals.of(fit.rows(), 1);
        var influence = Influence.of(fit.rows(), InfluenceRequest.ALL);
        double[][] actual = {residuals.fitted(), residuals.marginalFitted(), residuals.raw(), residuals.marginalRaw(),
            residuals.pearson(), residuals.studentised(), residuals.marginalStudentised(), residuals.leverage(),
            influence.rows()};
        for (int column = 0; column < actual.length; column++) {
            double[] expected = column(lines, column);
            double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            for (int row = 0; row < expected.length; row++) {
                assertEquals(expected[row], actual[column][row], RELATIVE * size, lines.get(2).split(",")[column]);
            }
        }
        for (int row = 0; row < fit.frame().rows(); row++) {
            assertEquals(residuals.raw()[row], residuals.deviance()[row], 1e-12);
            assertEquals(residuals.pearson()[row], residuals.quantile()[row], 1e-7);
        }
    }

    private static double[] column(List<String> lines, int column) {
        return lines.stream().skip(3).mapToDouble(line -> Double.parseDouble(line.split(",")[column])).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleepstudy", "oats"})
    void distancesOfGroupsAreThoseOfRefits(String dataset) {
        var lines = TestFrames.lines("/org/glmm/engine/diagnose/" + dataset + ".csv");
        var fit = TestFit.linear(dataset, lines.get(1).substring("formula,".length()));
        double[] distances = Influence.of(fit.rows(), InfluenceRequest.ALL).groups().get(0).distances();
        double[] expected = column(lines, 9);
        for (int row = 0; row < expected.length; row++) {
            assertEquals(expected[row], distances[row], RELATIVE * expected[row]);
        }
    }

    /** Counts: Phi of a quantile residual lies between the probabilities of fewer, and of at most as many events. */
    @Test
    void quantileResidualsOfCountsAreRandomWithinTheirRange() {
        var fit = TestFit.of("epil", "y ~ base + trt + (1 | subject)", Distributions.POISSON, Method.LAPLACE, false);
        var residuals = Residuals.of(fit.rows(), 7);
        double[] y = ((NumericColumn) fit.frame().column("y")).values();
        var normal = new NormalDistribution();
        for (int row = 0; row < y.length; row++) {
            var poisson = new PoissonDistribution(residuals.fitted()[row]);
            double u = normal.cumulativeProbability(residuals.quantile()[row]);
            assertTrue(u >= poisson.cumulativeProbability((int) y[row] - 1) - 1e-8);
            assertTrue(u <= poisson.cumulativeProbability((int) y[row]) + 1e-8);
            double mu = residuals.fitted()[row];
            assertEquals((y[row] - mu) / Math.sqrt(mu), residuals.pearson()[row], 1e-10);
            double deviance = 2 * ((y[row] == 0 ? 0 : y[row] * Math.log(y[row] / mu)) - (y[row] - mu));
            assertEquals(Math.signum(y[row] - mu) * Math.sqrt(deviance), residuals.deviance()[row], 1e-7);
        }
        assertArrayEquals(residuals.quantile(), Residuals.of(fit.rows(), 7).quantile(), 0);
        assertNotEquals(residuals.quantile()[0], Residuals.of(fit.rows(), 8).quantile()[0]);
        var zeros = FitChecks.of(fit.rows(), residuals).zeros().orElseThrow();
        assertEquals(Arrays.stream(y).filter(count -> count == 0).count(), zeros.observed());
        assertEquals(Arrays.stream(residuals.fitted()).map(mu -> Math.exp(-mu)).sum(), zeros.expected(), 1e-8);
    }

    @Test
    void anInflatedVarianceLeavesNoDistribution() {
        var fit = TestFit.of("epil", "y ~ base + trt + (1 | subject)", Distributions.POISSON, Method.RSPL, true);
        var residuals = Residuals.of(fit.rows(), 7);
        assertTrue(Arrays.stream(residuals.quantile()).allMatch(Double::isNaN));
        var checks = FitChecks.of(fit.rows(), residuals);
        assertTrue(checks.zeros().isEmpty() && checks.uniformity().isEmpty());
    }

    /** R 4.2: ks.test(x, "pnorm", exact = TRUE). */
    @Test
    void uniformityIsThatOfR() {
        var test = FitChecks.Uniformity.of(new double[] {-1.2, 0.3, 0.7, 1.9, -0.2, 0.05, 2.4, 0.9});
        assertEquals(0.29574, test.statistic(), 5e-6);
        assertEquals(0.4074, test.pValue(), 5e-5);
        double[] reactions = Stream.of(TestFrames.lines("/data/sleepstudy.csv"))
            .flatMap(lines -> lines.stream().skip(1)).mapToDouble(line -> Double.parseDouble(line.split(",")[0]))
            .toArray();
        double mean = Arrays.stream(reactions).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(reactions).map(v -> (v - mean) * (v - mean)).sum() / 179);
        test = FitChecks.Uniformity.of(Arrays.stream(reactions).map(v -> (v - mean) / deviation).toArray());
        assertEquals(0.0757545827204, test.statistic(), 1e-9);
        assertEquals(0.2404727448826, test.pValue(), 1e-4);
    }
}
