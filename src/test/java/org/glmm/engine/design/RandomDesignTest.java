package org.glmm.engine.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Set;

import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Z against lme4's {@code lFormula}; each resource, printed by R, names its call. */
class RandomDesignTest {

    @ParameterizedTest
    @ValueSource(strings = {"pastes_batch_cask", "machines_indicators", "machines_contrasts", "oats_three_factors",
        "npk_slopes"})
    void equalsLme4(String name) {
        var lines = TestFrames.lines("/org/glmm/engine/design/random_" + name + ".csv");
        var formula = Formula.parse(value(lines.get(2)));
        var frame = TestFrames.read(value(lines.get(1)), formula.columns());
        var design = Design.of(formula, frame, Set.of());
        int line = 3;
        while (line < lines.size()) {
            var term = termNamed(design, value(lines.get(line)));
            assertEquals(List.of(value(lines.get(line + 1)).split(",")),
                term.effectNames().stream().map(effect -> effect.replace("=", "")).toList());
            assertEquals(List.of(value(lines.get(line + 2)).split(",")), term.levelNames());
            line += 3;
            for (int row = 0; row < design.rows(); row++, line++) {
                assertRow(lines.get(line).split(","), term, row);
            }
        }
    }

    /** lme4 sorts terms by their number of levels; here they stand as written. */
    private static RandomDesign termNamed(Design design, String group) {
        return design.random().stream().filter(term -> term.term().groupName().equals(group)).findFirst()
            .orElseThrow(() -> new AssertionError("no term " + group));
    }

    private static void assertRow(String[] expected, RandomDesign term, int row) {
        assertEquals(expected[0], term.levelNames().get(term.level()[row]));
        int k = term.effects();
        assertEquals(expected.length - 1, k);
        for (int effect = 0; effect < k; effect++) {
            double z = term.z() == null ? 1 : term.z()[row * k + effect];
            assertEquals(Double.parseDouble(expected[effect + 1]), z);
        }
    }

    private static String value(String line) {
        return line.substring(line.indexOf(',') + 1);
    }

    @Test
    void leavesOutZOfAnIntercept() {
        var formula = Formula.parse("strength ~ 1 + (1 | batch/cask)");
        var design = Design.of(formula, TestFrames.read("pastes", formula.columns()), Set.of());
        assertNull(design.random().get(0).z());
        assertNull(design.random().get(1).z());
        assertEquals(List.of("(Intercept)"), design.random().get(0).effectNames());
    }

    @Test
    void groupsByNumbersInNumericOrder() {
        var formula = Formula.parse("Reaction ~ 1 + (1 | Days)");
        var design = Design.of(formula, TestFrames.read("sleepstudy", formula.columns()), Set.of());
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
            design.random().get(0).levelNames());
    }

    @Test
    void joinsOnlyCombinationsThatOccur() {
        var formula = Formula.parse("favourable/total ~ treatment + (1 | clinic:treatment)");
        var frame = TestFrames.read("beitler_landis", formula.columns());
        var names = Design.of(formula, frame, Set.of()).random().get(0).levelNames();
        assertEquals(16, names.size());
        assertEquals(List.of("1:control", "1:drug", "2:control"), names.subList(0, 3));
    }
}
