package org.glmm.engine.design;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.glmm.engine.design.Input.Use;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.RowValues;
import org.glmm.engine.frame.TestFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesignRecipeTest {

    /** A row given by column name; a column that is not given is missing. */
    private record NamedRow(List<Input> inputs, Map<String, Object> values) implements RowValues {
        @Override
        public boolean missing(int input) {
            return !values.containsKey(inputs.get(input).name());
        }

        @Override
        public double number(int input) {
            return (Double) values.get(inputs.get(input).name());
        }

        @Override
        public String level(int input) {
            return (String) values.get(inputs.get(input).name());
        }
    }

    private static DesignRow evaluate(DesignRecipe recipe, Map<String, Object> values) {
        return recipe.evaluate(new NamedRow(recipe.inputs(), values));
    }

    private static Map<String, Object> row(Frame frame, int row) {
        var values = new HashMap<String, Object>();
        for (var name : frame.columnNames()) {
            values.put(name, frame.column(name) instanceof NumericColumn numeric ? (Object) numeric.values()[row]
                : level((FactorColumn) frame.column(name), row));
        }
        return values;
    }

    private static String level(FactorColumn factor, int row) {
        return factor.levels().get(factor.codes()[row]);
    }

    /** What a stored model keeps: text, maps of names, and integers. */
    private static DesignRecipe rebuilt(DesignRecipe recipe) {
        var formula = Formula.parse(recipe.formula().toString());
        var schema = new Schema(Map.copyOf(recipe.schema().kinds()), Set.copyOf(recipe.schema().categorical()),
            Map.copyOf(recipe.schema().levels()), Map.copyOf(recipe.schema().codings()));
        var parts = RandomPart.of(formula, schema);
        var groups = IntStream.range(0, parts.size()).mapToObj(part -> GroupLevels.of(
            parts.get(part).term().grouping().stream().map(factor -> schema.levels().get(factor.columns().get(0)))
                .toList(), recipe.groups(part).cells())).toList();
        return new DesignRecipe(formula, schema, groups, recipe.keptIndices(), recipe.aliases(),
            recipe.margins());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "oats_emptycell; yield ~ Variety*nitroF + (1 + nitro | Block/Variety); ''",
        "edge_small; y ~ x*A + B + x2 + offset(w) + (0 + A || g) + (1 | A:B:g); ''",
        "npk; yield ~ P:K + N:P + (1 | block); ''",
        "sleepstudy; Reaction ~ Days + I(Days^2) + (1 | Days) + (Days | Subject:Days); Days",
        "sleepstudy; Reaction ~ Days*log1p(Days) + factor(Days) + offset(Days) + (1 | Days:Subject); ''",
        "orthodont; distance ~ age + us(1 + age | Subject, by = Sex) + fixed(1 | age, variance = 2); ''",
        "oats; yield ~ Variety + diag(0 + Variety | Block:nitroF, by = factor(nitro)); ''"})
    void rebuiltFromItsPartsMakesTheTrainingRows(String data, String text, String categorical) {
        var formula = Formula.parse(text);
        var frame = TestFrames.read(data, formula.columns());
        var design = Design.of(formula, frame, categorical.isEmpty() ? Set.of() : Set.of(categorical));
        var recipe = rebuilt(design.recipe());
        assertEquals(design.fixed().columns(), recipe.keptColumns());
        assertEquals(design.fixed().dropped(), recipe.droppedNames());
        int p = design.fixed().size();
        for (int i = 0; i < frame.rows(); i++) {
            var row = evaluate(recipe, row(frame, i));
            assertNull(row.fixedIssue());
            assertArrayEquals(Arrays.copyOfRange(design.fixed().values(), i * p, (i + 1) * p), row.x());
            assertEquals(design.offset() == null ? 0 : design.offset()[i], row.offset());
            for (int term = 0; term < design.random().size(); term++) {
                var random = design.random().get(term);
                int k = random.effects();
                assertNull(row.randomIssue(term));
                assertEquals(random.level()[i], row.level(term));
                assertEquals(random.levelNames(), recipe.groups(term).names());
                assertArrayEquals(random.level()[i] < 0 ? null : random.z() == null ? new double[] {1}
                    : Arrays.copyOfRange(random.z(), i * k, (i + 1) * k), row.z(term));
            }
        }
    }

    private static final Formula FORMULA =
        Formula.parse("yield ~ Variety + log(nitro + 1) + (1 + nitro | Block:Variety) + (0 + nitroF | Block)");

    private static DesignRecipe recipe() {
        return Design.of(FORMULA, TestFrames.read("oats_emptycell", FORMULA.columns()), Set.of()).recipe();
    }

    private static Map<String, Object> newRow() {
        return new HashMap<>(Map.of("Variety", "Victory", "nitro", 0.2, "Block", "II", "nitroF", "0.2"));
    }

    @Test
    void listsItsInputs() {
        assertEquals(Set.of(new Input("Variety", Kind.FACTOR, Use.FIXED_EFFECTS),
            new Input("nitro", Kind.NUMERIC, Use.FIXED_EFFECTS), new Input("Block", Kind.FACTOR, Use.GROUPS),
            new Input("nitroF", Kind.FACTOR, Use.RANDOM_EFFECTS)), Set.copyOf(recipe().inputs()));
    }

    @Test
    void evaluatesANewRow() {
        var row = evaluate(recipe(), newRow());
        assertArrayEquals(new double[] {1, 0, 1, Math.log(1.2)}, row.x());
        assertArrayEquals(new double[] {1, 0.2}, row.z(0));
        assertArrayEquals(new double[] {0, 1, 0, 0}, row.z(1));
        assertEquals("II:Victory", recipe().groups(0).name(row.level(0)));
        assertEquals("II", recipe().groups(1).name(row.level(1)));
    }

    @Test
    void tellsANewLevelOfAFixedFactor() {
        var values = newRow();
        values.put("Variety", "Marvelous");
        var row = evaluate(recipe(), values);
        var issue = new RowIssue(RowIssue.Reason.NEW_LEVEL, "Variety", "Marvelous");
        assertEquals(issue, row.fixedIssue());
        assertNull(row.x());
        assertEquals(new RowIssue(RowIssue.Reason.NEW_LEVEL, "Block:Variety", "II:Marvelous"), row.randomIssue(0));
        assertNull(row.randomIssue(1));
    }

    @Test
    void tellsANewGroupAndStillGivesZ() {
        var values = newRow();
        values.put("Block", "VII");
        var row = evaluate(recipe(), values);
        assertNull(row.fixedIssue());
        assertEquals(new RowIssue(RowIssue.Reason.NEW_LEVEL, "Block:Variety", "VII:Victory"), row.randomIssue(0));
        assertEquals(GroupLevels.NEW_LEVEL, row.level(0));
        assertArrayEquals(new double[] {1, 0.2}, row.z(0));
        assertEquals(GroupLevels.NEW_LEVEL, row.level(1));
    }

    @Test
    void tellsMissingValuesPartByPart() {
        var values = newRow();
        values.remove("Block");
        var row = evaluate(recipe(), values);
        assertNotNull(row.x());
        assertEquals(new RowIssue(RowIssue.Reason.MISSING, "Block", ""), row.randomIssue(0));
        values = newRow();
        values.remove("nitro");
        row = evaluate(recipe(), values);
        assertEquals(new RowIssue(RowIssue.Reason.MISSING, "nitro", ""), row.fixedIssue());
        assertEquals(new RowIssue(RowIssue.Reason.MISSING, "nitro", ""), row.randomIssue(0));
        assertNull(row.z(0));
        assertNull(row.randomIssue(1));
    }

    @Test
    void tellsATransformationWithoutValue() {
        var values = newRow();
        values.put("nitro", -2.0);
        var issue = evaluate(recipe(), values).fixedIssue();
        assertEquals(RowIssue.Reason.NOT_FINITE, issue.reason());
        assertEquals("log(nitro + 1)", issue.name());
    }

    /** Orthodont: variances by sex; a row of neither has no random effects, not those of both. */
    @Test
    void tellsANewLevelOfASeparatingFactor() {
        var formula = Formula.parse("distance ~ age + us(1 + age | Subject, by = Sex)");
        var recipe = Design.of(formula, TestFrames.read("orthodont", formula.columns()), Set.of()).recipe();
        Map<String, Object> values = new HashMap<>(Map.of("age", 9.0, "Subject", "M01", "Sex", "Male"));
        assertArrayEquals(new double[] {1, 9}, evaluate(recipe, values).z(1));
        assertNull(evaluate(recipe, values).z(0));
        for (var sex : List.of("Unknown", "")) {
            values.put("Sex", sex);
            values.values().remove("");
            var row = evaluate(recipe, values);
            assertNull(row.fixedIssue());
            for (int part = 0; part < 2; part++) {
                assertNull(row.z(part));
                assertEquals(new RowIssue(sex.isEmpty() ? RowIssue.Reason.MISSING : RowIssue.Reason.NEW_LEVEL, "Sex",
                    sex), row.randomIssue(part));
            }
        }
    }

    @Test
    void tellsACombinationThatDidNotOccur() {
        var frame = new Frame(List.of(new NumericColumn("y", new double[] {1, 2, 3}),
            new FactorColumn("a", new int[] {0, 0, 1}, List.of("p", "q")),
            new FactorColumn("b", new int[] {0, 1, 1}, List.of("1:2", "3"))));
        var recipe = Design.of(Formula.parse("y ~ 1 + (1 | a:b)"), frame, Set.of()).recipe();
        assertEquals(List.of("p:1:2", "p:3", "q:3"), recipe.groups(0).names());
        assertEquals(2, evaluate(recipe, Map.of("a", "q", "b", "3")).level(0));
        assertEquals(new RowIssue(RowIssue.Reason.NEW_LEVEL, "a:b", "q:1:2"),
            evaluate(recipe, Map.of("a", "q", "b", "1:2")).randomIssue(0));
    }

    @Test
    void describesColumnsForEstimableFunctions() {
        var recipe = Design.of(Formula.parse("yield ~ Variety*nitro + Variety:nitroF"),
            TestFrames.read("oats", List.of("yield", "Variety", "nitro", "nitroF")), Set.of()).recipe();
        var variety = new Expression.Column("Variety");
        var nitroF = new Expression.Column("nitroF");
        assertEquals(List.of("Variety", "nitro", "Variety:nitro", "Variety:nitroF"),
            recipe.terms().stream().map(term -> term.term().name()).toList());
        assertEquals(List.of(Coding.CONTRASTS, Coding.NUMERIC),
            recipe.terms().get(2).variables().stream().map(CodedVariable::coding).toList());
        assertEquals(List.of(Coding.INDICATOR, Coding.CONTRASTS),
            recipe.terms().get(3).variables().stream().map(CodedVariable::coding).toList());
        var column = recipe.columns().get(6 + 4);
        assertEquals("Variety=Marvellous:nitroF=0.4", column.name());
        assertEquals(Map.of(variety, 1, nitroF, 1), column.positions());
        assertEquals(FixedColumn.INTERCEPT, recipe.columns().get(0).term());
        assertEquals(Map.of(), recipe.columns().get(3).positions());
        assertEquals("nitro", recipe.columns().get(3).name());
    }

    @Test
    void servesSeveralThreads() {
        var formula = Formula.parse("Reaction ~ Days*log1p(Days) + (Days | Subject)");
        var frame = TestFrames.read("sleepstudy", formula.columns());
        var design = Design.of(formula, frame, Set.of());
        int p = design.fixed().size();
        assertTrue(IntStream.range(0, 20_000).parallel().map(i -> i % frame.rows()).allMatch(i -> Arrays.equals(
            Arrays.copyOfRange(design.fixed().values(), i * p, (i + 1) * p),
            evaluate(design.recipe(), row(frame, i)).x())));
    }
}
