package org.glmm.engine.estimate;

import static org.glmm.engine.estimate.ReferenceAssertions.assertFixedEffects;
import static org.glmm.engine.estimate.ReferenceAssertions.assertRelative;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.glmm.engine.family.Distributions;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.RandomEffects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * REML and ML of linear mixed models against lme4 1.1.31, converged with tightened control. Data: published sets shipped
 * with lme4, nlme and MASS, and edge_small, which is simulated (weights, aliased columns, missing values).
 */
class LinearMixedModelReferenceTest {

    @ParameterizedTest
    @ValueSource(strings = {"aliased_lmm", "cake", "dyestuff", "machines_cs", "machines_un", "machines_unbal",
        "missing_lmm", "npk_blocks", "oats", "oats_emptycell", "pastes", "penicillin", "sleepstudy_ri", "sleepstudy_ris",
        "sleepstudy_uncorr", "weights_lmm"})
    void estimatesAreThoseOfLme4(String name) {
        check(name, "reml", Method.REML, Verdict.CONVERGED);
        check(name, "ml", Method.ML, Verdict.CONVERGED);
    }

    /** Dyestuff2 (Box and Tiao 1973): the batch variance is zero. */
    @Test
    void aZeroVarianceIsAValidFit() {
        check("dyestuff2", "reml", Method.REML, Verdict.BOUNDARY);
        FittedModel fit = check("dyestuff2", "ml", Method.ML, Verdict.BOUNDARY);
        assertEquals(0, fit.covarianceParameters().get(0).estimate(), 0);
        assertEquals(CovarianceParameter.State.BOUNDARY, fit.covarianceParameters().get(0).state());
        assertEquals(List.of("The fit has converged on the boundary: the variance of (Intercept) for Batch is estimated "
            + "as zero."), fit.warnings());
    }

    private static FittedModel check(String name, String peer, Method method, Verdict verdict) {
        Reference reference = Reference.read(name + ".lme4." + peer);
        ModelSpec spec = Fits.spec(reference.formula(), Distributions.NORMAL, Distributions.NORMAL.defaultLink(),
            method, true);
        FittedModel fit = Fits.fit(reference.dataset(), name.equals("weights_lmm") ? Fits.weighted(spec, "w") : spec);
        assertEquals(verdict, fit.convergence().verdict(), fit.convergence().message());
        assertFixedEffects(reference, fit.fixedEffects(), 1e-6);
        assertEquals(reference.number("minus2loglik"), fit.statistics().minus2LogLikelihood(), 1e-8);
        assertRelative(reference.number("residual_variance"), fit.statistics().scale(), 1e-6);
        double[] components = ReferenceAssertions.varianceComponents(reference).toArray();
        double[] estimates = fit.covarianceParameters().stream().mapToDouble(CovarianceParameter::estimate).toArray();
        assertRelative(components, components.length == estimates.length ? estimates
            : Arrays.copyOf(estimates, estimates.length - 1), 1e-6, "variance components");
        return fit;
    }

    /** lme4's conditional modes. */
    @ParameterizedTest
    @ValueSource(strings = {"sleepstudy_ri", "dyestuff", "weights_lmm", "missing_lmm", "machines_un"})
    void conditionalModesAreThoseOfLme4(String name) {
        Reference reference = Reference.read(name + ".lme4.reml");
        ModelSpec spec = Fits.spec(reference.formula(), Distributions.NORMAL, Distributions.NORMAL.defaultLink(),
            Method.REML, true);
        RandomEffects effects = Fits.fit(reference.dataset(),
            name.equals("weights_lmm") ? Fits.weighted(spec, "w") : spec).randomEffects().get(0);
        assertEquals(reference.texts("ranef", effects.group(), "levels"), effects.levels());
        for (int e = 0; e < effects.effects().size(); e++) {
            double[] modes = reference.numbers("ranef", effects.group(), "modes", effects.effects().get(e).replace("=", ""));
            for (int level = 0; level < modes.length; level++) {
                assertEquals(modes[level], effects.value(level, e), 1e-5, effects.levels().get(level));
            }
        }
    }
}
