package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published data with well-behaved fits, which lme4 and glmmTMB fit without a message: no warning of any kind. */
class FalseAlarmTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "cake; angle ~ recipe * temperature + (1 | recipe:replicate)",
        "dyestuff; Yield ~ 1 + (1 | Batch)",
        "insteval; y ~ service + (1 | s) + (1 | d) + (1 | dept:service)",
        "machines; score ~ Machine + (1 | Worker) + (1 | Worker:Machine)",
        "machines; score ~ Machine + (0 + Machine | Worker)",
        "machines_unbal; score ~ Machine + (1 | Worker) + (1 | Worker:Machine)",
        "npk; yield ~ N * P + (1 | block)",
        "oats; yield ~ Variety * nitroF + (1 | Block) + (1 | Block:Variety)",
        "oats; yield ~ Variety * nitro + (1 | Block) + (1 | Block:Variety)",
        "orthodont; distance ~ age * Sex + (age | Subject)",
        "pastes; strength ~ 1 + (1 | batch) + (1 | batch:cask)",
        "penicillin; diameter ~ 1 + (1 | plate) + (1 | sample)",
        "sleepstudy; Reaction ~ Days + (1 | Subject)",
        "sleepstudy; Reaction ~ Days + (Days | Subject)",
        "sleepstudy; Reaction ~ Days + (1 | Subject) + (0 + Days | Subject)"})
    void normalResponses(String dataset, String formula) {
        for (Method method : List.of(Method.REML, Method.ML)) {
            assertSilent(Fits.normal(dataset, formula, method));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "beitler_landis; favourable/total ~ treatment + (1 | clinic)",
        "beitler_landis; favourable/total ~ treatment + (1 | clinic) + (1 | clinic:treatment)",
        "beitler_landis; favourable/total ~ treatment + (treatment | clinic)",
        "cbpp; incidence/size ~ period + (1 | herd)",
        "contraception; use ~ age + I(age^2) + urban + livch + (1 | district)",
        "contraception; use ~ age + I(age^2) + urban + livch + (urban | district)",
        "verbagg; r2 ~ Anger + Gender + btype + situ + (1 | id) + (1 | item)"})
    void binomialResponses(String dataset, String formula) {
        assertSilent(dataset, formula, Distributions.BINOMIAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "epil2; y ~ Base * trt + Age + Visit + (Visit | subject)",
        "families; y_pois ~ x + trt + (1 | g)",
        "grouseticks; TICKS ~ YEAR + cHEIGHT + (1 | LOCATION) + (1 | BROOD) + (1 | INDEX)",
        "range_splitplot; count ~ management * mix + (1 | block) + (1 | block:management) + (1 | "
        + "block:management:mix)"})
    void counts(String dataset, String formula) {
        assertSilent(dataset, formula, Distributions.POISSON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "gamma; families; y_gamma ~ x + trt + (1 | g)",
        "inverse gaussian; families; y_invgauss ~ x + trt + (1 | g)",
        "nb2; range_splitplot; count ~ management * mix + (1 | block) + (1 | block:management)",
        "nb2; salamanders; count ~ spp * mined + (1 | site)",
        "nb2; owls; SiblingNegotiation ~ FoodTreatment * SexParent + (1 | Nest)",
        "binomial; respiratory; status ~ centre + treatment + gender + baseline + age + (1 | subject)",
        "binomial; bacteria; y ~ trt + (1 | ID)"})
    void otherResponses(String name, String dataset, String formula) {
        assertSilent(Fits.fit(dataset, Fits.spec(formula, Distributions.named(name), Distributions.named(name)
            .defaultLink(),
            Method.LAPLACE, false)));
    }

    private static void assertSilent(String dataset, String formula, Distribution distribution) {
        for (Method method : List.of(Method.LAPLACE, Method.RSPL)) {
            assertSilent(Fits.fit(dataset, Fits.spec(formula, distribution, distribution.defaultLink(), method,
                false)));
        }
    }

    private static void assertSilent(FittedModel fit) {
        assertEquals(List.of(), fit.warnings());
        assertEquals(Verdict.CONVERGED, fit.convergence().verdict());
    }
}
