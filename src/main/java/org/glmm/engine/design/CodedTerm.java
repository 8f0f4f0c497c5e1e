package org.glmm.engine.design;

import java.util.ArrayList;
import java.util.List;

import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Term;

/**
 * A term with the coding of its variables. Its columns are all products of its variables' columns, the first
 * variable varying fastest.
 */
public record CodedTerm(Term term, List<CodedVariable> variables) {

    /** The number of columns; the largest long if it does not fit into one. */
    public long columns() {
        double columns = 1;
        for (var variable : variables) {
            columns *= variable.columns();
        }
        return (long) columns;
    }

    /**
     * Codes terms as R's {@code model.matrix} does: a factor has contrasts if the rest of its term is contained in an
     * earlier term or is empty, otherwise indicators; without an intercept the first factor has indicators.
     * Source: Chambers and Hastie (1992), Statistical Models in S, section 2.4.1.
     *
     * @param schema tells the factors, their levels and their contrasts
     */
    static List<CodedTerm> code(boolean intercept, List<Term> terms, Schema schema) {
        var coded = new ArrayList<CodedTerm>();
        boolean indicatorsDue = !intercept;
        for (int t = 0; t < terms.size(); t++) {
            var variables = new ArrayList<CodedVariable>();
            for (var variable : terms.get(t).variables()) {
                boolean isFactor = schema.isFactor(variable);
                boolean contrasts = !indicatorsDue && isMarginal(variable, terms.get(t), terms.subList(0, t));
                indicatorsDue &= !isFactor;
                variables.add(isFactor ? factor(variable, contrasts, schema) : CodedVariable.numeric(variable));
            }
            coded.add(new CodedTerm(terms.get(t), List.copyOf(variables)));
        }
        return List.copyOf(coded);
    }

    private static CodedVariable factor(Expression variable, boolean contrasts, Schema schema) {
        var levels = schema.levelsOf(variable);
        return contrasts
            ? new CodedVariable(variable, Coding.CONTRASTS, levels,
                LevelColumns.contrasts(schema.codingOf(variable), levels, variable.label()))
            : new CodedVariable(variable, Coding.INDICATOR, levels, LevelColumns.indicators(levels));
    }

    private static boolean isMarginal(Expression variable, Term term, List<Term> earlier) {
        var rest = new ArrayList<>(term.variables());
        rest.remove(variable);
        for (var other : earlier) {
            if (other.variables().containsAll(rest)) {
                return true;
            }
        }
        return rest.isEmpty();
    }

    /** The columns of the term in order. */
    List<FixedColumn> columns(int termIndex) {
        var result = new ArrayList<FixedColumn>();
        int[] column = new int[variables.size()];
        for (long left = columns(); left > 0; left--) {
            result.add(FixedColumn.of(termIndex, variables, column));
            advance(column);
        }
        return result;
    }

    private void advance(int[] column) {
        for (int v = 0; v < column.length; v++) {
            column[v]++;
            if (column[v] < variables.get(v).columns()) {
                return;
            }
            column[v] = 0;
        }
    }
}
