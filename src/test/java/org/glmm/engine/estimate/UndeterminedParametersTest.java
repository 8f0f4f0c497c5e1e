package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.frame.Column;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.CovarianceParameter.State;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.api.Test;

/** Two random terms for the same groups: the sum of their variances is determined, and so is all the rest. */
class UndeterminedParametersTest {

    /** Fits with a copy of a factor in the column "copy". */
    private static FittedModel fit(String data, String factor, String formula, Distribution distribution,
        Method method) {
        ModelSpec spec = Fits.spec(formula, distribution, distribution.defaultLink(), method, false);
        List<String> names = new ArrayList<>(spec.columns());
        names.remove("copy");
        Frame frame = TestFrames.read(data, names);
        FactorColumn original = (FactorColumn) frame.column(factor);
        List<Column> columns = new ArrayList<>();
        names.forEach(name -> columns.add(frame.column(name)));
        columns.add(new FactorColumn("copy", original.codes(), original.levels()));
        return Fits.fit(new Frame(columns), spec);
    }

    private static double error(FittedModel fit, int parameter) {
        return fit.covarianceParameters().get(parameter).standardError();
    }

    private static double variance(FittedModel fit, int parameter) {
        return fit.covarianceParameters().get(parameter).estimate();
    }

    private static void assertNamed(FittedModel fit, String direction) {
        String text = fit.findings().stream().filter(finding -> finding.kind() == Kind.INFORMATION).map(Finding::text)
            .findFirst().orElse("");
        assertTrue(text.contains(direction), fit.findings().toString());
    }

    /**
     * Penicillin (Davies and Goldsmith 1972), the plates twice. Expected: numDeriv's Hessian of the REML criterion of
     * {@code diameter ~ 1 + (1 | plate) + (1 | sample)}, from dense matrices in R, at its minimum by Newton steps
     * from the estimates of lme4.
     */
    @Test
    void theOtherVariancesKeepTheirStandardErrors() {
        FittedModel fit = fit("penicillin", "plate", "diameter ~ 1 + (1 | plate) + (1 | copy) + (1 | sample)",
            Distributions.NORMAL, Method.REML);
        assertEquals(0.71690821286, variance(fit, 0) + variance(fit, 1), 1e-6);
        assertEquals(Double.NaN, error(fit, 0));
        assertEquals(Double.NaN, error(fit, 1));
        assertEquals(2.36760958800, error(fit, 2), 1e-6 * 2.36760958800);
        assertEquals(0.03988136969, error(fit, 3), 1e-6 * 0.03988136969);
        assertNamed(fit,
            "1.00 x variance of (Intercept) in (1 | plate) - 1.00 x variance of (Intercept) in (1 | copy)");
    }

    /**
     * cbpp (Lesnoff et al. 2004), the herds twice. Expected: the standard errors of glmmTMB 1.1.5 without the copy,
     * from its joint Hessian.
     */
    @Test
    void theFixedEffectsKeepTheStandardErrorsOfTheJointLikelihood() {
        double[] expected = {0.23247205, 0.30664249, 0.32663781, 0.42743660};
        FittedModel fit = fit("cbpp", "herd", "incidence/size ~ period + (1 | herd) + (1 | copy)",
            Distributions.BINOMIAL, Method.LAPLACE);
        assertEquals(0.4125001, variance(fit, 0) + variance(fit, 1), 1e-4);
        assertEquals(Double.NaN, error(fit, 0));
        assertEquals(Double.NaN, error(fit, 1));
        for (int j = 0; j < expected.length; j++) {
            assertEquals(expected[j], fit.fixedEffects().standardError(j), 1e-4 * expected[j]);
        }
        assertNamed(fit, "variance of (Intercept) in (1 | herd) - 1.00 x variance of (Intercept) in (1 | copy)");
    }

    /**
     * Dyestuff2 (Box and Tiao 1973) without differences of batches; the residual variance's error is that of a
     * sample's.
     */
    @Test
    void aZeroVarianceIsHeldFixed() {
        FittedModel fit = Fits.normal("dyestuff2", "Yield ~ 1 + (1 | Batch)", Method.REML);
        assertEquals(State.BOUNDARY, fit.covarianceParameters().get(0).state());
        CovarianceParameter residual = fit.covarianceParameters().get(1);
        assertEquals(residual.estimate() * Math.sqrt(2.0 / 29), residual.standardError(), 1e-5);
    }
}
