package org.glmm.engine.design;

import java.util.List;

import org.glmm.engine.formula.Expression;

/**
 * A variable within a term.
 *
 * @param levels the levels of a factor; empty for a numeric variable
 * @param code the columns of a factor; null for a numeric variable
 */
public record CodedVariable(Expression variable, Coding coding, List<String> levels, LevelColumns code) {

    static CodedVariable numeric(Expression variable) {
        return new CodedVariable(variable, Coding.NUMERIC, List.of(), null);
    }

    public boolean isFactor() {
        return coding != Coding.NUMERIC;
    }

    /** The number of columns the variable contributes to the term as a factor of their product. */
    public int columns() {
        return isFactor() ? code.size() : 1;
    }
}
