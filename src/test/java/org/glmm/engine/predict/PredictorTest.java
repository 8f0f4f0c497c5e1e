package org.glmm.engine.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.predict.Predictor.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {

    private static final double RELATIVE = 1e-11;

    private static Predictor predictor(FittedModel model, boolean conditional, NewLevels newLevels) {
        return new Predictor(model, new Request(Set.of(conditional ? Scope.CONDITIONAL : Scope.TYPICAL), false, false,
            newLevels));
    }

    private static double predict(Predictor predictor, Map<String, String> row) {
        return predictor.predict(DataTable.values(predictor, row)).predictions().values().iterator().next().eta();
    }

    private static double mean(FittedModel model, double eta) {
        return new PredictionScale(model.spec().link(), true, 0.95).of(new LinearPrediction(eta, Double.NaN, 0))
            .value();
    }

    private static void assertClose(double expected, double actual, int row) {
        double delta = Double.isNaN(expected) ? 0.1 : RELATIVE * Math.max(1, Math.abs(expected));
        assertEquals(expected, actual, delta, "row " + row);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleepstudy", "oats", "range", "clinical_trial", "offset"})
    void equalsPredictionsForOldAndNewGroups(String name) {
        var reference = ReferencePredictions.read(name);
        var conditional = predictor(reference.model(), true, NewLevels.POPULATION);
        var population = predictor(reference.model(), false, NewLevels.FAIL);
        for (int i = 0; i < reference.rows().size(); i++) {
            double[] expected = reference.expected().get(i);
            double eta = predict(conditional, reference.rows().get(i));
            assertClose(expected[0], eta, i);
            assertClose(expected[1], predict(population, reference.rows().get(i)), i);
            assertClose(expected[2], mean(reference.model(), eta), i);
        }
        assertEquals(reference.isNew().stream().filter(isNew -> isNew).count(), conditional.newGroups().rows());
        assertEquals(0, population.newGroups().rows());
        assertEquals(0, conditional.unseenLevels().rows() + population.unseenLevels().rows());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleepstudy", "oats", "range", "clinical_trial", "offset"})
    void predictsNothingForNewGroupsIfAskedTo(String name) {
        var reference = ReferencePredictions.read(name);
        var predictor = predictor(reference.model(), true, NewLevels.MISSING);
        for (int i = 0; i < reference.rows().size(); i++) {
            double expected = reference.isNew().get(i) ? Double.NaN : reference.expected().get(i)[0];
            double eta = predict(predictor, reference.rows().get(i));
            assertClose(expected, eta, i);
            assertEquals(Double.isNaN(expected), Double.isNaN(mean(reference.model(), eta)));
        }
        assertEquals(reference.isNew().stream().filter(isNew -> isNew).count(), predictor.newGroups().rows());
    }

    @ParameterizedTest
    @CsvSource({"sleepstudy, 335, Subject", "oats, III, Block", "range, B2:M3, block:management"})
    void namesGroupingAndLevelIfNewGroupsAreRefused(String name, String level, String grouping) {
        var reference = ReferencePredictions.read(name);
        var predictor = predictor(reference.model(), true, NewLevels.FAIL);
        for (int i = 0; i < reference.rows().size(); i++) {
            var row = reference.rows().get(i);
            if (reference.isNew().get(i)) {
                var problem = assertThrows(ModelException.class, () -> predict(predictor, row));
                assertTrue(problem.getMessage().contains("\"" + level + "\" of the grouping \"" + grouping + "\""),
                    problem::getMessage);
            } else {
                assertClose(reference.expected().get(i)[0], predict(predictor, row), i);
            }
        }
    }

    @Test
    void asksForTheColumnsItNeeds() {
        var model = ReferencePredictions.read("offset").model();
        assertEquals(List.of(new ColumnRequest("x", Kind.NUMERIC), new ColumnRequest("A", Kind.FACTOR),
            new ColumnRequest("w", Kind.NUMERIC)), predictor(model, false, NewLevels.FAIL).inputs());
        assertEquals(List.of(new ColumnRequest("x", Kind.NUMERIC), new ColumnRequest("A", Kind.FACTOR),
            new ColumnRequest("w", Kind.NUMERIC), new ColumnRequest("g", Kind.FACTOR)),
            predictor(model, true, NewLevels.FAIL).inputs());
    }

    private static Map<String, String> changed(Map<String, String> row, String column, String value) {
        var result = new HashMap<>(row);
        result.put(column, value);
        return result;
    }

    @ParameterizedTest
    @CsvSource({"x, ''", "A, ''", "w, ''", "g, ''"})
    void predictsNothingIfANeededValueIsMissing(String column, String value) {
        var reference = ReferencePredictions.read("offset");
        var row = changed(reference.rows().get(0), column, value);
        var conditional = predictor(reference.model(), true, NewLevels.FAIL);
        var population = predictor(reference.model(), false, NewLevels.FAIL);
        assertTrue(Double.isNaN(predict(conditional, row)));
        assertEquals(!column.equals("g"), Double.isNaN(predict(population, row)));
        assertEquals(0, conditional.newGroups().rows() + conditional.unseenLevels().rows()
            + conditional.undefined().rows());
    }

    @Test
    void countsUnseenLevelsOfFixedEffectsAndUndefinedNumbers() {
        var reference = ReferencePredictions.read("offset");
        var row = reference.rows().get(0);
        var predictor = predictor(reference.model(), true, NewLevels.POPULATION);
        assertTrue(Double.isNaN(predict(predictor, changed(row, "A", "d"))));
        assertEquals(1, predictor.unseenLevels().rows());
        assertTrue(Double.isNaN(predict(predictor, changed(row, "w", "-1"))));
        assertTrue(Double.isNaN(predict(predictor, changed(row, "x", "Infinity"))));
        assertEquals(2, predictor.undefined().rows());
        assertEquals(1, predictor.unseenLevels().rows());
        assertEquals(0, predictor.newGroups().rows());
    }

    @Test
    void countsAcrossThreads() {
        var reference = ReferencePredictions.read("sleepstudy");
        var predictor = predictor(reference.model(), true, NewLevels.POPULATION);
        double expected = reference.expected().stream().mapToDouble(row -> row[0]).sum();
        double sum = IntStream.range(0, 200 * reference.rows().size()).parallel()
            .mapToDouble(i -> predict(predictor, reference.rows().get(i % reference.rows().size()))).sum();
        assertEquals(200 * expected, sum, 1e-6);
        assertEquals(2000, predictor.newGroups().rows());
    }
}
