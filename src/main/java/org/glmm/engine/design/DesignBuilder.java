package org.glmm.engine.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.glmm.engine.covariance.CovarianceStructures;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.formula.MathFunction;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.formula.Term;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.NumericColumn;

/** Evaluates a formula on a frame and checks what can be checked before a model is fitted. */
final class DesignBuilder {

    private static final int MAXIMUM_COLUMNS = 10_000;

    private final Formula formula;
    private final int rows;
    private final FrameReader frame;
    private final Schema schema;
    private final RowWeights weights;

    DesignBuilder(Formula formula, Frame frame, Set<String> categorical, Map<String, FactorCoding> codings,
        RowWeights weights) {
        this.formula = formula;
        this.weights = weights;
        this.rows = frame.rows();
        this.frame = new FrameReader(frame, categorical);
        for (String column : formula.columns()) {
            frame.column(column);
        }
        this.schema = schema(frame, categorical, codings);
    }

    Design build() {
        requireTwoLevels();
        requireFeasible();
        var response = new ResponseReader(frame).read(formula.response());
        for (var term : formula.random()) {
            requireOrder(term);
        }
        for (var offset : formula.offsets()) {
            requirePositiveExposure(offset);
        }
        List<GroupLevels> groups = new ArrayList<>();
        List<int[]> members = new ArrayList<>();
        for (var part : RandomPart.of(formula, schema)) {
            var grouped = group(part);
            groups.add(grouped.levels());
            members.add(grouped.rows());
        }
        var all = new DesignRecipe(formula, schema, groups, new int[0], List.of(), ObservedMargins.NONE);
        var values = new TrainingValues(all.variables(), frame);
        double[] x = values.rows(all.fixedMatrix(), rows);
        int columns = all.columns().size();
        var independent = RankDetection.independentColumns(x, rows, columns, formula.intercept());
        int[] kept = independent.kept();
        requireMoreRowsThan(kept.length);
        var margins = new MarginCounter(formula, frame, frame.numbers(weights.frequencies(), rows),
            frame.numbers(weights.weights(), rows)).count();
        var recipe = all.keeping(independent, margins);
        var fixed = new FixedDesign(rows, recipe.keptColumns(), recipe.droppedNames(), select(x, columns, kept));
        List<RandomDesign> random = new ArrayList<>();
        for (int part = 0; part < groups.size(); part++) {
            random.add(random(recipe, part, members.get(part), values));
        }
        return new Design(recipe, fixed, random, offset(recipe, values), response);
    }

    private Schema schema(Frame data, Set<String> categorical, Map<String, FactorCoding> codings) {
        Map<String, Kind> kinds = new HashMap<>();
        Map<String, List<String>> levels = new HashMap<>();
        for (var effect : formula.effects()) {
            addKinds(effect, data, kinds);
            if (frame.isFactor(effect)) {
                addLevels(effect, levels);
            }
        }
        for (var offset : formula.offsets()) {
            addKinds(offset, data, kinds);
        }
        for (var term : formula.random()) {
            for (var factor : term.factors()) {
                addKinds(factor, data, kinds);
                addLevels(factor, levels);
            }
        }
        var used = new LinkedHashSet<>(categorical);
        used.retainAll(kinds.keySet());
        for (String column : codings.keySet()) {
            requireFactor(column);
        }
        return new Schema(kinds, used, levels, codings);
    }

    private static void addKinds(Expression variable, Frame data, Map<String, Kind> kinds) {
        for (String name : variable.columns()) {
            kinds.put(name, data.column(name) instanceof FactorColumn ? Kind.FACTOR : Kind.NUMERIC);
        }
    }

    private void addLevels(Expression factor, Map<String, List<String>> levels) {
        levels.put(factor.columns().get(0), frame.factor(factor).levels());
    }

    private void requireFactor(String column) {
        if (formula.effects().stream()
            .noneMatch(effect -> frame.isFactor(effect) && effect.columns().contains(column))) {
            throw new ModelException("The column \"" + column + "\" has contrasts, but no effect of the model has it as "
                + "a factor; treat it as categorical, or remove the contrasts.");
        }
    }

    private void requireTwoLevels() {
        for (var variable : formula.effects()) {
            if (schema.levelsOf(variable).size() == 1) {
                throw new ModelException("The factor \"" + variable.label() + "\" has only one level (\""
                    + schema.levelsOf(variable).get(0) + "\") in the rows used; remove it from the model.");
            }
        }
        for (var term : formula.random()) {
            for (var group : term.factors()) {
                if (schema.levels().get(group.columns().get(0)).size() == 1) {
                    throw new ModelException("In the random term " + term + " the column \"" + group.columns().get(0)
                        + "\" has only one level in the rows used; a grouping factor needs at least two, "
                        + "so remove it.");
                }
            }
        }
    }

    /** Every matrix must fit into an array and into half of the memory. */
    private void requireFeasible() {
        requireFeasible(CodedTerm.code(formula.intercept(), formula.fixed(), schema), null);
        for (var term : formula.random()) {
            requireFeasible(CodedTerm.code(term.intercept(), term.effects(), schema), term);
        }
    }

