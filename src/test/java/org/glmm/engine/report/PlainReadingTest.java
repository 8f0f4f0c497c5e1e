package org.glmm.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.glmm.engine.Glmm;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Control;
import org.junit.jupiter.api.Test;

/** Sentences with the numbers of lme4 and glmmTMB. */
class PlainReadingTest {

    private static List<String> reading(String dataset, String formula, Distribution distribution, Method method) {
        var spec = new ModelSpec(Formula.parse(formula), distribution, distribution.defaultLink(), method,
            distribution == Distributions.NORMAL, Optional.empty(), Optional.empty(), Set.of(), Control.DEFAULT);
        var model = Glmm.fit(TestFrames.read(dataset, spec.columns()), spec, FitMonitor.SILENT);
        return FitReport.of(model, new ResidualPoints(new double[0], new double[0], new double[0], new double[0]),
            List.of()).reading();
    }

    /**
     * lme4, REML: Days 10.4673, standard error 1.54579, 17 degrees of freedom by pbkrtest, qt(0.975, 17) = 2.10982;
     * standard deviations 24.7405 and 5.92213.
     */
    @Test
    void differencesOnTheIdentityScale() {
        assertEquals(List.of(
            "One unit more of Days changes the mean by 10.5 (95% interval 7.21 to 13.7).",
            "Between the levels of Subject, the mean varies with a standard deviation of 24.7.",
            "Between the levels of Subject, the effect of Days varies with a standard deviation of 5.92."),
            reading("sleepstudy", "Reaction ~ Days + (Days | Subject)", Distributions.NORMAL, Method.REML));
    }

    /** glmmTMB: 0.742279, standard error 0.321547; exp of the standard deviations 1.38987 and 0.07576. */
    @Test
    void ratiosOnTheLogitScale() {
        assertEquals(List.of(
            "treatment=drug multiplies the odds by 2.10 (95% interval 1.12 to 3.95).",
            "Between the levels of clinic, the logarithm of the odds varies with a standard deviation of 1.39; a level "
                + "one standard deviation up has the odds multiplied by 4.01.",
            "Between the levels of clinic:treatment, the logarithm of the odds varies with a standard deviation of "
            + "0.0758; "
                + "a level one standard deviation up has the odds multiplied by 1.08."),
            reading("beitler_landis", "favourable/total ~ treatment + (1 | clinic) + (1 | clinic:treatment)",
                Distributions.BINOMIAL, Method.LAPLACE));
    }

    /** lme4: the variance of Batch is zero. */
    @Test
    void variancesOfZeroAreSaid() {
        assertEquals(List.of(
            "Between the levels of Batch, the mean is not seen to vary: its variance is estimated as zero."),
            reading("dyestuff2", "Yield ~ 1 + (1 | Batch)", Distributions.NORMAL, Method.REML));
    }

    @Test
    void effectsInInteractionsAreNotReadAlone() {
        assertEquals(2, reading("oats", "yield ~ Variety * nitro + (1 | Block / Variety)", Distributions.NORMAL,
            Method.REML).size(), "two variances and no fixed effect");
    }
}
