package org.glmm.engine.formula;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns syntax into {@link Expression}s: variables of terms, and the arithmetic within them. */
final class ExpressionReader {

    private static final Map<String, Operator> OPERATORS = Map.of("+", Operator.ADD, "-", Operator.SUBTRACT,
        "*", Operator.MULTIPLY, "/", Operator.DIVIDE, "^", Operator.POWER);

    private final String text;

    ExpressionReader(String text) {
        this.text = text;
    }

    /** A column, a transformation, {@code I()} or {@code factor()}. */
    Expression variable(Syntax syntax) {
        if (syntax instanceof Syntax.Name name) {
            return column(name);
        }
        if (syntax instanceof Syntax.Call call) {
            return call.function().equals("factor") ? categorical(call) : call(call);
        }
        throw error("a column or a function of columns is expected", syntax);
    }

    /** An expression in which operators have their arithmetical meaning. */
    Expression arithmetic(Syntax syntax) {
        if (syntax instanceof Syntax.Name name) {
            return column(name);
        }
        if (syntax instanceof Syntax.Number number) {
            return constant(number);
        }
        if (syntax instanceof Syntax.Parentheses parentheses) {
            return arithmetic(parentheses.inner());
        }
        if (syntax instanceof Syntax.Unary unary) {
            var operand = arithmetic(unary.operand());
            return unary.operator().equals("-") ? new Expression.Negation(operand) : operand;
        }
        if (syntax instanceof Syntax.Call call) {
            return call(call);
        }
        if (syntax instanceof Syntax.Named named) {
            throw error("only a random term has named arguments", named);
        }
        var binary = (Syntax.Binary) syntax;
        var operator = OPERATORS.get(binary.operator());
        if (operator == null) {
            throw error("'" + binary.operator() + "' is not an arithmetical operator", binary);
        }
        return new Expression.Arithmetic(operator, arithmetic(binary.left()), arithmetic(binary.right()));
    }

    /** The single argument of a function, as arithmetic that uses at least one column. */
    Expression argument(Syntax.Call call) {
        if (call.arguments().size() != 1) {
            throw error(call.function() + "() takes exactly one argument", call);
        }
        var argument = arithmetic(call.arguments().get(0));
        if (argument.columns().isEmpty()) {
            throw error(call.function() + "() names no column", call);
        }
        return argument;
    }

    private Expression.Column column(Syntax.Name name) {
        if (!name.quoted() && name.name().equals(".")) {
            throw error("'.' for all other columns is not supported; name the columns", name);
        }
        return new Expression.Column(name.name());
    }

    private Expression constant(Syntax.Number number) {
        if (!Double.isFinite(number.value())) {
            throw error("this number is too large", number);
        }
        return new Expression.Constant(number.value());
    }

    private Expression call(Syntax.Call call) {
        return switch (call.function()) {
            case "I" -> new Expression.Identity(argument(call));
            case "factor" -> throw error("factor() cannot be used in arithmetic", call);
            case "cbind" -> throw error("cbind(events, failures) can only be the whole response", call);
            case "offset" -> throw error("offset() can only be added to the right-hand side", call);
            default -> new Expression.Call(MathFunction.named(call.function())
                .orElseThrow(() -> unknown(call)), argument(call));
        };
    }

    private FormulaException unknown(Syntax.Call call) {
        var known = Stream.concat(
            Stream.of(MathFunction.values()).map(MathFunction::functionName),
            Stream.of("I", "factor", "offset", "cbind")).collect(Collectors.joining(", "));
        return error("the function " + call.function() + "() is unknown; known are " + known, call);
    }

    private Expression categorical(Syntax.Call call) {
        if (call.arguments().size() == 1 && call.arguments().get(0) instanceof Syntax.Name name) {
            return new Expression.Categorical(column(name));
        }
        throw error("factor() takes one column", call);
    }

    private FormulaException error(String problem, Syntax syntax) {
        return new FormulaException(problem, text, syntax.position());
    }
}
