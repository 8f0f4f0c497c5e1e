package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

import org.glmm.engine.Glmm;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec.Extras;
import org.glmm.engine.model.ModelSpec.Profiled;
import org.glmm.engine.model.ModelSpec.Profiles;
import org.glmm.engine.model.ProfileInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

/** Profile-likelihood intervals against R; how the references were made is in reference/profile/made.txt. */
class ProfileLikelihoodTest {

    private static FittedModel fit(Reference reference) {
        var spec = Fits.spec(reference.formula(), Distributions.named(reference.text("distribution")),
            Links.named(reference.text("link")), Method.named(reference.text("method")), false);
        return Fits.fit(reference.dataset(), spec.with(Extras.NOTHING.with(
            new Profiles(Profiled.ALL_PARAMETERS, reference.number("level")))));
    }

    /** The tolerance is relative to the width of the interval. */
    @ParameterizedTest
    @CsvSource({
        "cbpp.exact.quadrature, 1e-5", "cbpp.glmmTMB.laplace, 1e-4", "cbpp.glmmTMB.rlaplace, 1e-4",
            "cbpp.lme4.laplace, 1e-3",
        "contraception.glmmTMB.laplace, 2e-3", "dyestuff.dense.ml, 1e-5", "dyestuff.dense.reml, 1e-5",
        "dyestuff2.dense.ml, 1e-5", "dyestuff2.dense.reml, 1e-5", "epil2.glmmTMB.laplace, 1e-4",
        "machines_cs.dense.ml, 1e-5", "machines_cs.dense.reml, 1e-5", "oats.dense.ml, 1e-5", "oats.dense.reml, 1e-5",
        "sleepstudy.dense.ml, 1e-5", "sleepstudy.dense.reml, 1e-5", "sleepstudy.lme4.ml, 1e-3"})
    void references(String name, double tolerance) {
        Reference reference = Reference.read("profile/" + name);
        FittedModel model = fit(reference);
        compare(reference.json().get("fixed"), model.profiles().fixedEffects(), tolerance);
        compare(reference.json().get("standardised"), model.profiles().standardised(), tolerance);
    }

    private static void compare(JsonNode expected, List<ProfileInterval> intervals, double tolerance) {
        for (int i = 0; i < expected.size(); i++) {
            if (expected.get(i).get(0).isNull()) {
                continue;
            }
            double lower = expected.get(i).get(0).asDouble();
            double upper = expected.get(i).get(1).asDouble();
            double margin = tolerance * (upper - lower);
            String text = i + ": " + intervals.get(i);
            assertEquals(lower, intervals.get(i).lower(), margin, text);
            assertEquals(upper, intervals.get(i).upper(), margin, text);
        }
    }

    /** The covariance, too, has ends where the dense likelihood of sleepstudy.dense has them, found in the same way. */
    @ParameterizedTest
    @CsvSource({"ML, -105.3543, 107.0347", "REML, -119.0489, 115.2973"})
    void covariance(String method, double lower, double upper) {
        var profiles = fit(Reference.read("profile/sleepstudy.dense." + method.toLowerCase(Locale.ROOT))).profiles();
        assertEquals(lower, profiles.estimates().get(1).lower(), 1e-4);
        assertEquals(upper, profiles.estimates().get(1).upper(), 1e-4);
        assertEquals(Math.pow(profiles.standardised().get(0).upper(), 2), profiles.estimates().get(0).upper(), 1e-9);
    }

    @Test
    void aRestrictedLikelihoodSaysNothingAboutFixedEffects() {
        var profiles = fit(Reference.read("profile/dyestuff.dense.reml")).profiles();
        assertTrue(Double.isNaN(profiles.fixedEffects().get(0).lower()));
        assertTrue(profiles.fixedEffects().get(0).note().contains("choose ML"), profiles.fixedEffects().get(0).note());
    }

    @Test
    void aVarianceOfZeroIsTheLowerEndIfTheDataAllowIt() {
        var variance = fit(Reference.read("profile/dyestuff2.dense.ml")).profiles().estimates().get(0);
        assertEquals(0, variance.lower());
        assertTrue(variance.note().startsWith("Lower end: where the range"), variance.note());
    }

    /**
     * All of 48 rows with x = hi are events, so the intercept goes to infinity and xlo to minus infinity. The finite
     * ends are those of the likelihood by the trapezoidal rule, as in *.exact.
     */
    @Test
    void anEndIsMissingUnderSeparation() {
        var spec = Fits.spec("y_sep ~ x + (1 | g)", Distributions.BINOMIAL, Links.LOGIT, Method.QUADRATURE, false);
        var ends = Fits.fit("separation", spec.with(Extras.NOTHING.with(new Profiles(Profiled.ALL_PARAMETERS, 0.95))))
            .profiles().fixedEffects();
        assertEquals(3.265923, ends.get(0).lower(), 1e-4);
        assertEquals(Double.POSITIVE_INFINITY, ends.get(0).upper(), ends.get(0).note());
        assertEquals(-3.885175, ends.get(1).upper(), 1e-4);
        assertEquals(Double.NEGATIVE_INFINITY, ends.get(1).lower(), ends.get(1).note());
        assertTrue(ends.get(1).note().startsWith("Lower end: none"), ends.get(1).note());
    }

    @Test
    void onlyWhatIsAskedForIsComputed() {
        var spec = Fits.spec("Yield ~ 1 + (1 | Batch)", Distributions.NORMAL, Links.IDENTITY, Method.ML, true);
        var none = Fits.fit("dyestuff", spec).profiles();
        var covariance = Fits.fit("dyestuff", spec.with(Extras.NOTHING.with(
            new Profiles(Profiled.COVARIANCE_PARAMETERS, 0.8)))).profiles();
        assertFalse(none.isPresent());
        assertEquals(List.of(), covariance.fixedEffects());
        assertEquals(2, covariance.estimates().size());
    }

    @Test
    void pseudoLikelihoodsAreRefused() {
        var spec = Fits.spec("incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, Links.LOGIT, Method.RSPL,
            false);
        var problem = assertThrows(ModelException.class,
            () -> spec.with(Extras.NOTHING.with(new Profiles(Profiled.COVARIANCE_PARAMETERS, 0.95))));
        assertTrue(problem.getMessage().contains("choose LAPLACE"), problem.getMessage());
    }

    @Test
    void theUserCanCancel() {
        var spec = Fits.spec("Yield ~ 1 + (1 | Batch)", Distributions.NORMAL, Links.IDENTITY, Method.ML, true)
            .with(Extras.NOTHING.with(new Profiles(Profiled.ALL_PARAMETERS, 0.95)));
        FitMonitor monitor = (phase, iteration, objective, gradient) -> {
            if (phase.startsWith("Profile likelihood of Residual")) {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class,
            () -> Glmm.fit(TestFrames.read("dyestuff", spec.columns()), spec, monitor));
    }
}
