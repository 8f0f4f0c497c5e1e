package org.glmm.engine.estimate;

import static org.glmm.engine.estimate.ReferenceAssertions.assertRelative;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Laplace approximation against an independent implementation in R for one random intercept, whose standard errors
 * come from an accurate Hessian.
 */
class LaplaceReferenceTest {

    @ParameterizedTest
    @CsvSource({"bl_clinic, beitler_landis, favourable/total ~ treatment + (1 | clinic), binomial, logit",
        "cbpp, cbpp, incidence/size ~ period + (1 | herd), binomial, logit",
        "cbpp_probit, cbpp, incidence/size ~ period + (1 | herd), binomial, probit",
        "cbpp_cloglog, cbpp, incidence/size ~ period + (1 | herd), binomial, cloglog",
        "epil, epil, y ~ lbase * trt + lage + V4 + (1 | subject), poisson, log",
        "fam_poisson, families, y_pois ~ x + trt + offset(log(exposure)) + (1 | g), poisson, log"})
    void standardErrorsComeFromTheObservedInformationInAllParameters(String name, String dataset, String formula,
        String family, String link) {
        Reference reference = Reference.read(name + ".exact.ml");
        FittedModel fit = fit(dataset, formula, family, link);
        String laplace = "laplace_observed_hessian";
        assertEquals(-2 * reference.json().get(laplace).get("loglik").asDouble(),
            fit.statistics().minus2LogLikelihood(), 1e-7);
        double[] estimates = reference.numbers(laplace, "fixef");
        double[] errors = reference.numbers(laplace, "se");
        for (int i = 0; i < estimates.length; i++) {
            assertEquals(estimates[i], fit.fixedEffects().estimates()[i], 1e-5 * errors[i]);
            assertRelative(errors[i], fit.fixedEffects().standardError(i), 1e-5);
        }
        CovarianceParameter variance = fit.covarianceParameters().get(0);
        assertRelative(reference.json().get(laplace).get("sd").asDouble(), variance.standardised(), 1e-5);
    }

    /** Without random effects the likelihood is that of a generalized linear model; R 4.2: logLik(glm(...)). */
    @Test
    void withoutRandomEffectsItIsExact() {
        FittedModel fit = fit("cbpp", "incidence/size ~ period", "binomial", "logit");
        assertEquals(2 * 99.0291994894, fit.statistics().minus2LogLikelihood(), 1e-9);
    }

    /**
     * The salamander mating experiments of McCullagh and Nelder (1989), two crossed factors with probit link. Expected
     * values by glmmTMB 1.1.5, {@code Mate ~ 0 + Cross + (1 | Male) + (1 | Female)}; lme4, which takes the expected
     * information, has -210.10.
     */
    @Test
    void crossedFactorsWithALinkThatIsNotCanonical() {
        FittedModel fit = fit("salamander_mating", "Mate ~ 0 + Cross + (1 | Male) + (1 | Female)", "binomial",
            "probit");
        assertEquals(2 * 208.111820606, fit.statistics().minus2LogLikelihood(), 1e-7);
        double[] estimates = {0.595099730778, 0.182882430672, -1.125223117255, 0.583682450494};
        double[] errors = {0.2354419141, 0.2249627400, 0.2618192474, 0.2337213060};
        for (int i = 0; i < estimates.length; i++) {
            assertEquals(estimates[i], fit.fixedEffects().estimates()[i], 1e-3 * errors[i]);
            assertRelative(errors[i], fit.fixedEffects().standardError(i), 1e-4);
        }
        assertRelative(0.621887199836, fit.covarianceParameters().get(0).standardised(), 1e-4);
        assertRelative(0.668142483539, fit.covarianceParameters().get(1).standardised(), 1e-4);
    }

    private static FittedModel fit(String dataset, String formula, String family, String link) {
        String name = family.equals("gaussian") ? "normal" : family;
        return Fits.fit(dataset, Fits.spec(formula, Distributions.named(name), Links.named(link), Method.LAPLACE,
            false));
    }
}
