package org.glmm.engine.design;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * X against R's {@code model.matrix}, and the columns kept against R's {@code qr}. Each resource, printed by R, names
 * its call, then lists data, formula, columns kept, term of each column, column names, and the matrix.
 * R's names have no "=" between factor and level.
 */
class FixedDesignTest {

    private record Expected(String data, Formula formula, int[] kept, int[] term, List<String> names,
            List<double[]> rows) {

        static Expected read(String name) {
            var lines = TestFrames.lines("/org/glmm/engine/design/" + name + ".csv");
            return new Expected(value(lines.get(1)), Formula.parse(value(lines.get(2))),
                integers(value(lines.get(3))), integers(value(lines.get(4))), List.of(lines.get(5).split(",")),
                lines.stream().skip(6)
                    .map(line -> Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray()).toList());
        }

        private static String value(String line) {
            return line.substring(line.indexOf(',') + 1);
        }

        private static int[] integers(String list) {
            return Stream.of(list.split(",")).mapToInt(number -> Integer.parseInt(number) - 1).toArray();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oats_interaction", "oats_two_factors", "oats_no_intercept", "oats_nested_slopes",
        "oats_cells_only", "oats_cells_no_intercept", "oats_slope_then_slopes", "oats_slopes_no_intercept",
        "oats_interaction_one_main", "oats_empty_cell", "edge_aliased", "edge_aliased_reversed",
        "edge_aliased_three_way", "edge_missing", "npk_factorial", "npk_power", "npk_overlapping_interactions",
        "npk_nested", "pastes_nested", "sleepstudy_categorical", "sleepstudy_transformed", "range_factorial"})
    void equalsModelMatrix(String name) {
        var expected = Expected.read(name);
        var frame = TestFrames.read(expected.data, expected.formula.columns());
        var design = Design.of(expected.formula, frame, Set.of());
        var recipe = design.recipe();
        assertEquals(expected.names, recipe.columns().stream().map(column -> withoutEquals(column.name())).toList());
        assertArrayEquals(expected.term, recipe.columns().stream().mapToInt(FixedColumn::term).toArray());
        assertArrayEquals(expected.kept, recipe.keptIndices());
        assertEquals(IntStream.of(expected.kept).mapToObj(expected.names::get).toList(),
            design.fixed().names().stream().map(FixedDesignTest::withoutEquals).toList());
        var dropped = new ArrayList<>(expected.names);
        dropped.removeAll(IntStream.of(expected.kept).mapToObj(expected.names::get).toList());
        assertEquals(dropped, design.fixed().dropped().stream().map(FixedDesignTest::withoutEquals).toList());
        assertEquals(expected.rows.size(), design.rows());
        int p = design.fixed().size();
        for (int row = 0; row < design.rows(); row++) {
            for (int j = 0; j < p; j++) {
                double value = expected.rows.get(row)[expected.kept[j]];
                assertEquals(value, design.fixed().values()[row * p + j], 4e-16 * Math.abs(value),
                    "row " + row + " of " + design.fixed().names().get(j));
            }
        }
    }

    private static String withoutEquals(String name) {
        return name.replace("=", "");
    }

    /** One row of 2,000 that no sample of the rows sees makes the difference. */
    @Test
    void tellsCombinationsOfItsColumns() {
        int rows = 2_000;
        double[] values = new double[2 * rows];
        double[] column = new double[rows];
        for (int r = 0; r < rows; r++) {
            values[2 * r] = 1;
            values[2 * r + 1] = Math.sin(r);
            column[r] = 3 - 2 * Math.sin(r);
        }
        var intercept = FixedColumn.intercept();
        var x = new FixedColumn("x", 0, Map.of());
        var design = new FixedDesign(rows, List.of(intercept, x), List.of(), values);
        assertEquals(Optional.of(List.of(intercept, x)), design.combination(column));
        column[1] += 0.01;
        assertEquals(Optional.empty(), design.combination(column));
        column[0] += 0.01;
        assertEquals(Optional.empty(), design.combination(column));
    }
}
