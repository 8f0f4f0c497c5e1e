package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.glmm.engine.design.Design;
import org.glmm.engine.design.RandomDesign;
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
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random slopes of covariates far from zero, and in any unit. With x* = f x + s the effects are u1* = u1 / f and
 * u0* = u0 - s u1 / f, and so is everything else: G* = A G A' with A = [1, -s/f; 0, 1/f]. Expected values are this
 * arithmetic on reference fits for x.
 */
class DistantSlopesTest {

    /** lme4 1.1-31, Reaction ~ Days + (Days | Subject), REML. */
    private static final double[] BETA = {251.405104848485, 10.4672859595958};
    private static final double[][] BETA_COVARIANCE = {{46.5745718886829, -1.45109572589482},
        {-1.45109572589482, 2.38946331345479}};
    private static final double[][] G = {{612.089939210002, 9.60433295278119}, {9.60433295278119, 35.0716605268777}};
    private static final double RESIDUAL = 654.941027012933;
    private static final double DEVIANCE = 1743.62827195849;
    /** Subject 308. */
    private static final double[] U = {2.25856552029332, 9.19897190};

    /**
     * The covariance matrix of (G00, G01, G11): two times the inverse of the Hessian of the restricted deviance,
     * written with dense matrices, by numDeriv 2016.8 in R.
     */
    private static final double[][] INFORMATION = {{83395.48305478, -2688.40285357, 105.20961558},
        {-2688.40285357, 2178.88176336, -136.10554777}, {105.20961558, -136.10554777, 218.50976327}};

    /**
     * glmmTMB 1.1.5, use ~ age + I(age^2) + urban + livch + (urban | district): coefficients of urban and of the first
     * column.
     */
    private static final double[] CONTRACEPTION_BETA = {-1.06510560255134, 0.774025295237784};
    private static final double[][] CONTRACEPTION_G = {{0.384915658250874, -0.361898672659834},
        {-0.361898672659834, 0.54121065704199}};
    private static final double CONTRACEPTION_URBAN_ERROR = 0.164111027833016;
    private static final double CONTRACEPTION_LOG_LIKELIHOOD = -1180.30514271699;

    private static Frame with(Frame frame, String name, DoubleUnaryOperator change) {
        return new Frame(frame.columnNames().stream().map(column -> !column.equals(name) ? frame.column(column)
            : new NumericColumn(name, numbers(frame, name).map(change).toArray())).toList());
    }

    /** The values of a column; of a factor with two levels zeros and ones. */
    private static DoubleStream numbers(Frame frame, String name) {
        return frame.column(name) instanceof FactorColumn factor ? Arrays.stream(factor.codes()).asDoubleStream()
            : Arrays.stream(((NumericColumn) frame.column(name)).values());
    }

    private static ModelSpec sleep(String random) {
        return Fits.spec("Reaction ~ Days + " + random, Distributions.NORMAL, Links.IDENTITY, Method.REML, true);
    }

    private static FittedModel sleep(String random, DoubleUnaryOperator change) {
        ModelSpec spec = sleep(random);
        return Fits.fit(with(TestFrames.read("sleepstudy", spec.columns()), "Days", change), spec);
    }

