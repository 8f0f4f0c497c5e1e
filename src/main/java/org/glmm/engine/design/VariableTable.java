package org.glmm.engine.design;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
        formula.fixed().forEach(term -> fixed.addAll(term.variables()));
        var slopes = new LinkedHashSet<Expression>();
        var effects = new LinkedHashSet<>(fixed);
        formula.random().forEach(term -> {
            term.effects().forEach(effect -> slopes.addAll(effect.variables()));
            term.by().ifPresent(by -> slopes.add(schema.asFactor(by)));
            term.effects().forEach(effect -> effects.addAll(effect.variables()));
            term.factors().forEach(group -> effects.add(schema.asFactor(group)));
        });
        fixed.addAll(formula.offsets());
        var inputIndex = indexInputs(fixed, slopes, effects, schema);
        for (var expression : effects) {
            index.put(expression, variables.size());
            variables.add(schema.isFactor(expression) ? factor(expression, schema, inputIndex)
                : number(expression, inputIndex));
        }
        offsets = IntStream.range(variables.size(), variables.size() + formula.offsets().size()).toArray();
        formula.offsets().forEach(offset -> variables.add(number(offset, inputIndex)));
    }

    private Map<String, Integer> indexInputs(Iterable<Expression> fixed, Iterable<Expression> slopes,
        Iterable<Expression> effects, Schema schema) {
        var uses = new LinkedHashMap<String, Use>();
        fixed.forEach(expression -> expression.columns().forEach(column -> uses.put(column, Use.FIXED_EFFECTS)));
        slopes.forEach(expression -> expression.columns().forEach(column -> uses.putIfAbsent(column, Use.RANDOM_EFFECTS)));
        effects.forEach(expression -> expression.columns().forEach(column -> uses.putIfAbsent(column, Use.GROUPS)));
        var inputIndex = new HashMap<String, Integer>();
        uses.forEach((column, use) -> {
            inputIndex.put(column, inputs.size());
            inputs.add(new Input(column, schema.kinds().get(column), use));
        });
        return inputIndex;
    }

    private static Variable factor(Expression expression, Schema schema, Map<String, Integer> inputIndex) {
        var column = expression.columns().get(0);
        return Variable.Factor.of(expression, inputIndex.get(column), schema.kinds().get(column),
            schema.levelsOf(expression));
    }

    private static Variable number(Expression expression, Map<String, Integer> inputIndex) {
        int[] read = expression.columns().stream().mapToInt(inputIndex::get).toArray();
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
