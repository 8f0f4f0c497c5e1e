package org.glmm.engine.design;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.Column;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.NumericColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and how offsets and responses are read, on six rows made by hand. */
class DesignCheckTest {

    private static final Frame FRAME = new Frame(List.of(
        new NumericColumn("y", new double[] {1, 2, 4, 8, 16, 30}),
        new NumericColumn("x", new double[] {3, 1, -1, 1, 5, 9}),
        new NumericColumn("z", new double[] {0, 1, 0, 2, 2, 7}),
        new NumericColumn("dose", new double[] {10, 2, 10, 2, 2, 10}),
        new NumericColumn("one", new double[] {1, 1, 1, 1, 1, 1}),
        new NumericColumn("events", new double[] {0, 1, 2, 3, 4, 5}),
        new NumericColumn("trials", new double[] {5, 5, 5, 5, 5, 5}),
        new NumericColumn("few", new double[] {5, 5, 1, 5, 5, 5}),
        new NumericColumn("half", new double[] {5, 5, 5, 4.5, 5, 5}),
        new FactorColumn("sex", new int[] {0, 1, 0, 1, 0, 1}, List.of("f", "m")),
        new FactorColumn("site", new int[6], List.of("only")),
        new FactorColumn("id", new int[] {0, 1, 2, 3, 4, 5}, List.of("a", "b", "c", "d", "e", "f"))));

    private static Design design(String formula, String... categorical) {
        return Design.of(Formula.parse(formula), FRAME, Set.of(categorical));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '#', value = {
        "y ~ dose + sx! There is no column \"sx\" in the data; did you mean \"x\" or \"sex\"?",
        "y ~ log(sex)! The column \"sex\" holds text and cannot be used as a number in log(sex)",
        "y ~ x + offset(sex)! The column \"sex\" holds text and cannot be used as a number;",
        "sex/trials ~ x! The column \"sex\" holds text and cannot be used as a number;",
        "y ~ log(x)! The expression log(x) has no finite value in row 3 of the rows used, where \"x\" = -1;",
        "y ~ I(x/z)! I(x/z) has no finite value in row 1 of the rows used, where \"x\" = 3, \"z\" = 0;",
        "sqrt(x) ~ z! The expression sqrt(x) has no finite value in row 3",
        "y ~ x + offset(log(z))! The exposure \"z\" must be positive, row 1 of the rows used has 0;",
        "y ~ z + offset(log(x))! The exposure \"x\" must be positive, row 3 of the rows used has -1;",
        "y ~ z + offset(log(2 * x))! The expression log(2 * x) has no finite value in row 3",
        "y ~ (1 + log(x) | sex)! The expression log(x) has no finite value in row 3",
        "y ~ site! The factor \"site\" has only one level (\"only\") in the rows used",
        "y ~ x + (0 + site | sex)! The factor \"site\" has only one level",
        "y ~ factor(one)! The factor \"factor(one)\" has only one level (\"1\")",
        "y ~ (1 | site)! In the random term (1 | site) the column \"site\" has only one level",
        "y ~ (1 | site:sex)! In the random term (1 | site:sex) the column \"site\" has only one level",
        "y ~ id! The model has 6 fixed-effect coefficients but only 6 rows of data",
        "y ~ id*sex + x! The model has 6 fixed-effect coefficients but only 6 rows of data",
        "events/few ~ x! Events \"events\" exceed trials \"few\" in row 3 of the rows used: 2 events in 1 trials",
        "events/half ~ x! The trials \"half\" are 4.5 in row 4 of the rows used; they must be whole numbers from 1",
        "events/z ~ x! The trials \"z\" are 0 in row 1 of the rows used; they must be whole numbers from 1",
        "x/trials ~ z! The events \"x\" are -1 in row 3 of the rows used; they must be whole numbers from 0",
        "cbind(events, few - 2) ~ z! The failures \"few - 2\" are -1 in row 3",
        "cbind(z, z) ~ x! Events \"z\" and failures \"z\" are both 0 in row 1"})
    void refuses(String formula, String message) {
        var problem = assertThrows(ModelException.class, () -> design(formula));
        assertTrue(problem.getMessage().contains(message), problem.getMessage());
    }