    /** {@code random} is the random term that the coded terms are the effects of; null for the fixed effects. */
    private void requireFeasible(List<CodedTerm> coded, RandomTerm random) {
        double columns = 0;
        for (var term : coded) {
            columns += term.columns();
        }
        double elements = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / (2.0 * Double.BYTES));
        if (columns > MAXIMUM_COLUMNS || columns * rows > elements) {
            var largest = coded.stream().max(Comparator.comparingDouble(CodedTerm::columns)).orElseThrow();
            throw new ModelException(String.format("The term %s has %d columns on %d rows, too many for %s; "
                + "remove it or make its factor the grouping of a random term.",
                largest.term(), largest.columns(), rows,
                random == null ? "the fixed effects" : "the random term " + random));
        }
    }

    private void requireMoreRowsThan(int coefficients) {
        if (coefficients >= rows) {
            throw new ModelException("The model has " + coefficients + " fixed-effect coefficients but only " + rows
                + (rows == 1 ? " row" : " rows") + " of data; remove fixed effects or add data.");
        }
    }

    /** An offset that is the logarithm of a column is an exposure. */
    private void requirePositiveExposure(Expression offset) {
        if (offset instanceof Expression.Call call && call.function() == MathFunction.LOG
            && call.argument() instanceof Expression.Column column) {
            double[] values = frame.numbers(column);
            for (int row = 0; row < rows; row++) {
                if (!(values[row] > 0)) {
                    throw new ModelException("The exposure \"" + column.name() + "\" must be positive, row " + (row + 1)
                        + " of the rows used has " + NumericColumn.label(values[row])
                        + "; leave such rows out or choose another column.");
                }
            }
        }
    }

    /** Structures over an order need the levels of a factor as effects. */
    private void requireOrder(RandomTerm term) {
        if (term.variance().isPresent() || !CovarianceStructures.named(term.structure()).isOrdered()) {
            return;
        }
        boolean isFactor = !term.intercept() && term.effects().size() == 1
            && term.effects().get(0).variables().stream().allMatch(variable -> !schema.levelsOf(variable).isEmpty());
        if (!isFactor || term.effects().get(0).order() > 1) {
            throw new ModelException("The covariance structure " + term.structure() + " of the random term " + term
                + " is about the order of a factor's levels, so the effects must be those of one factor without an "
                + "intercept, as in " + term.structure() + "(0 + time | " + term.groupName()
                + "); treat a numeric column as categorical.");
        }
    }

    private GroupLevels.Grouped group(RandomPart part) {
        int[] members = members(part);
        List<List<String>> levels = new ArrayList<>();
        List<int[]> codes = new ArrayList<>();
        for (var grouping : part.term().grouping()) {
            var factor = frame.factor(grouping);
            levels.add(factor.levels());
            codes.add(select(factor.codes(), members));
        }
        var grouped = GroupLevels.group(levels, codes);
        if (grouped.levels().size() == 1) {
            throw new ModelException("The random term " + part.term() + " has only one group in " + part.group()
                + "; its covariance parameters cannot be estimated from one, so leave out these rows or the "
                + "separation.");
        }
        int[] group = new int[rows];
        Arrays.fill(group, GroupLevels.NEW_LEVEL);
        for (int i = 0; i < members.length; i++) {
            group[members[i]] = grouped.rows()[i];
        }
        return new GroupLevels.Grouped(grouped.levels(), group);
    }

    /** The rows that belong to a part. */
    private int[] members(RandomPart part) {
        int[] codes = part.term().by().isEmpty() ? null : frame.factor(part.term().by().get()).codes();
        int[] members = new int[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (codes == null || codes[row] == part.byLevel()) {
                members[count++] = row;
            }
        }
        return Arrays.copyOf(members, count);
    }

    private static int[] select(int[] codes, int[] members) {
        return members.length == codes.length ? codes : Selection.of(codes, members);
    }

    private RandomDesign random(DesignRecipe recipe, int index, int[] level, TrainingValues values) {
        var effects = recipe.effects(index);
        double[] z = effects.isInterceptOnly() ? null : values.rows(effects, rows);
        var part = recipe.randomParts().get(index);
        return new RandomDesign(part.term(), part.group(), level, z, recipe.groups(index).names(),
            recipe.effectNames(index));
    }

    private static double[] offset(DesignRecipe recipe, TrainingValues values) {
        int[] offsets = recipe.variables().offsets();
        if (offsets.length == 0) {
            return null;
        }
        double[] sum = values.numbers(offsets[0]).clone();
        for (int o = 1; o < offsets.length; o++) {
            double[] next = values.numbers(offsets[o]);
            for (int row = 0; row < sum.length; row++) {
                sum[row] += next[row];
            }
        }
        return sum;
    }

    private double[] select(double[] x, int columns, int[] kept) {
        if (kept.length == columns) {
            return x;
        }
        double[] selected = new double[rows * kept.length];
        for (int row = 0, i = 0; row < rows; row++) {
            for (int column : kept) {
                selected[i++] = x[row * columns + column];
            }
        }
        return selected;
    }
}
