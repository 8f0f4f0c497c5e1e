package org.glmm.engine.estimate;

import static org.glmm.engine.estimate.ReferenceAssertions.assertRelative;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.glmm.engine.design.Design;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Control;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Maximum likelihood by quadrature against an independent implementation in R: for one random intercept adaptive
 * Gauss-Hermite quadrature with 61 nodes, for nested ones the trapezoidal rule in both dimensions, standard errors from the
 * whole observed information.
 */
class QuadratureReferenceTest {

    private static FittedModel fit(String name, int nodes) {
        ReferenceCase model = ReferenceCase.named(name);
        ModelSpec spec = model.spec(Method.QUADRATURE, false);
        return Fits.fit(TestFrames.read(model.data(), spec.columns()), withNodes(spec, nodes));
    }

    private static ModelSpec withNodes(ModelSpec spec, int nodes) {
        return new ModelSpec(spec.formula(), spec.distribution(), spec.link(), spec.method(), spec.estimateScale(),
            spec.weights(), spec.frequencies(), spec.eventLevel(), spec.categorical(), spec.codings(),
            new Control(200, 1e-8, nodes), spec.extras());
    }

    /** The nodes raised until the log-likelihood settles. */
    @ParameterizedTest
    @ValueSource(strings = {"bacteria", "bl_clinic", "bl_clinic_trt", "cbpp", "cbpp_cloglog", "cbpp_probit",
        "contraception_ri", "epil", "fam_gamma_log", "fam_nb2", "fam_poisson", "owls_nb2", "owls_poisson", "range_nb2_add",
        "range_poisson_add", "respiratory", "salamanders_nb2", "salamanders_poisson"})
    void estimatesAreThoseOfMaximumLikelihood(String name) {
        Reference reference = Reference.read(name + ".exact.ml");
        ReferenceCase model = ReferenceCase.named(name);
        FittedModel fit = fit(name, Control.AUTOMATIC_NODES);
        assertEquals(Verdict.CONVERGED, fit.convergence().verdict(), fit.convergence().message());
        double expected = reference.number("minus2loglik");
        assertEquals(expected, fit.statistics().minus2LogLikelihood(), 1e-6);
        Map<String, Double> estimates = reference.fixedEffects();
        Map<String, Double> errors = reference.fixedEffectErrors();
        for (int i = 0; i < fit.fixedEffects().count(); i++) {
            String theirs = model.theirName(fit.fixedEffects().names().get(i));
            assertEquals(estimates.get(theirs), fit.fixedEffects().estimates()[i], 1e-5 * errors.get(theirs), theirs);
            assertRelative(errors.get(theirs), fit.fixedEffects().standardError(i), 1e-5);
        }
        if (reference.has("variance_outer")) {
            assertVariance(reference, "outer", 0, fit.covarianceParameters().get(0));
            assertVariance(reference, "inner", 1, fit.covarianceParameters().get(1));
        } else {
            assertRelative(reference.number("variance"), fit.covarianceParameters().get(0).estimate(), 1e-5);
            assertRelative(reference.number("se_variance_delta"), fit.covarianceParameters().get(0).standardError(), 1e-5);
        }
    }

    private static void assertVariance(Reference reference, String which, int index, CovarianceParameter actual) {
        double deviation = reference.number("sd_" + which);
        assertEquals(deviation, actual.standardised(), 1e-5 * reference.numbers("se_sd")[index]);
        assertRelative(2 * deviation * reference.numbers("se_sd")[index], actual.standardError(), 1e-4);
    }

    /**
     * With more than one node lme4 takes deviance residuals for log-densities: its log-likelihood lacks that of the saturated
     * model. With links that are not canonical its nodes are scaled by the expected information, which matters for few nodes.
     */
    @ParameterizedTest
    @CsvSource({"bacteria, 7", "bacteria, 25", "bl_clinic, 7", "bl_clinic, 25", "cbpp, 7", "cbpp, 25", "cbpp_cloglog, 25",
        "cbpp_probit, 25", "contraception_ri, 7", "contraception_ri, 25", "epil, 7", "epil, 25", "fam_poisson, 7",
        "fam_poisson, 25", "freq_weights, 7", "freq_weights, 25", "owls_poisson, 7", "owls_poisson, 25", "respiratory, 7",
        "respiratory, 25", "salamanders_poisson, 7", "salamanders_poisson, 25"})
    void lme4DiffersByTheLogLikelihoodOfTheSaturatedModel(String name, int nodes) {
        Reference reference = Reference.read(name + ".lme4.agq" + nodes);
        ReferenceCase model = ReferenceCase.named(name);
        FittedModel fit = fit(name, nodes);
        double expected = -2 * (reference.number("loglik") + saturated(model));
        assertEquals(expected, fit.statistics().minus2LogLikelihood(), 1e-6 * expected);
        Map<String, Double> estimates = reference.fixedEffects();
        Map<String, Double> errors = reference.fixedEffectErrors();
        for (int i = 0; i < fit.fixedEffects().count(); i++) {
            String theirs = model.theirName(fit.fixedEffects().names().get(i));
            assertEquals(estimates.get(theirs), fit.fixedEffects().estimates()[i], 1e-3 * errors.get(theirs), theirs);
            assertRelative(errors.get(theirs), fit.fixedEffects().standardError(i), 1e-3);
        }
        assertRelative(reference.components()[0], fit.covarianceParameters().get(0).estimate(), 1e-4);
    }

