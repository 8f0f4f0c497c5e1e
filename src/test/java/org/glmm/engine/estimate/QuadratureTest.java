package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

import org.glmm.engine.design.Design;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.mme.ConditionalEquations;
import org.glmm.engine.mme.ModelStructure;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.parallel.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Adaptive quadrature against the Laplace approximation, which it is with one point, against differences of itself, and
 * against integrals by the trapezoidal rule over all dimensions at once.
 */
class QuadratureTest {

    private static final double STEP = 5e-4;

    /** A model of one of the data sets, at a point of its parameter space away from the maximum. */
    private record Model(Design design, Observations observations, Distribution distribution, Link link, double[] x) {

        static Model of(String dataset, String formula, String family, String linkName) {
            Distribution distribution = Distributions.named(family);
            Link link = Links.named(linkName);
            ModelSpec spec = Fits.spec(formula, distribution, link, Method.LAPLACE, false);
            var frame = TestFrames.read(dataset, spec.columns());
            Design design = Design.of(Formula.parse(formula), frame, spec.categorical());
            Observations observations = Observations.of(design.response(), frame, spec);
            Model model = new Model(design, observations, distribution, link, null);
            double[] x = new Random(3).doubles(model.laplace().parameters(), 0.2, 0.7).toArray();
            x[0] = link.link(distribution.takesTrials() ? 0.4 : 3);
            return new Model(design, observations, distribution, link, x);
        }

        private ModelStructure structure(int threads) {
            return new ModelStructure(design.fixed(), design.random(), Workers.of(threads));
        }

        private ObservationLikelihood likelihood() {
            return new ObservationLikelihood(distribution, link, observations, structure(1).chunks());
        }

        private double[] offset() {
            return design.offset() == null ? new double[design.rows()] : design.offset();
        }

        LaplaceLikelihood laplace() {
            return new LaplaceLikelihood(new ConditionalEquations(structure(1)), new CovarianceModel(design.random()),
                likelihood(), offset(), design.fixed().size(), new Evaluations(FitMonitor.SILENT));
        }

