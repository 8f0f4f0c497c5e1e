package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.ejml.simple.SimpleMatrix;
import org.glmm.engine.design.Design;
import org.glmm.engine.design.ResponseValues;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * REML and ML fits of unbalanced random designs, nested, crossed, with slopes and weights, against dense matrices: the
 * likelihood of the reported parameters, generalized least squares, and the derivatives of the likelihood, which
 * vanish unless a correlation is one.
 */
class RandomGaussianModelsTest {

    private static final int ROWS = 90;

    static Stream<Arguments> models() {
        return Stream.of("y ~ x + a + (1 | g)", "y ~ x * a + (1 + x | g)", "y ~ x + (1 | g) + (1 | h)",
            "y ~ a + (1 | g) + (1 | g:a)", "y ~ x + a + (1 + x | g) + (1 | h)", "y ~ 0 + a + (0 + x | g) + (1 | h)")
            .flatMap(formula -> Stream.of(Method.REML, Method.ML).flatMap(method -> IntStream.range(0, 3)
                .mapToObj(seed -> Arguments.of(formula, method, seed, seed == 2))));
    }

    private static Frame frame(int seed) {
        Random random = new Random(1000 + seed);
        int[] g = IntStream.range(0, ROWS).map(r -> r < 12 ? r : random.nextInt(12)).toArray();
        int[] h = IntStream.range(0, ROWS).map(r -> r < 7 ? r : random.nextInt(7)).toArray();
        int[] a = IntStream.range(0, ROWS).map(r -> r % 3).toArray();
        double[] x = random.doubles(ROWS, -1, 3).toArray();
        double[] ofG = random.ints(24, -300, 300).mapToDouble(i -> i / 150.0).toArray();
        double[] ofH = random.ints(7, -300, 300).mapToDouble(i -> i / 200.0).toArray();
        double[] y = new double[ROWS];
        Arrays.setAll(y, r -> 5 + x[r] + a[r] + ofG[g[r]] + 0.6 * ofG[12 + (g[r] + a[r]) % 12]
            + 0.7 * x[r] * ofG[12 + g[r]] + ofH[h[r]] + random.nextGaussian());
        double[] w = random.doubles(ROWS, 0.3, 4).toArray();
        return new Frame(List.of(new NumericColumn("y", y), new NumericColumn("x", x), new NumericColumn("w", w),
            factor("a", a, 3), factor("g", g, 12), factor("h", h, 7)));
    }

    private static FactorColumn factor(String name, int[] codes, int levels) {
        return new FactorColumn(name, codes, IntStream.range(0, levels).mapToObj(l -> name + l).toList());
    }

    @ParameterizedTest
    @MethodSource("models")
    void theFitIsThatOfDenseMatrices(String formula, Method method, int seed, boolean weighted) {
        Frame frame = frame(seed);
        ModelSpec plain = Fits.spec(formula, Distributions.NORMAL, Distributions.NORMAL.defaultLink(), method, true);
        ModelSpec spec = weighted ? Fits.weighted(plain, "w") : plain;
        FittedModel fit = Fits.fit(frame, spec);
        assertTrue(fit.convergence().verdict() != Verdict.NOT_CONVERGED, fit.convergence().message());
        Design design = Design.of(spec.formula(), frame, spec.categorical());
        double[] w = new double[ROWS];
        Arrays.fill(w, 1);
        var dense = new DenseLikelihood(design, ((ResponseValues.Numeric) design.response()).values(),
            weighted ? ((NumericColumn) frame.column("w")).values() : w, "us", method == Method.REML);
        double[] at = fit.covarianceParameters().stream().mapToDouble(CovarianceParameter::estimate).toArray();
        assertEquals(dense.minus2LogLikelihood(at), fit.statistics().minus2LogLikelihood(), 1e-8);
        SimpleMatrix covariance = dense.fixedCovariance(at);
        double[] beta = dense.fixedEffects(at);
        for (int j = 0; j < beta.length; j++) {
            double error = Math.sqrt(covariance.get(j, j));
            assertEquals(beta[j], fit.fixedEffects().estimates()[j], 1e-7 * error);
            assertEquals(error, fit.fixedEffects().standardError(j), 1e-7 * error);
        }
        if (fit.convergence().verdict() == Verdict.CONVERGED) {
            assertStationary(dense, at);
        }
    }

    /** The Newton step from the estimates is a small part of the standard errors of the covariance parameters. */
    private static void assertStationary(DenseLikelihood dense, double[] at) {
        var information = dense.information(at);
        var gradient = DenseLikelihood.jacobian(p -> new double[] {dense.minus2LogLikelihood(p) / 2}, at);
        var step = information.solve(gradient.transpose());
        var errors = information.invert();
        for (int i = 0; i < at.length; i++) {
            assertTrue(Math.abs(step.get(i)) < 1e-4 * Math.sqrt(errors.get(i, i)), "step " + step.get(i) + " of "
                + at[i]);
        }
    }
}