    /** The sum of log f(y) of the rows with means at the observations. */
    private static double saturated(ReferenceCase model) {
        ModelSpec spec = model.spec(Method.QUADRATURE, false);
        Frame frame = TestFrames.read(model.data(), spec.columns());
        Observations rows = Observations.of(Design.of(spec.formula(), frame, spec.categorical(), spec.codings()).response(),
            frame, spec);
        double sum = 0;
        for (int r = 0; r < rows.y().length; r++) {
            double y = rows.y()[r];
            int size = (int) Math.round(rows.size()[r]);
            double density = spec.distribution() == Distributions.BINOMIAL
                ? new BinomialDistribution(null, size, y).logProbability((int) Math.round(size * y))
                : y == 0 ? 0 : new PoissonDistribution(null, y, 1e-12, 1000).logProbability((int) y);
            sum += rows.frequency()[r] * density;
        }
        return sum;
    }

    /** The log-likelihood of so many nodes at the maximum for 61, and ours, which is at its own maximum. */
    @ParameterizedTest
    @CsvSource({"bacteria, 7", "bacteria, 25", "cbpp, 7", "contraception_ri, 7", "fam_nb2, 25"})
    void theNumberOfNodesIsThatAskedFor(String name, int nodes) {
        Reference reference = Reference.read(name + ".exact.ml");
        FittedModel fit = fit(name, nodes);
        assertEquals(nodes, fit.spec().control().nodes());
        double there = -2 * reference.number("agq_k" + nodes + "_loglik_at_exact_optimum");
        double distance = there - fit.statistics().minus2LogLikelihood();
        assertTrue(distance > -1e-8 && distance < 1e-4, "-2 log L is lower by " + distance);
    }

    @Test
    void crossedRandomEffectsAreRefused() {
        ModelSpec spec = Fits.spec("diameter ~ 1 + (1 | plate) + (1 | sample)", Distributions.GAMMA,
            Links.LOG, Method.QUADRATURE, true);
        String message = assertThrows(ModelException.class, () -> Fits.fit("penicillin", spec)).getMessage();
        assertTrue(message.contains("(1 | plate), (1 | sample) are crossed"), message);
        assertTrue(message.contains("7 effects depend on each other"), message);
    }

    @Test
    void tooManyEffectsAGroupAreRefused() {
        ModelSpec spec = new ModelSpec(Formula.parse("y ~ Visit + (1 + Visit + Base + Age | subject)"),
            Distributions.POISSON, Links.LOG, Method.QUADRATURE, false,
            Optional.empty(), Optional.empty(), Set.of(), new Control(200, 1e-8, 101));
        String message = assertThrows(ModelException.class, () -> Fits.fit("epil2", spec)).getMessage();
        assertTrue(message.contains("4 effects depend on each other, so that 101 nodes"), message);
        assertTrue(message.contains("fewer nodes"), message);
    }

    /** Five binary rows a group and a large variance, where Laplace is known to fail. */
    @Test
    void anInaccurateLaplaceApproximationIsFlagged() {
        Random random = new Random(11);
        int groups = 200;
        double[] y = new double[5 * groups];
        double[] x = new double[y.length];
        int[] group = new int[y.length];
        for (int g = 0; g < groups; g++) {
            double effect = 4 * random.nextGaussian();
            for (int i = 5 * g; i < 5 * g + 5; i++) {
                group[i] = g;
                x[i] = i % 5 - 2;
                y[i] = random.nextDouble() < 1 / (1 + Math.exp(1 + 0.5 * x[i] - effect)) ? 1 : 0;
            }
        }
        Frame frame = new Frame(List.of(new NumericColumn("y", y), new NumericColumn("x", x),
            new FactorColumn("g", group, IntStream.range(0, groups).mapToObj(g -> "g" + g).toList())));
        FittedModel laplace = Fits.fit(frame, Fits.spec("y ~ x + (1 | g)", Distributions.BINOMIAL, Links.LOGIT,
            Method.LAPLACE, false));
        FittedModel quadrature = Fits.fit(frame, Fits.spec("y ~ x + (1 | g)", Distributions.BINOMIAL, Links.LOGIT,
            Method.QUADRATURE, false));
        assertTrue(laplace.warnings().stream().anyMatch(w -> w.contains("Choose the method QUADRATURE")),
            laplace.warnings().toString());
        assertEquals(Verdict.CONVERGED, quadrature.convergence().verdict(), quadrature.convergence().message());
        assertTrue(Math.abs(laplace.covarianceParameters().get(0).standardised()
            - quadrature.covarianceParameters().get(0).standardised()) > 0.2);
        assertTrue(quadrature.warnings().isEmpty(), quadrature.warnings().toString());
    }
}
