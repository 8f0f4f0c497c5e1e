package org.glmm.engine.design;

import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

import org.glmm.engine.formula.Expression;
import org.glmm.engine.frame.RowValues;

/** Compiles a numeric expression to a function of a row. */
public final class Evaluator {

    private Evaluator() {
    }

    /** {@code inputs} gives the index of a column in the rows. */
    public static ToDoubleFunction<RowValues> compile(Expression expression, ToIntFunction<String> inputs) {
        if (expression instanceof Expression.Column column) {
            int input = inputs.applyAsInt(column.name());
            return row -> row.number(input);
        }
        if (expression instanceof Expression.Constant constant) {
            return row -> constant.value();
        }
        if (expression instanceof Expression.Negation negation) {
            var operand = compile(negation.operand(), inputs);
            return row -> -operand.applyAsDouble(row);
        }
        if (expression instanceof Expression.Arithmetic arithmetic) {
            var left = compile(arithmetic.left(), inputs);
            var right = compile(arithmetic.right(), inputs);
            return row -> arithmetic.operator().apply(left.applyAsDouble(row), right.applyAsDouble(row));
        }
        if (expression instanceof Expression.Call call) {
            var argument = compile(call.argument(), inputs);
            return row -> call.function().apply(argument.applyAsDouble(row));
        }
        if (expression instanceof Expression.Identity identity) {
            return compile(identity.value(), inputs);
        }
        throw new IllegalArgumentException("Not a number: " + expression);
    }
}
