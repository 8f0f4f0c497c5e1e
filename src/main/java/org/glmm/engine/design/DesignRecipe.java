package org.glmm.engine.design;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.glmm.engine.formula.Formula;
import org.glmm.engine.formula.RandomTerm;
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
    private final VariableTable variables;
    private final EffectMatrix fixed;
    private final List<RandomPart> random;

    /** A random term's z and the variables of its grouping. */
    private record RandomPart(EffectMatrix effects, int[] groupVariables) { }

    /**
     * @param groups the groups of every random term
     * @param kept the indices, ascending, of the fixed-effect columns that are kept
     * @param aliases the other columns, ascending
     */
    public DesignRecipe(Formula formula, Schema schema, List<GroupLevels> groups, int[] kept, List<Alias> aliases) {
        this.formula = formula;
        this.schema = schema;
        this.groups = List.copyOf(groups);
        this.kept = kept.clone();
        this.aliases = List.copyOf(aliases);
        variables = new VariableTable(formula, schema);
        var coded = CodedTerm.code(formula.intercept(), formula.fixed(), schema::levelsOf);
        fixed = new EffectMatrix(formula.intercept(), coded, variables::indexOf);
        random = formula.random().stream().map(this::randomPart).toList();
    }

    private DesignRecipe(DesignRecipe other, IndependentColumns columns) {
        this.formula = other.formula;
        this.schema = other.schema;
        this.groups = other.groups;
        this.kept = columns.kept().clone();
        this.aliases = columns.aliases();
        this.variables = other.variables;
        this.fixed = other.fixed;
        this.random = other.random;
    }

    private RandomPart randomPart(RandomTerm term) {
        var coded = CodedTerm.code(term.intercept(), term.effects(), schema::levelsOf);
        var effects = new EffectMatrix(term.intercept(), coded, variables::indexOf);
        int[] grouping = term.grouping().stream()
            .mapToInt(group -> variables.indexOf(schema.asFactor(group))).toArray();
        return new RandomPart(effects, grouping);
    }

    /** The same recipe with other columns kept. */
    DesignRecipe keeping(IndependentColumns columns) {
        return new DesignRecipe(this, columns);
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
        return IntStream.of(kept).mapToObj(columns()::get).toList();
    }

    /** The columns dropped, ascending, as linear combinations of those kept. */
    public List<Alias> aliases() {
        return aliases;
    }

    /** The names of the columns that depend linearly on those before them. */
    public List<String> droppedNames() {
        return aliases.stream().map(alias -> columns().get(alias.column()).name()).toList();
    }

    /** The groups of a random term. */
    public GroupLevels groups(int term) {
        return groups.get(term);
    }

    /** The names of a random term's k effects. */
    public List<String> effectNames(int term) {
        return random.get(term).effects.columns().stream().map(FixedColumn::name).toList();
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
        for (int term = 0; term < size; term++) {
            var part = random.get(term);
            levels[term] = level(term, reading);
            issues[term] = reading.firstIssue(part.effects.variables());
            if (issues[term] == null) {
                z[term] = new double[part.effects.size()];
                part.effects.fill(reading.numbers, reading.codes, z[term], 0);
                issues[term] = groupIssue(term, levels[term], reading);
            }
        }
        return new DesignRow(x, offset, fixedIssue, levels, z, issues);
    }

    private double[] fixedRow(RowReading reading) {
        double[] all = new double[fixed.size()];
        fixed.fill(reading.numbers, reading.codes, all, 0);
        double[] x = new double[kept.length];
        for (int j = 0; j < kept.length; j++) {
            x[j] = all[kept[j]];
        }
        return x;
    }

    private int level(int term, RowReading reading) {
        int[] grouping = random.get(term).groupVariables;
        return reading.firstIssue(grouping) != null ? GroupLevels.NEW_LEVEL
            : groups.get(term).index(reading.codesOf(grouping));
    }

    private RowIssue groupIssue(int term, int level, RowReading reading) {
        int[] grouping = random.get(term).groupVariables;
        if (level != GroupLevels.NEW_LEVEL) {
            return null;
        }
        var missing = reading.firstIssue(grouping, RowIssue.Reason.MISSING);
        return missing != null ? missing : new RowIssue(RowIssue.Reason.NEW_LEVEL,
            formula.random().get(term).groupName(), reading.levelNames(grouping));
    }

    VariableTable variables() {
        return variables;
    }

    EffectMatrix fixedMatrix() {
        return fixed;
    }

    EffectMatrix effects(int term) {
        return random.get(term).effects;
    }
}
