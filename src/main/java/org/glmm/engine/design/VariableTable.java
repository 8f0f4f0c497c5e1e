package org.glmm.engine.design;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.glmm.engine.design.Input.Use;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Formula;

/** The distinct variables of a formula's right-hand side and the inputs they read. */
final class VariableTable {

    private final List<Input> inputs = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private final Map<Expression, Integer> index = new HashMap<>();
    private final int[] offsets;

    VariableTable(Formula formula, Schema schema) {
        var fixed = new LinkedHashSet<Expression>();
        for (var term : formula.fixed()) {
            fixed.addAll(term.variables());
        }
        var slopes = new LinkedHashSet<Expression>();
        var effects = new LinkedHashSet<>(fixed);
        for (var term : formula.random()) {
            for (var effect : term.effects()) {
                slopes.addAll(effect.variables());
                effects.addAll(effect.variables());
            }
            if (term.by().isPresent()) {
                slopes.add(schema.asFactor(term.by().get()));
            }
            for (var group : term.factors()) {
                effects.add(schema.asFactor(group));
            }
        }
        fixed.addAll(formula.offsets());
        var uses = new LinkedHashMap<String, Use>();
        addUses(fixed, Use.FIXED_EFFECTS, uses);
        addUses(slopes, Use.RANDOM_EFFECTS, uses);
        addUses(effects, Use.GROUPS, uses);
        var inputIndex = indexInputs(uses, schema);
        for (var expression : effects) {
            index.put(expression, variables.size());
            variables.add(schema.isFactor(expression) ? factor(expression, schema, inputIndex)
                : number(expression, inputIndex));
        }
        offsets = new int[formula.offsets().size()];
        for (int o = 0; o < offsets.length; o++) {
            offsets[o] = variables.size();
            variables.add(number(formula.offsets().get(o), inputIndex));
        }
    }

    /** Notes the use of the columns that have none yet. */
    private static void addUses(Iterable<Expression> variables, Use use, Map<String, Use> uses) {
        for (var variable : variables) {
            for (var column : variable.columns()) {
                uses.putIfAbsent(column, use);
            }
        }
    }

    private Map<String, Integer> indexInputs(Map<String, Use> uses, Schema schema) {
        var inputIndex = new HashMap<String, Integer>();
        for (var use : uses.entrySet()) {
            inputIndex.put(use.getKey(), inputs.size());
            inputs.add(new Input(use.getKey(), schema.kinds().get(use.getKey()), use.getValue()));
        }
        return inputIndex;
    }

    private static Variable factor(Expression expression, Schema schema, Map<String, Integer> inputIndex) {
        var column = expression.columns().get(0);
        return Variable.Factor.of(expression, inputIndex.get(column), schema.kinds().get(column),
            schema.levelsOf(expression));
    }

    private static Variable number(Expression expression, Map<String, Integer> inputIndex) {
        int[] read = new int[expression.columns().size()];
        for (int i = 0; i < read.length; i++) {
            read[i] = inputIndex.get(expression.columns().get(i));
        }
        return new Variable.Numeric(expression, read, Evaluator.compile(expression, inputIndex::get));
    }

    List<Input> inputs() {
        return inputs;
    }

    int size() {
        return variables.size();
    }

    Variable get(int variable) {
        return variables.get(variable);
    }

    /** The index of a variable of a term or a grouping. */
    int indexOf(Expression expression) {
        return index.get(expression);
    }

    /** The indices of the offsets. */
    int[] offsets() {
        return offsets;
    }
}
