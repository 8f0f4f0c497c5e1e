package org.glmm.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.glmm.engine.Glmm;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.report.SearchTrace.Step;
import org.junit.jupiter.api.Test;

class SearchTraceTest {

    @Test
    void keepsTheLastEvaluationOfEachIterationUntilTheStandardErrors() {
        var trace = new SearchTrace();
        trace.note("Linearisation", 1, 9, 3);
        trace.note("Linearisation", 1, 8, 2);
        trace.note("Linearisation", 2, 7, 1);
        trace.note("Maximising the likelihood", 2, 6, 0.5);
        trace.note("Standard errors of the covariance parameters", 3, 10, 5);
        trace.note("Linearisation", 1, 20, 20);
        assertEquals(List.of(new Step("Linearisation", 1, 8, 2), new Step("Linearisation", 2, 7, 1),
            new Step("Maximising the likelihood", 2, 6, 0.5)), trace.steps());
    }

    @Test
    void longSearchesAreThinnedOut() {
        var trace = new SearchTrace();
        for (int i = 1; i <= 10_000; i++) {
            trace.note("Maximising the likelihood", i, i, i);
        }
        assertEquals(400, trace.steps().size());
        assertEquals(10_000, trace.steps().get(399).iteration());
    }

    /** lme4, REML: -2 log L = 1743.628. */
    @Test
    void aSearchEndsAtItsMinimum() {
        var spec = new ModelSpec(Formula.parse("Reaction ~ Days + (Days | Subject)"), Distributions.NORMAL,
            Links.IDENTITY, Method.REML, true, Optional.empty(), Optional.empty(), Set.of(), ModelSpec.Control.DEFAULT);
        var trace = new SearchTrace();
        Glmm.fit(TestFrames.read("sleepstudy", spec.columns()), spec, trace::note);
        var last = trace.steps().get(trace.steps().size() - 1);
        assertEquals(1743.628, last.objective(), 1e-3);
        assertTrue(last.gradient() < 1e-2 * trace.steps().get(0).gradient());
    }
}
