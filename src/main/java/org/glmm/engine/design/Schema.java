package org.glmm.engine.design;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.frame.Kind;

/**
 * What the training data tell about the columns of the right-hand side.
 *
 * @param kinds type of every column
 * @param categorical numeric columns that count as factors when they stand alone in a term
 * @param levels for every column used as a factor or for grouping: its levels
 * @param codings the coding of factors that do not have the default one, by column
 */
public record Schema(Map<String, Kind> kinds, Set<String> categorical, Map<String, List<String>> levels,
        Map<String, FactorCoding> codings) {

    public Schema {
        kinds = Map.copyOf(kinds);
        categorical = Set.copyOf(categorical);
        levels = Map.copyOf(levels);
        codings = Map.copyOf(codings);
    }

    /** Whether the variable, standing alone in a term, is a factor. */
    public boolean isFactor(Expression variable) {
        return variable instanceof Expression.Categorical || variable instanceof Expression.Column column
            && (kinds.get(column.name()) == Kind.FACTOR || categorical.contains(column.name()));
    }

    /** The levels of a factor variable; empty for a numeric one. */
    public List<String> levelsOf(Expression variable) {
        return isFactor(variable) ? levels.get(variable.columns().get(0)) : List.of();
    }

    public FactorCoding codingOf(Expression factor) {
        return codings.getOrDefault(factor.columns().get(0), FactorCoding.DEFAULT);
    }

    /** The grouping variable as one that {@link #isFactor} holds for. */
    public Expression asFactor(Expression grouping) {
        return grouping instanceof Expression.Column column && !isFactor(grouping)
            ? new Expression.Categorical(column)
            : grouping;
    }
}
