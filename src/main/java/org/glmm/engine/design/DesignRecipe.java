package org.glmm.engine.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.RowValues;

/**
 * How rows of data become rows of X and Z. Made from training data by {@link Design#of}, and rebuilt for prediction
 * from the formula, the schema, the groups and the kept columns. Immutable and safe for use by several threads.
 */
public final class DesignRecipe {

    private final Formula formula;
    private final Schema schema;
    private final List<GroupLevels> groups;
    private final int[] kept;
    private final List<Alias> aliases;
    private final ObservedMargins margins;
    private final VariableTable variables;
    private final EffectMatrix fixed;
    private final List<RandomRows> random;

    /** A random part's z, the variables of its grouping, and the one that tells which rows belong to it, if any. */
    private record RandomRows(RandomPart part, EffectMatrix effects, int[] groupVariables, int[] byVariables) {

        boolean isOutside(RowReading row) {
            return byVariables.length > 0 && row.firstIssue(byVariables) == null
                && row.codes[byVariables[0]] != part.byLevel();
        }

        /** Why z cannot be evaluated, or whether the row belongs to the part cannot be told; null if both can be. */
        RowIssue effectIssue(RowReading row) {
            var issue = row.firstIssue(byVariables);
            return issue != null ? issue : row.firstIssue(effects.variables());
        }
    }

    /**
     * @param groups the groups of every random part
     * @param kept the indices, ascending, of the fixed-effect columns that are kept
     * @param aliases the other columns, ascending
     * @param margins means of covariates and frequencies of levels
     */
    public DesignRecipe(Formula formula, Schema schema, List<GroupLevels> groups, int[] kept, List<Alias> aliases,
        ObservedMargins margins) {
        this.formula = formula;
        this.schema = schema;
        this.groups = List.copyOf(groups);
        this.kept = kept.clone();
        this.aliases = List.copyOf(aliases);
        this.margins = margins;
        variables = new VariableTable(formula, schema);
        var coded = CodedTerm.code(formula.intercept(), formula.fixed(), schema);
        fixed = new EffectMatrix(formula.intercept(), coded, variables);
        random = new ArrayList<>();
        for (var part : RandomPart.of(formula, schema)) {
            random.add(rows(part));
        }
    }

    private DesignRecipe(DesignRecipe other, IndependentColumns columns, ObservedMargins margins) {
        this.formula = other.formula;
        this.schema = other.schema;
        this.groups = other.groups;
        this.kept = columns.kept().clone();
        this.aliases = columns.aliases();
        this.margins = margins;
        this.variables = other.variables;
        this.fixed = other.fixed;
        this.random = other.random;
    }

    private RandomRows rows(RandomPart part) {
        var term = part.term();
        var coded = CodedTerm.code(term.intercept(), term.effects(), schema);
        var effects = new EffectMatrix(term.intercept(), coded, variables);
        int[] factors = new int[term.factors().size()];
        for (int f = 0; f < factors.length; f++) {
            factors[f] = variables.indexOf(schema.asFactor(term.factors().get(f)));
        }
        int groupings = term.grouping().size();
        return new RandomRows(part, effects, Arrays.copyOf(factors, groupings),
            Arrays.copyOfRange(factors, groupings, factors.length));
    }

    /** The same recipe with other columns kept, and with the margins of the data. */
    DesignRecipe keeping(IndependentColumns columns, ObservedMargins observed) {
        return new DesignRecipe(this, columns, observed);
    }

    public Formula formula() {
        return formula;
    }

    public Schema schema() {
        return schema;
    }

    /** The columns that rows must offer, in the order of the indices of {@link RowValues}. */
    public List<Input> inputs() {
        return Collections.unmodifiableList(variables.inputs());
    }

    /** The fixed terms with their coding, in the order of {@link FixedColumn#term()}. */
    public List<CodedTerm> terms() {
        return fixed.terms();
    }

    /** All fixed-effect columns, those dropped by rank detection included. */
    public List<FixedColumn> columns() {
        return fixed.columns();
    }

    /** The indices, ascending, of the columns kept. */
    public int[] keptIndices() {
        return kept.clone();
    }

    /** The columns of X. */
    public List<FixedColumn> keptColumns() {
        List<FixedColumn> columns = new ArrayList<>();
        for (int column : kept) {
            columns.add(columns().get(column));
        }
        return columns;
    }

