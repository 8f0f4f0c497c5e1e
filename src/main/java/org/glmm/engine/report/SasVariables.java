package org.glmm.engine.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.MathFunction;
import org.glmm.engine.formula.Operator;

/** The variables of a SAS program: columns by their names, and a programming statement for each transformation. */
final class SasVariables {

    private final Map<Expression, String> computed = new LinkedHashMap<>();

    /** The name of an expression. */
    String of(Expression expression) {
        if (expression instanceof Expression.Column column) {
            return name(column.name());
        }
        return expression instanceof Expression.Categorical factor ? name(factor.column().name())
            : computed.computeIfAbsent(expression, e -> "_v" + (computed.size() + 1));
    }

    /** The statements that compute the variables named so far. */
    Stream<String> statements() {
        return computed.entrySet().stream().map(variable -> variable.getValue() + " = " + code(variable.getKey()));
    }

    /** A column's name; one that SAS does not allow stands in quotes (name literal). */
    static String name(String column) {
        return column.matches("[A-Za-z_]\\w{0,31}") ? column : "'" + column.replace("'", "''") + "'n";
    }

    private static String code(Expression expression) {
        if (expression instanceof Expression.Call call) {
            return call.function() == MathFunction.LOG1P ? "log(1 + " + code(call.argument()) + ")"
                : call.function().name().toLowerCase(Locale.ROOT) + "(" + code(call.argument()) + ")";
        }
        if (expression instanceof Expression.Identity identity) {
            return code(identity.value());
        }
        if (expression instanceof Expression.Negation negation) {
            return "(-" + code(negation.operand()) + ")";
        }
        if (expression instanceof Expression.Arithmetic arithmetic) {
            return "(" + code(arithmetic.left()) + symbol(arithmetic.operator()) + code(arithmetic.right()) + ")";
        }
        return expression instanceof Expression.Column column ? name(column.name()) : expression.toString();
    }

    private static String symbol(Operator operator) {
        return switch (operator) {
            case ADD -> " + ";
            case SUBTRACT -> " - ";
            case MULTIPLY -> " * ";
            case DIVIDE -> " / ";
            case POWER -> " ** ";
        };
    }
}
