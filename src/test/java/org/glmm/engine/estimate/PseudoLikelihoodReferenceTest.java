package org.glmm.engine.estimate;

import static org.glmm.engine.estimate.ReferenceAssertions.assertFixedEffects;
import static org.glmm.engine.estimate.ReferenceAssertions.assertRelative;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;

import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.RandomEffects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The eight pseudo-likelihoods (restricted or not, subject-specific or marginal expansion, scale fixed or not) against an independent dense implementation in R, which iterates the mixed-model
 * equations of the linearised model to a relative change of 1e-10. Data: Beitler and Landis (1985), cbpp (lme4), epil
 * (MASS) and two simulated sets.
 */
class PseudoLikelihoodReferenceTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "bl_clinic.oracle.rspl", "bl_clinic.oracle.rspl_phi", "bl_clinic.oracle.mspl", "bl_clinic.oracle.mspl_phi",
        "bl_clinic_trt.oracle.rspl", "bl_clinic_trt.oracle.rspl_phi", "bl_clinic_trt.oracle.mspl",
        "bl_clinic_trt.oracle.mspl_phi", "bl_slope_un.oracle.rspl", "bl_slope_un.oracle.mspl",
        "cbpp.oracle.rspl", "cbpp.oracle.rspl_phi", "cbpp.oracle.mspl", "cbpp.oracle.mspl_phi",
        "cbpp_probit.oracle.rspl", "cbpp_probit.oracle.rspl_phi", "cbpp_cloglog.oracle.rspl",
        "cbpp_cloglog.oracle.rspl_phi", "epil.oracle.rspl", "epil.oracle.rspl_phi", "epil.oracle.mspl",
        "epil.oracle.mspl_phi", "epil2_slope.oracle.rspl", "epil2_slope.oracle.rspl_phi", "epil2_slope.oracle.mspl",
        "epil2_slope.oracle.mspl_phi", "fam_poisson.oracle.rspl", "fam_poisson.oracle.rspl_phi",
        "fam_poisson.oracle.mspl", "fam_poisson.oracle.mspl_phi", "range_poisson.oracle.rspl",
        "range_poisson.oracle.rspl_phi", "range_poisson_add.oracle.rspl", "range_poisson_add.oracle.rspl_phi",
        "range_poisson_add.oracle.mspl", "range_poisson_add.oracle.mspl_phi",
        "bl_clinic.oracle.rmpl", "bl_clinic.oracle.rmpl_phi", "bl_clinic.oracle.mmpl", "bl_clinic.oracle.mmpl_phi",
        "bl_clinic_trt.oracle.rmpl", "bl_clinic_trt.oracle.rmpl_phi", "bl_clinic_trt.oracle.mmpl",
        "bl_clinic_trt.oracle.mmpl_phi", "bl_slope_un.oracle.rmpl", "bl_slope_un.oracle.mmpl",
        "cbpp.oracle.rmpl", "cbpp.oracle.rmpl_phi", "cbpp.oracle.mmpl", "cbpp.oracle.mmpl_phi",
        "cbpp_probit.oracle.rmpl", "cbpp_probit.oracle.rmpl_phi", "cbpp_cloglog.oracle.rmpl",
        "cbpp_cloglog.oracle.rmpl_phi", "epil.oracle.rmpl", "epil.oracle.rmpl_phi", "epil.oracle.mmpl",
        "epil.oracle.mmpl_phi", "fam_poisson.oracle.rmpl", "fam_poisson.oracle.rmpl_phi", "fam_poisson.oracle.mmpl",
        "fam_poisson.oracle.mmpl_phi", "range_poisson_add.oracle.rmpl", "range_poisson_add.oracle.rmpl_phi",
        "range_poisson_add.oracle.mmpl", "range_poisson_add.oracle.mmpl_phi"})
    void estimatesAreThoseOfTheDenseImplementation(String name) {
        Reference reference = Reference.read(name);
        FittedModel fit = fit(reference);
        assertEquals(isSingular(reference) ? Verdict.BOUNDARY : Verdict.CONVERGED, fit.convergence().verdict(),
            fit.convergence().message());
        assertFixedEffects(reference, fit.fixedEffects(), 1e-6);
        assertRelative(varianceComponents(reference), estimates(fit), 5e-6, "variance components");
        assertEquals(reference.number("phi"), fit.statistics().scale(), 1e-6 * reference.number("phi"));
        assertEquals(reference.number("minus2_pseudo_loglik"), fit.statistics().minus2LogLikelihood(), 1e-6);
        assertRelative(reference.number("generalized_chisq_unscaled"), fit.statistics().generalizedChiSquare(), 1e-6);
        assertRelative(reference.number("pearson_chisq_conditional"), fit.statistics().pearsonChiSquare(), 1e-6);
        assertEquals(reference.number("df_n_minus_p"), fit.statistics().degreesOfFreedom());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bl_clinic.oracle.rspl", "bl_clinic.oracle.rspl_phi", "bl_clinic_trt.oracle.rspl",
        "bl_clinic_trt.oracle.rspl_phi", "cbpp.oracle.rspl", "cbpp.oracle.rspl_phi", "cbpp_probit.oracle.rspl",
        "epil.oracle.rspl", "epil.oracle.rspl_phi", "epil2_slope.oracle.rspl", "epil2_slope.oracle.rspl_phi",
        "fam_poisson.oracle.rspl", "range_poisson.oracle.rspl", "range_poisson.oracle.rspl_phi",
        "range_poisson_add.oracle.rspl", "bl_clinic.oracle.rmpl", "cbpp.oracle.rmpl_phi", "epil.oracle.rmpl"})
    void standardErrorsOfCovarianceParametersComeFromTheObservedInformation(String name) {
        Reference reference = Reference.read(name);
        double[] errors = fit(reference).covarianceParameters().stream()
            .mapToDouble(CovarianceParameter::standardError).filter(Double::isFinite).toArray();
        assertRelative(reference.numbers("cov_params", "se_observed"), errors, 1e-5, "standard errors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bl_clinic.oracle.rspl", "bl_clinic.oracle.mspl_phi", "cbpp.oracle.rspl", "epil.oracle.rspl",
        "epil.oracle.rspl_phi", "fam_poisson.oracle.rspl", "bl_clinic_trt.oracle.rspl", "bl_clinic.oracle.rmpl", "epil.oracle.mmpl_phi"})
    void blupsAndTheirPredictionErrorVariances(String name) {
        Reference reference = Reference.read(name);
        RandomEffects effects = fit(reference).randomEffects().get(0);
        List<String> levels = reference.texts("ranef", effects.group(), "levels");
        double[] modes = reference.numbers("ranef", effects.group(), "modes", "(Intercept)");
        double[] variances = reference.numbers("ranef", effects.group(), "pev");
        for (int i = 0; i < modes.length; i++) {
            int level = effects.levels().indexOf(levels.get(i));
            assertEquals(modes[i], effects.value(level, 0), 1e-6, levels.get(i));
            assertRelative(variances[i], effects.predictionErrorVariance()[level], 1e-6);
        }
    }

    private static FittedModel fit(Reference reference) {
        String peer = reference.name().substring(reference.name().lastIndexOf('.') + 1);
        return Fits.fit(reference.dataset(), Fits.spec(reference.formula(),
            Distributions.named(reference.text("family")), Links.named(reference.text("link")),
            Method.named(peer.substring(0, 4).toUpperCase(Locale.ROOT)), peer.endsWith("_phi")));
    }

    /** Zero variances on the clinical trial, and a correlation of minus one with random treatment effects. */
    private static boolean isSingular(Reference reference) {
        return reference.name().matches("bl_(clinic_trt|slope_un)\\.oracle\\.[rm]mpl.*");
    }

    private static double[] varianceComponents(Reference reference) {
        return ReferenceAssertions.varianceComponents(reference).toArray();
    }

    private static double[] estimates(FittedModel fit) {
        return fit.covarianceParameters().stream().filter(p -> !p.group().equals(CovarianceParameter.RESIDUAL))
            .mapToDouble(CovarianceParameter::estimate).toArray();
    }
}