    /** The columns dropped, ascending, as linear combinations of those kept. */
    public List<Alias> aliases() {
        return aliases;
    }

    /** What the training data tell about the values of the explanatory columns. */
    public ObservedMargins margins() {
        return margins;
    }

    /** The names of the columns that depend linearly on those before them. */
    public List<String> droppedNames() {
        List<String> names = new ArrayList<>();
        for (var alias : aliases) {
            names.add(columns().get(alias.column()).name());
        }
        return names;
    }

    /** The random terms, or their parts with covariance parameters of their own. */
    public List<RandomPart> randomParts() {
        List<RandomPart> parts = new ArrayList<>();
        for (var rows : random) {
            parts.add(rows.part);
        }
        return parts;
    }

    /** The groups of a random part. */
    public GroupLevels groups(int part) {
        return groups.get(part);
    }

    /** The names of a random part's k effects. */
    public List<String> effectNames(int part) {
        return FixedColumn.names(effectColumns(part));
    }

    /** A random part's k effects, with the indices of their terms among the effects of {@link RandomPart#term}. */
    public List<FixedColumn> effectColumns(int part) {
        return random.get(part).effects.columns();
    }

    /** Evaluates one row; trouble is reported in the result, part by part. */
    public DesignRow evaluate(RowValues row) {
        var reading = new RowReading(variables, row);
        var fixedIssue = reading.firstIssue(fixed.variables());
        fixedIssue = fixedIssue != null ? fixedIssue : reading.firstIssue(variables.offsets());
        double[] x = fixedIssue == null ? fixedRow(reading) : null;
        double offset = fixedIssue == null ? 0 : Double.NaN;
        for (int variable : variables.offsets()) {
            offset += reading.numbers[variable];
        }
        int size = random.size();
        int[] levels = new int[size];
        double[][] z = new double[size][];
        var issues = new RowIssue[size];
        for (int part = 0; part < size; part++) {
            var rows = random.get(part);
            levels[part] = level(part, reading);
            issues[part] = rows.isOutside(reading) ? null : rows.effectIssue(reading);
            if (issues[part] == null && !rows.isOutside(reading)) {
                z[part] = new double[rows.effects.size()];
                rows.effects.fill(reading.numbers, reading.codes, z[part], 0);
                issues[part] = groupIssue(part, levels[part], reading);
            }
        }
        return new DesignRow(x, offset, fixedIssue, levels, z, issues);
    }

    /**
     * One row of X as it is before rank detection, with the elements of all {@link #columns()}.
     *
     * @throws ModelException if a variable of the fixed effects has no value in the row; it names the variable
     */
    public double[] allColumns(RowValues row) {
        var reading = new RowReading(variables, row);
        var issue = reading.firstIssue(fixed.variables());
        if (issue != null) {
            throw new ModelException("\"" + issue.name() + "\" has no value that the model can use"
                + (issue.value().isEmpty() ? "" : ": " + issue.value()) + "; choose other values of the covariates.");
        }
        return allColumns(reading);
    }

    private double[] allColumns(RowReading reading) {
        double[] all = new double[fixed.size()];
        fixed.fill(reading.numbers, reading.codes, all, 0);
        return all;
    }

    private double[] fixedRow(RowReading reading) {
        double[] all = allColumns(reading);
        double[] x = new double[kept.length];
        for (int j = 0; j < kept.length; j++) {
            x[j] = all[kept[j]];
        }
        return x;
    }

    private int level(int part, RowReading reading) {
        var rows = random.get(part);
        boolean unknown = reading.firstIssue(rows.groupVariables) != null
            || reading.firstIssue(rows.byVariables) != null;
        return unknown || rows.isOutside(reading) ? GroupLevels.NEW_LEVEL
            : groups.get(part).index(reading.codesOf(rows.groupVariables));
    }

    private RowIssue groupIssue(int part, int level, RowReading reading) {
        if (level != GroupLevels.NEW_LEVEL) {
            return null;
        }
        var rows = random.get(part);
        var missing = reading.firstIssue(rows.groupVariables, RowIssue.Reason.MISSING);
        return missing != null ? missing : new RowIssue(RowIssue.Reason.NEW_LEVEL, rows.part.group(),
            reading.levelNames(rows.groupVariables));
    }

    VariableTable variables() {
        return variables;
    }

    EffectMatrix fixedMatrix() {
        return fixed;
    }

    EffectMatrix effects(int part) {
        return random.get(part).effects;
    }
}
