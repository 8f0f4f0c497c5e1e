package org.glmm.engine.design;

import java.util.List;

import org.glmm.engine.formula.Expression;

/**
 * A variable within a term.
 *
 * @param levels the levels of a factor; empty for a numeric variable
 */
public record CodedVariable(Expression variable, Coding coding, List<String> levels) {

    public boolean isFactor() {
        return coding != Coding.NUMERIC;
    }

    /** The number of columns the variable contributes to the term as a factor of their product. */
    public int columns() {
        return isFactor() ? levels.size() - firstLevel() : 1;
    }

    /** The level that the first column stands for. */
    int firstLevel() {
        return coding == Coding.TREATMENT ? 1 : 0;
    }
}
