package org.glmm.engine.design;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Term;

/**
 * A term with the coding of its variables. Its columns are all products of its variables' columns, the first
 * variable varying fastest.
 */
public record CodedTerm(Term term, List<CodedVariable> variables) {

    /** The number of columns; the largest long if it does not fit into one. */
    public long columns() {
        return (long) variables.stream().mapToDouble(CodedVariable::columns).reduce(1, (a, b) -> a * b);
    }

    /**
     * Codes terms as R's {@code model.matrix} does: a factor has contrasts if the rest of its term is contained in an
     * earlier term or is empty, otherwise indicators; without an intercept the first factor has indicators.
     * Source: Chambers and Hastie (1992), Statistical Models in S, section 2.4.1.
     *
     * @param levels the levels of a factor, nothing for a numeric variable
     */
    static List<CodedTerm> code(boolean intercept, List<Term> terms, Function<Expression, List<String>> levels) {
        var coded = new ArrayList<CodedTerm>();
        boolean indicatorsDue = !intercept;
        for (int t = 0; t < terms.size(); t++) {
            var variables = new ArrayList<CodedVariable>();
            for (var variable : terms.get(t).variables()) {
                var names = levels.apply(variable);
                boolean contrasts = !indicatorsDue && isMarginal(variable, terms.get(t), terms.subList(0, t));
                var coding = names.isEmpty() ? Coding.NUMERIC : contrasts ? Coding.TREATMENT : Coding.INDICATOR;
                indicatorsDue &= names.isEmpty();
                variables.add(new CodedVariable(variable, coding, names));
            }
            coded.add(new CodedTerm(terms.get(t), List.copyOf(variables)));
        }
        return List.copyOf(coded);
    }

    private static boolean isMarginal(Expression variable, Term term, List<Term> earlier) {
        var rest = term.variables().stream().filter(other -> !other.equals(variable)).toList();
        return rest.isEmpty() || earlier.stream().anyMatch(other -> other.variables().containsAll(rest));
    }

    /** The columns of the term in order: for each the level of every factor. */
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
