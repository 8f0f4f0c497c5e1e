package org.glmm.engine.formula;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A variable of a formula or a part of one: a column, or arithmetic on columns.
 * {@code toString()} prints it as R does, non-syntactic names in backticks.
 */
public sealed interface Expression {

    /** The distinct names of the columns used, in order of appearance. */
    List<String> columns();

    /** The name shown in results: a plain column's own name without backticks, anything else as printed. */
    default String label() {
        return toString();
    }

    /** Whether the expression can stand in a formula as a variable of a term. */
    default boolean isVariable() {
        return true;
    }

    /** How tightly the printed form binds; R's precedence of arithmetic. */
    default int binding() {
        return Operator.ATOM;
    }

    /** A column of the data; numeric or a factor, which the formula alone does not tell. */
    record Column(String name) implements Expression {
        public Column {
            Objects.requireNonNull(name, "column name");
        }

        @Override
        public List<String> columns() {
            return List.of(name);
        }

        @Override
        public String label() {
            return name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Column column && name.equals(column.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return Names.quoted(name);
        }
    }

    /** A number, finite and not negative (a negative number is a {@link Negation}). */
    record Constant(double value) implements Expression {
        public Constant {
            if (!Double.isFinite(value) || value < 0) {
                throw new IllegalArgumentException("A constant must be finite and not negative: " + value);
            }
        }

        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public boolean isVariable() {
            return false;
        }

        @Override
        public String toString() {
            boolean plain = value == 0 || value >= 1e-4 && value < 1e15;
            return plain
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : Double.toString(value);
        }
    }

    /** Unary minus. */
    record Negation(Expression operand) implements Expression {
        @Override
        public List<String> columns() {
            return operand.columns();
        }

        @Override
        public boolean isVariable() {
            return false;
        }

        @Override
        public int binding() {
            return Operator.UNARY;
        }

        @Override
        public String toString() {
            return "-" + Operator.wrapped(operand, operand.binding() < Operator.UNARY);
        }
    }

    /** {@code left operator right}, with the meaning of arithmetic. */
    record Arithmetic(Operator operator, Expression left, Expression right) implements Expression {
        @Override
        public List<String> columns() {
            return Stream.concat(left.columns().stream(), right.columns().stream()).distinct().toList();
        }

        @Override
        public boolean isVariable() {
            return false;
        }

        @Override
        public int binding() {
            return operator.binding();
        }

        @Override
        public String toString() {
            boolean rightAssociative = operator == Operator.POWER;
            boolean wrapLeft = left.binding() < binding() || rightAssociative && left.binding() == binding();
            boolean wrapRight = right.binding() < binding() || !rightAssociative && right.binding() == binding();
            return Operator.wrapped(left, wrapLeft) + operator.printed() + Operator.wrapped(right, wrapRight);
        }
    }

    /** A transformation such as {@code log(x + 1)}. */
    record Call(MathFunction function, Expression argument) implements Expression {
        @Override
        public List<String> columns() {
            return argument.columns();
        }

        @Override
        public String toString() {
            return function.functionName() + "(" + argument + ")";
        }
    }

    /** {@code I(value)}: arithmetic used as one variable. */
    record Identity(Expression value) implements Expression {
        @Override
        public List<String> columns() {
            return value.columns();
        }

        @Override
        public String toString() {
            return "I(" + value + ")";
        }
    }

    /** {@code factor(column)}: the column as a factor whatever its type. */
    record Categorical(Column column) implements Expression {
        @Override
        public List<String> columns() {
            return column.columns();
        }

        @Override
        public String toString() {
            return "factor(" + column + ")";
        }
    }
}
