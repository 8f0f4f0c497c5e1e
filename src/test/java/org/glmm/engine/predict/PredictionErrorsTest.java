package org.glmm.engine.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.glmm.engine.Glmm;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard errors of predictions from fitted models, for random slopes, crossed and nested random effects. */
class PredictionErrorsTest {

    private static final double RELATIVE = 2e-6;

    private static FittedModel fit(String dataset, String formula) {
        var spec = new ModelSpec(Formula.parse(formula), Distributions.NORMAL, Links.IDENTITY, Method.REML, true,
            Optional.empty(), Optional.empty(), Set.of(), ModelSpec.Control.DEFAULT);
        return Glmm.fit(DataTable.read(dataset).frame(spec.columns()), spec, FitMonitor.SILENT);
    }

    private static Predictor predictor(FittedModel model) {
        return new Predictor(model,
            new Predictor.Request(EnumSet.allOf(Scope.class), true, false, NewLevels.POPULATION));
    }

    /** The files: REML fits of lme4 1.1-31, and dense matrices as Henderson (1975) gives them in terms of V and G. */
    @ParameterizedTest
    @ValueSource(strings = {"sleepstudy", "penicillin", "oats"})
    void areThoseOfDenseMatrices(String dataset) {
        var lines = TestFrames.lines("/org/glmm/engine/predict/errors_" + dataset + ".csv");
        var predictor = predictor(fit(dataset, lines.get(1).substring("formula,".length())));
        var rows = DataTable.read(dataset).rows();
        for (int i = 0; i < rows.size(); i++) {
            double[] expected = Stream.of(lines.get(i + 2).split(",")).mapToDouble(Double::parseDouble).toArray();
            var prediction = predictor.predict(DataTable.values(predictor, rows.get(i)));
            assertClose(expected[0], prediction.get(Scope.CONDITIONAL).eta());
            assertClose(expected[1], prediction.get(Scope.TYPICAL).eta());
            assertClose(expected[2], Math.sqrt(prediction.get(Scope.CONDITIONAL).variance()));
            assertClose(expected[3], Math.sqrt(prediction.get(Scope.TYPICAL).variance()));
            assertClose(expected[3], Math.sqrt(prediction.get(Scope.POPULATION).variance()));
        }
    }

    /** The same file of sleepstudy: predictions do not depend on the origin of Days. */
    @Test
    void doNotDependOnTheOriginOfACovariate() {
        var lines = TestFrames.lines("/org/glmm/engine/predict/errors_sleepstudy.csv");
        var table = DataTable.read("sleepstudy");
        table.rows()
            .forEach(row -> row.computeIfPresent("Days",
            (name, day) -> String.valueOf(Double.parseDouble(day) + 2000)));
        var spec = new ModelSpec(Formula.parse(lines.get(1).substring("formula,".length())), Distributions.NORMAL,
            Links.IDENTITY, Method.REML, true, Optional.empty(), Optional.empty(), Set.of(), ModelSpec.Control.DEFAULT);
        var predictor = predictor(Glmm.fit(table.frame(spec.columns()), spec, FitMonitor.SILENT));
        for (int i = 0; i < table.rows().size(); i++) {
            double[] expected = Stream.of(lines.get(i + 2).split(",")).mapToDouble(Double::parseDouble).toArray();
            var prediction = predictor.predict(DataTable.values(predictor, table.rows().get(i)));
            assertClose(expected[0], prediction.get(Scope.CONDITIONAL).eta());
            assertClose(expected[2], Math.sqrt(prediction.get(Scope.CONDITIONAL).variance()));
            assertClose(expected[3], Math.sqrt(prediction.get(Scope.TYPICAL).variance()));
        }
    }

    private static void assertClose(double expected, double actual) {
        assertEquals(expected, actual, RELATIVE * Math.abs(expected));
    }

    /**
     * Sleepstudy at day 7: the variance of a new subject's effects is g00 + 2 * 7 g01 + 49 g11, and adds to that of
     * x'beta.
     */
    @Test
    void aNewGroupAddsTheVarianceOfItsEffects() {
        var model = fit("sleepstudy", "Reaction ~ Days + (1 + Days | Subject)");
        var predictor = predictor(model);
        var row = new HashMap<>(DataTable.read("sleepstudy").rows().get(7));
        row.put("Subject", "new");
        var prediction = predictor.predict(DataTable.values(predictor, row));
        double[] g = model.randomEffects().get(0).covariance();
        double groups = g[0] + 14 * g[1] + 49 * g[3];
        assertEquals(prediction.get(Scope.TYPICAL).eta(), prediction.get(Scope.CONDITIONAL).eta(), 0);
        assertEquals(prediction.get(Scope.TYPICAL).variance() + groups, prediction.get(Scope.CONDITIONAL).variance(),
            1e-8);
        assertEquals(groups, prediction.get(Scope.POPULATION).groupVariance(), 1e-8);
        assertEquals(0, prediction.contributions()[0], 0);
    }

    @Test
    void contributionsAddUpToTheDifferenceFromTypicalGroups() {
        var model = fit("oats", "yield ~ nitro + Variety + (1 | Block) + (1 | Block:Variety)");
        var predictor = predictor(model);
        for (var row : DataTable.read("oats").rows()) {
            var prediction = predictor.predict(DataTable.values(predictor, row));
            int block = model.randomEffects().get(0).levels().indexOf(row.get("Block"));
            assertEquals(model.randomEffects().get(0).value(block, 0), prediction.contributions()[0], 0);
            assertEquals(prediction.get(Scope.CONDITIONAL).eta() - prediction.get(Scope.TYPICAL).eta(),
                prediction.contributions()[0] + prediction.contributions()[1], 1e-10);
        }
    }

    @Test
    void averagesNeedNoGroups() {
        var model = fit("sleepstudy", "Reaction ~ 1 + (1 + Days | Subject)");
        var average = new Predictor(model,
            new Predictor.Request(Set.of(Scope.POPULATION), false, false, NewLevels.FAIL));
        assertEquals(1, average.inputs().size());
        assertEquals("Days", average.inputs().get(0).name());
        var row = new HashMap<>(DataTable.read("sleepstudy").rows().get(7));
        double[] g = model.randomEffects().get(0).covariance();
        assertEquals(g[0] + 14 * g[1] + 49 * g[3],
            average.predict(DataTable.values(average, row)).get(Scope.POPULATION).groupVariance(), 1e-8);
        row.put("Days", "");
        var missing = average.predict(DataTable.values(average, row));
        assertTrue(missing.reason(Scope.POPULATION).orElseThrow().contains("\"Days\" is missing"));
    }
}
