package org.glmm.engine.formula;

import java.util.List;

/** The syntax tree of a formula, before its operators are given a meaning; positions are 1-based columns. */
sealed interface Syntax {

    int position();

    record Name(String name, boolean quoted, int position) implements Syntax { }

    record Number(double value, int position) implements Syntax { }

    record Unary(String operator, Syntax operand, int position) implements Syntax { }

    /** {@code position} is that of the operator. */
    record Binary(String operator, Syntax left, Syntax right, int position) implements Syntax {
        boolean isBar() {
            return operator.startsWith("|");
        }
    }

    record Parentheses(Syntax inner, int position) implements Syntax { }

    /** A named argument of a call. */
    record Named(String name, Syntax value, int position) implements Syntax { }

    record Call(String function, List<Syntax> arguments, int position) implements Syntax {
        boolean isRandomTerm() {
            return !arguments.isEmpty() && arguments.get(0) instanceof Binary first && first.isBar();
        }
    }
}