    /** A M A'. */
    private static double[][] mapped(double[][] m, double[][] a) {
        int rows = a.length;
        double[][] result = new double[rows][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                for (int k = 0; k < m.length; k++) {
                    for (int l = 0; l < m.length; l++) {
                        result[i][j] += a[i][k] * m[k][l] * a[j][l];
                    }
                }
            }
        }
        return result;
    }

    private static double[][] effects(double factor, double shift) {
        return new double[][] {{1, -shift / factor}, {0, 1 / factor}};
    }

    private static void assertClose(double expected, double actual, double relative) {
        assertEquals(expected, actual, relative * Math.abs(expected));
    }

    @ParameterizedTest
    @CsvSource({"1, 1e4", "1, 1e6", "1, -2000", "1e6, 0", "1e-6, 0", "86400, 1.6e9"})
    void aLinearModelIsThatOfTheCovariateNearZero(double factor, double shift) {
        FittedModel fit = sleep("(Days | Subject)", day -> factor * day + shift);
        assertEquals(Verdict.CONVERGED, fit.convergence().verdict(), fit.convergence().message());
        assertTrue(fit.findings().isEmpty(), fit.findings().toString());
        assertEquals(DEVIANCE + 2 * Math.log(factor), fit.statistics().minus2LogLikelihood(), 1e-7);
        double[][] a = effects(factor, shift);
        double[][] g = mapped(G, a);
        double c = -shift / factor;
        double[][] errors = mapped(INFORMATION, new double[][] {{1, 2 * c, c * c}, {0, 1 / factor, c / factor},
            {0, 0, 1 / (factor * factor)}});
        int[][] places = {{0, 0}, {0, 1}, {1, 1}};
        for (int i = 0; i < places.length; i++) {
            CovarianceParameter parameter = fit.covarianceParameters().get(i);
            assertEquals(State.ESTIMATED, parameter.state());
            assertClose(g[places[i][0]][places[i][1]], parameter.estimate(), 2e-6);
            assertClose(Math.sqrt(errors[i][i]), parameter.standardError(), 1e-4);
        }
        assertClose(RESIDUAL, fit.covarianceParameters().get(3).estimate(), 1e-6);
        double[][] covariance = mapped(BETA_COVARIANCE, a);
        for (int j = 0; j < 2; j++) {
            assertClose(a[j][0] * BETA[0] + a[j][1] * BETA[1], fit.fixedEffects().estimates()[j], 1e-8);
            assertClose(a[j][0] * U[0] + a[j][1] * U[1], fit.randomEffects().get(0).value(0, j), 1e-5);
            assertClose(Math.sqrt(covariance[j][j]), fit.fixedEffects().standardError(j), 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e4, -1e6})
    void aBinaryModelIsThatOfTheCovariateNearZero(double shift) {
        ModelSpec spec = Fits.spec("use ~ age + I(age^2) + urban + livch + (urban | district)", Distributions.BINOMIAL,
            Links.LOGIT, Method.LAPLACE, false);
        FittedModel fit = Fits.fit(with(TestFrames.read("contraception", spec.columns()), "urban", u -> u + shift),
            spec);
        assertEquals(Verdict.CONVERGED, fit.convergence().verdict(), fit.convergence().message());
        assertEquals(CONTRACEPTION_LOG_LIKELIHOOD, -fit.statistics().minus2LogLikelihood() / 2, 1e-7);
        double[][] g = mapped(CONTRACEPTION_G, effects(1, shift));
        assertClose(g[0][0], fit.covarianceParameters().get(0).estimate(), 1e-5);
        assertClose(g[0][1], fit.covarianceParameters().get(1).estimate(), 1e-5);
        assertClose(g[1][1], fit.covarianceParameters().get(2).estimate(), 1e-5);
        assertClose(CONTRACEPTION_BETA[0] - shift * CONTRACEPTION_BETA[1], fit.fixedEffects().estimates()[0], 1e-6);
        assertClose(CONTRACEPTION_BETA[1], fit.fixedEffects().estimates()[3], 1e-6);
        assertClose(CONTRACEPTION_URBAN_ERROR, fit.fixedEffects().standardError(3), 1e-4);
    }

    /** Any quadratic curve in x* is one in x, so the likelihood is the same but for the unit of Days. */
    @Test
    void severalSlopesThatAreNearlyCollinear() {
        FittedModel near = sleep("(Days + I(Days^2) | Subject)", day -> day);
        FittedModel far = sleep("(Days + I(Days^2) | Subject)", day -> day + 1e5);
        assertEquals(Verdict.CONVERGED, far.convergence().verdict(), far.convergence().message());
        assertEquals(near.statistics().minus2LogLikelihood(), far.statistics().minus2LogLikelihood(), 1e-6);
        assertClose(near.covarianceParameters().get(5).estimate(), far.covarianceParameters().get(5).estimate(), 1e-4);
    }

    /** Lines through one point: u0 = -c u1 for all subjects, so the correlation is -1 whatever the origin. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e4})
    void aPerfectCorrelationIsFlaggedWhereverTheOriginIs(double shift) {
        double[] x = IntStream.range(0, 96).mapToDouble(i -> i / 12).toArray();
        double[] slopes = {-3, -2.5, -2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2, 2.5, 3};
        double[] y = IntStream.range(0, 96).mapToDouble(i -> slopes[i % 12] * (x[i] - 2) + 0.3 * Math.sin(7.0 * i))
            .toArray();
        Frame frame = new Frame(List.of(new NumericColumn("y", y), new NumericColumn("x", x), new FactorColumn("g",
            IntStream.range(0, 96).map(i -> i % 12).toArray(), IntStream.range(10, 22).mapToObj(i -> "g" + i)
            .toList())));
        FittedModel fit = Fits.fit(with(frame, "x", v -> v + shift),
            Fits.spec("y ~ x + (x | g)", Distributions.NORMAL, Links.IDENTITY, Method.REML, true));
        assertEquals(Verdict.BOUNDARY, fit.convergence().verdict(), fit.convergence().message());
        assertEquals(State.BOUNDARY, fit.covarianceParameters().get(1).state());
        assertEquals(-1, fit.covarianceParameters().get(1).standardised(), 1e-9);
    }

    /** z'u = z~'u~ for any effects. */
    @Test
    void coordinatesChangeNoPredictor() {
        Random random = new Random(3);
        int rows = 60;
        Frame frame = new Frame(List.of(new NumericColumn("y", random.doubles(rows).toArray()),
            new NumericColumn("x", random.doubles(rows, 2000, 2010).toArray()),
            new FactorColumn("f", IntStream.range(0, rows).map(i -> i % 3).toArray(), List.of("p", "q", "r")),
            new FactorColumn("g", IntStream.range(0, rows).map(i -> i / 10).toArray(),
                List.of("a", "b", "c", "d", "e", "h"))));
        RandomDesign term = Design.of(Formula.parse("y ~ 1 + (x * f + I(x^2) | g)"), frame, Set.of()).random().get(0);
        EffectCoordinates coordinates = EffectCoordinates.of(term);
        assertTrue(coordinates.isTransformed());
        double[] inner = random.doubles(term.levels() * term.effects(), -1, 1).toArray();
        double[] outer = EffectCoordinates.restored(List.of(coordinates), inner);
        for (int row = 0; row < rows; row++) {
            double expected = 0;
            double actual = 0;
            double size = 0;
            for (int e = 0; e < term.effects(); e++) {
                int at = term.level()[row] * term.effects() + e;
                expected += coordinates.design().element(row, e) * inner[at];
                actual += term.element(row, e) * outer[at];
                size += Math.abs(term.element(row, e) * outer[at]);
            }
            assertEquals(expected, actual, 1e-14 * size);
        }
    }
}
