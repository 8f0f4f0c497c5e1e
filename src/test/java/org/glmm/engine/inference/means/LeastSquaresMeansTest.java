package org.glmm.engine.inference.means;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.means.EmmeansReference.Block;
import org.glmm.engine.inference.means.LeastSquaresMeans.Setting;
import org.glmm.engine.model.FittedModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** Least-squares means and slopes against emmeans 1.8.4-1; each resource names its fit. */
class LeastSquaresMeansTest {

    private static final double TOLERANCE = 1e-9;

    static Stream<Arguments> means() {
        return Stream.of("oats_emptycell", "empty_cells", "epil_offset", "cbpp").flatMap(name -> {
            var reference = EmmeansReference.read(name, "means");
            return reference.blocks().stream().map(block -> Arguments.of(name, block, reference.model()));
        });
    }

    /** Normal responses of fixed-effect models have residual degrees of freedom in R, all other fits have none. */
    private static DenominatorDf df(FittedModel model) {
        return model.spec().distribution().name().equals("normal") && model.recipe().randomParts().isEmpty()
            ? DenominatorDf.RESIDUAL : DenominatorDf.INFINITE;
    }

    private static LeastSquaresMeans means(FittedModel model, Setting setting) {
        return new LeastSquaresMeans(model, new FunctionInference(model, df(model)), setting);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("means")
    void meansAreThoseOfEmmeans(String name, Block block, FittedModel model) {
        var options = List.of(block.get(3).split(","));
        var at = new HashMap<String, Double>();
        options.stream().filter(option -> option.contains("=")).map(option -> option.split("="))
            .forEach(pair -> at.put(pair[0], Double.parseDouble(pair[1])));
        var setting = new Setting(Weighting.valueOf(block.get(2)), at, options.contains("offset"), 0.95);
        var means = means(model, setting);
        var estimates = means.means(List.of(block.get(1).split(":"))).stream().map(means::estimate).toList();
        assertEquals(block.rows().size(), estimates.size());
        for (var row : block.rows()) {
            var ours = estimates.stream().filter(mean -> mean.estimate().label().equals(row.label())).findFirst()
                .orElseThrow();
            boolean response = options.contains("response");
            double[] actual = response
                ? new double[] {ours.response().value(), ours.response().standardError(), ours.response().lower(),
                    ours.response().upper()}
                : new double[] {ours.estimate().estimate(), ours.estimate().standardError(), ours.lower(),
                    ours.upper()};
            for (int i = 0; i < actual.length; i++) {
                assertEquals(row.numbers()[i], actual[i], tolerance(row.numbers()[i]), row.label() + " " + i);
            }
            assertEquals(Double.isNaN(row.numbers()[0]), !ours.estimate().note().isEmpty(), "a reason is given");
        }
    }

    private static double tolerance(double expected) {
        return Double.isNaN(expected) ? Double.MIN_VALUE : TOLERANCE * Math.max(1e-3, Math.abs(expected));
    }

    static Stream<Arguments> slopes() {
        var reference = EmmeansReference.read("empty_cells", "trends");
        return reference.blocks().stream().map(block -> Arguments.of(block, reference.model()));
    }

    /** emtrends takes differences over a step of 1e-4, so the tolerance is that of its truncation. */
    @ParameterizedTest
    @MethodSource("slopes")
    void slopesAreThoseOfEmtrends(Block block, FittedModel model) {
        var means = means(model, new Setting(Weighting.valueOf(block.get(3)), Map.of(), false, 0.95));
        var slopes = means.slopes(block.get(2), List.of(block.get(1))).stream().map(means::linear).toList();
        assertEquals(block.rows().size(), slopes.size());
        for (int i = 0; i < slopes.size(); i++) {
            assertEquals(block.rows().get(i).label(), slopes.get(i).label());
            assertEquals(block.rows().get(i).numbers()[0], slopes.get(i).estimate(), 1e-5);
            assertEquals(block.rows().get(i).numbers()[1], slopes.get(i).standardError(), 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "D"})
    void anUnknownFactorIsNamed(String name) {
        var model = EmmeansReference.read("empty_cells").model();
        var means = means(model, new Setting(Weighting.EQUAL, Map.of(), false, 0.95));
        var message = assertThrows(ModelException.class, () -> means.means(List.of(name))).getMessage();
        assertTrue(message.contains("\"" + name + "\"") && message.contains("A"), message);
    }

    @Test
    void aCovariateThatTheModelHasNotCannotBeSet() {
        var model = EmmeansReference.read("empty_cells").model();
        var message = assertThrows(ModelException.class,
            () -> means(model, new Setting(Weighting.EQUAL, Map.of("z", 1.0), false, 0.95))).getMessage();
        assertTrue(message.contains("\"z\"") && message.contains("x"), message);
    }

    @Test
    void aValueThatATransformationCannotTakeIsNamed() {
        var model = EmmeansReference.read("empty_cells").model();
        var means = means(model, new Setting(Weighting.EQUAL, Map.of("x", -9.0), false, 0.95));
        var message = assertThrows(ModelException.class, () -> means.means(List.of("C"))).getMessage();
        assertTrue(message.contains("log(x + 5)"), message);
    }
}
