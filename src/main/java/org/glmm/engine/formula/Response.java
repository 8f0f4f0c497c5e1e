package org.glmm.engine.formula;

import java.util.List;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;

/** The left-hand side of a formula. */
public sealed interface Response {

    /** The distinct names of the columns used. */
    List<String> columns();

    /** The name shown in results. */
    default String label() {
        return toString();
    }

    /** One response variable, for example {@code y} or {@code log(y)}. */
    record Single(Expression value) implements Response {
        public Single {
            requireColumns(value);
            if (value instanceof Expression.Arithmetic division && division.operator() == Operator.DIVIDE) {
                throw new ModelException("The response " + value + " reads as events/trials; write I(" + value
                    + ") for the ratio itself.");
            }
        }

        @Override
        public List<String> columns() {
            return value.columns();
        }

        @Override
        public String label() {
            return value.label();
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** {@code events/trials}. */
    record Proportion(Expression events, Expression trials) implements Response {
        public Proportion {
            requireColumns(events);
        }

        @Override
        public List<String> columns() {
            return Stream.concat(events.columns().stream(), trials.columns().stream()).distinct().toList();
        }

        @Override
        public String label() {
            return events.label() + "/" + trials.label();
        }

        @Override
        public String toString() {
            return new Expression.Arithmetic(Operator.DIVIDE, events, trials).toString();
        }
    }

    /** {@code cbind(events, failures)}. */
    record Counts(Expression events, Expression failures) implements Response {
        public Counts {
            requireColumns(events);
        }

        @Override
        public List<String> columns() {
            return Stream.concat(events.columns().stream(), failures.columns().stream()).distinct().toList();
        }

        @Override
        public String toString() {
            return "cbind(" + events + ", " + failures + ")";
        }
    }

    private static void requireColumns(Expression expression) {
        if (expression.columns().isEmpty()) {
            throw new ModelException("The response " + expression + " names no column; put a column there.");
        }
    }
}
