package org.glmm.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.Test;

/** Estimates of lme4 and glmmTMB. */
class EquationTest {

    private static String equation(String dataset, String formula, Distribution distribution, Method method) {
        var spec = new ModelSpec(Formula.parse(formula), distribution, distribution.defaultLink(), method,
            distribution.isNormal(), Optional.empty(), Optional.empty(), Set.of(), ModelSpec.Control.DEFAULT);
        var model = Glmm.fit(TestFrames.read(dataset, spec.columns()), spec, FitMonitor.SILENT);
        var none = new double[0];
        return FitReport.of(model, new ResidualPoints(none, none, none, none), List.of()).equation();
    }

    @Test
    void showsRandomSlopes() {
        assertEquals("mean of Reaction = 251 + 10.5 Days + u[Subject] + u[Subject, Days] Days",
            equation("sleepstudy", "Reaction ~ Days + (Days | Subject)", Distributions.NORMAL, Method.REML));
    }

    @Test
    void showsTheLinkAndOffsets() {
        assertEquals(
            "log(mean of SiblingNegotiation) = 0.634 - 0.577 FoodTreatment=Satiated + offset(logBroodSize) + u[Nest]",
            equation("owls", "SiblingNegotiation ~ FoodTreatment + offset(logBroodSize) + (1 | Nest)",
            Distributions.POISSON,
                Method.LAPLACE));
    }

    @Test
    void countsWhatDoesNotFit() {
        var equation = equation("oats", "yield ~ 0 + Block:factor(nitro) + (1 | Block:Variety)", Distributions.NORMAL,
            Method.REML);
        assertTrue(equation.matches(".* \\+ \\d+ other fixed effects \\+ u\\[Block:Variety]"), equation);
        assertTrue(equation.length() < 350, equation);
    }
}