        QuadratureLikelihood quadrature(int points, int threads) {
            QuadratureLikelihood quadrature = new QuadratureLikelihood(new ConditionalEquations(structure(1)),
                new CovarianceModel(design.random()), likelihood(), offset(), design.fixed().size(),
                new QuadratureTree(design.random(), design.rows()), new Evaluations(FitMonitor.SILENT),
                Workers.of(threads));
            quadrature.take(points);
            return quadrature;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "beitler_landis, favourable/total ~ treatment + (1 | clinic) + (1 | clinic:treatment), binomial, logit",
        "beitler_landis, favourable/total ~ treatment + (treatment | clinic), binomial, cloglog",
        "beitler_landis, favourable/total ~ treatment + (0 + treatment || clinic), binomial, probit",
        "families, y_nb2 ~ x + trt + (1 + x | g), nb2, log",
        "penicillin, diameter ~ 1 + (1 | plate) + (1 | sample), normal, log",
        "pastes, strength ~ 1 + (1 | batch) + (1 | sample), gamma, log"})
    void withOnePointItIsTheLaplaceApproximation(String dataset, String formula, String family, String link) {
        Model model = Model.of(dataset, formula, family, link);
        double[] expected = new double[model.x.length];
        double[] actual = new double[model.x.length];
        LaplaceLikelihood laplace = model.laplace();
        QuadratureLikelihood quadrature = model.quadrature(1, 1);
        double value = laplace.evaluate(model.x, expected);
        assertEquals(value, quadrature.evaluate(model.x, actual), 1e-11 * Math.abs(value));
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i], actual[i], 1e-9 * Math.max(1, Math.abs(expected[i])), "parameter " + i);
        }
        assertArrayEquals(laplace.u(), quadrature.u(), 1e-8);
        assertArrayEquals(laplace.linearPredictor(), quadrature.linearPredictor(), 1e-8);
        assertArrayEquals(laplace.information(), quadrature.information(), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({
        "3, beitler_landis, favourable/total ~ treatment + (1 | clinic) + (1 | clinic:treatment), binomial, logit",
        "8, beitler_landis, favourable/total ~ treatment + (1 | clinic) + (1 | clinic:treatment), binomial, cloglog",
        "5, beitler_landis, favourable/total ~ treatment + (treatment | clinic), binomial, probit",
        "4, epil2, y ~ trt + Visit + (1 + Visit | subject), poisson, log",
        "7, range_splitplot, count ~ management + mix + (1 | block) + (1 | block:management), poisson, log",
        "3, families, y_gamma ~ x + trt + (1 + x | g), gamma, log",
        "9, families, y_nb2 ~ x + trt + (1 | g), nb2, log",
        "15, contraception, use ~ age + urban + (1 | district), binomial, logit"})
    void theGradientIsThatOfDifferences(int points, String dataset, String formula, String family, String link) {
        Model model = Model.of(dataset, formula, family, link);
        QuadratureLikelihood quadrature = model.quadrature(points, 2);
        double[] gradient = new double[model.x.length];
        quadrature.evaluate(model.x, gradient);
        for (int i = 0; i < gradient.length; i++) {
            double extrapolated = (4 * difference(quadrature, model.x, i, STEP / 2)
                - difference(quadrature, model.x, i, STEP))
                / 3;
            assertEquals(extrapolated, gradient[i], 1e-7 * Math.max(1, Math.abs(extrapolated)), "parameter " + i);
        }
    }

    private static double difference(QuadratureLikelihood likelihood, double[] x, int index, double step) {
        double[] up = x.clone();
        double[] down = x.clone();
        up[index] += step;
        down[index] -= step;
        double[] unused = new double[x.length];
        return (likelihood.evaluate(up, unused) - likelihood.evaluate(down, unused)) / (2 * step);
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        Model model = Model.of("contraception", "use ~ age + urban + (urban | district)", "binomial", "logit");
        double[] one = new double[model.x.length];
        double[] four = new double[model.x.length];
        assertEquals(model.quadrature(5, 1).evaluate(model.x, one), model.quadrature(5, 4).evaluate(model.x, four), 0);
        assertArrayEquals(one, four, 0);
    }

    /** The trapezoidal rule is exact to rounding for functions that fall off like the normal density. */
    @ParameterizedTest
    @CsvSource({
        "41, beitler_landis, favourable/total ~ treatment + (1 | clinic), binomial, logit",
        "41, beitler_landis, favourable/total ~ treatment + (1 | clinic) + (1 | clinic:treatment), binomial, logit",
        "41, beitler_landis, favourable/total ~ treatment + (treatment | clinic), binomial, probit",
        "41, families, y_gamma ~ x + trt + (1 | g), gamma, log"})
    void theValueIsThatOfIntegrationOverAllDimensionsAtOnce(int points, String dataset, String formula, String family,
        String link) {
        Model model = Model.of(dataset, formula, family, link);
        double value = model.quadrature(points, 1).evaluate(model.x, new double[model.x.length]);
        assertEquals(trapezoidal(model), value, 1e-9 * Math.abs(value));
    }

    private static double trapezoidal(Model model) {
        ObservationLikelihood likelihood = model.likelihood();
        List<RandomDesign> terms = model.design.random();
        CovarianceModel covariance = new CovarianceModel(terms);
        int p = model.design.fixed().size();
        double dispersion = likelihood.isDispersed() ? Math.exp(model.x[model.x.length - 1]) : 1;
        double[][] lambda = covariance.factors(Arrays.copyOfRange(model.x, p, p + covariance.parameters()), 1);
        double[] eta = model.offset().clone();
        new ConditionalEquations(model.structure(1)).addFixed(Arrays.copyOf(model.x, p), eta);
        double sum = likelihood.constant(dispersion);
        for (int group = 0; group < terms.get(0).levels(); group++) {
            sum += Math.log(integral(group, terms, lambda, eta, likelihood.rows(dispersion)));
        }
        return -2 * sum;
    }

    /**
     * Over all spherical effects of the group, those of the second term being one for each of its levels in the group.
     */
    private static double integral(int group, List<RandomDesign> terms, double[][] lambda, double[] eta,
        RowLikelihood density) {
        int[] rows = IntStream.range(0, eta.length).filter(r -> terms.get(0).level()[r] == group).toArray();
        int k = terms.get(0).effects();
        int[] inner = terms.size() == 1 ? new int[0]
            : Arrays.stream(rows).map(r -> terms.get(1).level()[r]).distinct().toArray();
        double[] b = new double[k + inner.length];
        return integrate(b, 0, () -> {
            double log = 0;
            for (int r : rows) {
                double at = eta[r];
                for (int i = 0; i < k; i++) {
                    for (int c = 0; c <= i; c++) {
                        double z = terms.get(0).z() == null ? 1 : terms.get(0).z()[r * k + i];
                        at += z * lambda[0][i * k + c] * b[c];
                    }
                }
                for (int j = 0; j < inner.length; j++) {
                    at += terms.get(1).level()[r] == inner[j] ? lambda[1][0] * b[k + j] : 0;
                }
                double[] values = new double[4];
                density.differentiate(r, at, values);
                log += values[0];
            }
            return log;
        });
    }

    private static double integrate(double[] b, int dimension, DoubleSupplier logDensity) {
        if (dimension == b.length) {
            double squares = Arrays.stream(b).map(v -> v * v).sum();
            return Math.exp(logDensity.getAsDouble() - squares / 2) / Math.pow(2 * Math.PI, b.length / 2.0);
        }
        double step = 0.15;
        double sum = 0;
        for (int i = -55; i <= 55; i++) {
            b[dimension] = i * step;
            sum += step * integrate(b, dimension + 1, logDensity);
        }
        return sum;
    }
}