    @Test
    void refusesMatricesTooLargeForArrays() {
        int rows = 60_000;
        int[] codes = new int[rows];
        var levels = new String[rows];
        for (int row = 0; row < rows; row++) {
            codes[row] = row;
            levels[row] = "id" + row;
        }
        var frame = new Frame(List.of(new NumericColumn("y", new double[rows]),
            new FactorColumn("id", codes, List.of(levels))));
        var problem = assertThrows(ModelException.class,
            () -> Design.of(Formula.parse("y ~ id"), frame, Set.of()));
        assertEquals("The term id has 59999 columns on 60000 rows, too many for the fixed effects; "
            + "remove it or make its factor the grouping of a random term.", problem.getMessage());
    }

    @Test
    void refusesInteractionsWithMoreColumnsThanALongCanCount() {
        int rows = 40;
        int[] codes = new int[rows];
        var levels = new String[rows];
        for (int row = 0; row < rows; row++) {
            codes[row] = row;
            levels[row] = "l" + row;
        }
        var columns = new ArrayList<Column>();
        columns.add(new NumericColumn("y", new double[rows]));
        var names = new ArrayList<String>();
        for (int factor = 0; factor < 14; factor++) {
            names.add("f" + factor);
            columns.add(new FactorColumn("f" + factor, codes, List.of(levels)));
        }
        var formula = Formula.parse("y ~ " + String.join(":", names));
        var problem = assertThrows(ModelException.class, () -> Design.of(formula, new Frame(columns), Set.of()));
        assertTrue(problem.getMessage().contains("too many for the fixed effects"), problem.getMessage());
    }

    @Test
    void treatsListedNumbersAsFactorsWhereTheyStandAlone() {
        var design = design("y ~ dose + log(dose)", "dose");
        assertEquals(List.of("(Intercept)", "dose=10"), design.fixed().names());
        assertEquals(List.of("log(dose)"), design.fixed().dropped());
        assertEquals(List.of("(Intercept)", "dose"), design("y ~ dose").fixed().names());
        assertEquals(List.of("(Intercept)", "dose", "sex=m", "dose:sex=m"), design("y ~ dose*sex").fixed().names());
    }

    @Test
    void usesANumberBothAsCovariateAndAsGroup() {
        var design = design("y ~ z + (1 | z)");
        assertEquals(List.of("(Intercept)", "z"), design.fixed().names());
        assertEquals(List.of("0", "1", "2", "7"), design.random().get(0).levelNames());
        assertArrayEquals(new int[] {0, 1, 0, 2, 2, 3}, design.random().get(0).level());
    }

    @Test
    void addsOffsets() {
        assertNull(design("y ~ x").offset());
        assertArrayEquals(new double[] {3, 2, -1, 3, 7, 16}, design("y ~ 1 + offset(x) + offset(z)").offset());
        assertArrayEquals(new double[] {10, 2, 10, 2, 2, 10}, design("y ~ dose + offset(dose)", "dose").offset());
    }

    @Test
    void readsResponses() {
        var numeric = (ResponseValues.Numeric) design("y ~ x").response();
        assertArrayEquals(new double[] {1, 2, 4, 8, 16, 30}, numeric.values());
        var proportion = (ResponseValues.Events) design("events/trials ~ x").response();
        assertEquals("events/trials", proportion.name());
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, proportion.events());
        assertArrayEquals(new double[] {5, 5, 5, 5, 5, 5}, proportion.trials());
        var counts = (ResponseValues.Events) design("cbind(events, trials - events) ~ x").response();
        assertArrayEquals(proportion.events(), counts.events());
        assertArrayEquals(proportion.trials(), counts.trials());
        var factor = (ResponseValues.Categories) design("sex ~ x").response();
        assertEquals(List.of("f", "m"), factor.levels());
        assertArrayEquals(new int[] {0, 1, 0, 1, 0, 1}, factor.codes());
        assertEquals(List.of("2", "10"), ((ResponseValues.Categories) design("dose ~ x", "dose").response()).levels());
        assertEquals(List.of("2", "10"), ((ResponseValues.Categories) design("factor(dose) ~ x").response()).levels());
    }

    @Test
    void allowsAModelWithoutFixedEffects() {
        var design = design("y ~ 0 + (1 | sex)");
        assertEquals(0, design.fixed().size());
        assertEquals(0, design.fixed().values().length);
    }
}
