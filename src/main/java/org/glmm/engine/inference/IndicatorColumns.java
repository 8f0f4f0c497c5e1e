package org.glmm.engine.inference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.glmm.engine.design.CodedTerm;
import org.glmm.engine.design.CodedVariable;
import org.glmm.engine.design.Coding;
import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.formula.Expression;

/**
 * The columns of the overparametrised design, in which every factor of a term has a 0/1 column for every level, as
 * linear combinations of the columns of X before rank detection. This takes no data: the column of a reference level is
 * what the columns of the other levels leave of the term without the factor.
 */
final class IndicatorColumns {

    private final boolean intercept;
    private final List<Part> parts = new ArrayList<>();

    /** A term: its variables by kind, its columns of X by their levels, and which factors have contrasts. */
    private record Part(Set<Expression> numbers, Map<Expression, CodedVariable> factors, Set<Expression> contrasts,
        Map<Map<Expression, Integer>, Integer> columns) {

        static Part of(CodedTerm term) {
            var part = new Part(new HashSet<>(), new HashMap<>(), new HashSet<>(), new HashMap<>());
            for (var variable : term.variables()) {
                if (variable.isFactor()) {
                    part.factors.put(variable.variable(), variable);
                } else {
                    part.numbers.add(variable.variable());
                }
                if (variable.coding() == Coding.TREATMENT) {
                    part.contrasts.add(variable.variable());
                }
            }
            return part;
        }

        /** Whether its columns add up to those of the term with the given variables, all of them among its own. */
        boolean addsUpTo(Set<Expression> otherNumbers, Collection<Expression> otherFactors) {
            return numbers.equals(otherNumbers) && factors.keySet().containsAll(otherFactors);
        }
    }

    IndicatorColumns(DesignRecipe recipe) {
        intercept = recipe.formula().intercept();
        recipe.terms().forEach(term -> parts.add(Part.of(term)));
        var columns = recipe.columns();
        for (int j = 0; j < columns.size(); j++) {
            if (columns.get(j).term() != FixedColumn.INTERCEPT) {
                parts.get(columns.get(j).term()).columns.put(columns.get(j).levels(), j);
            }
        }
    }

    /**
     * Whether the term {@code larger} has the numeric variables of {@code smaller}, all its factors and more of them.
     */
    boolean contains(int larger, int smaller) {
        return larger != smaller
            && parts.get(larger).addsUpTo(parts.get(smaller).numbers, parts.get(smaller).factors.keySet());
    }

    /**
     * The columns of a term in the overparametrised design, one for each combination of levels. A column that the
     * columns of X do not span, as R's coding of terms without their margins may leave some, is passed over.
     *
     * @param action receives each column as multiples of columns of X, by index
     */
    void forEach(int term, Consumer<Map<Integer, Double>> action) {
        forEach(term, new ArrayList<>(parts.get(term).factors.values()), new HashMap<>(), action);
    }

    private void forEach(int term, List<CodedVariable> open, Map<Expression, Integer> levels,
        Consumer<Map<Integer, Double>> action) {
        if (open.isEmpty()) {
            var sum = new TreeMap<Integer, Double>();
            if (isSpanned(term, levels)) {
                addColumn(term, levels, 1, sum);
            }
            action.accept(sum);
            return;
        }
        var variable = open.get(0);
        for (int level = 0; level < variable.levels().size(); level++) {
            forEach(term, open.subList(1, open.size()), with(levels, variable.variable(), level), action);
        }
    }

    private boolean isSpanned(int term, Map<Expression, Integer> levels) {
        var part = parts.get(term);
        return part.contrasts.stream().filter(factor -> levels.get(factor) == 0).allMatch(factor -> {
            var rest = new HashSet<>(part.factors.keySet());
            rest.remove(factor);
            return intercept && rest.isEmpty() && part.numbers.isEmpty()
                || parts.subList(0, term).stream().anyMatch(other -> other.addsUpTo(part.numbers, rest));
        });
    }

    /** Adds a multiple of a term's column of the given levels. */
    private void addColumn(int term, Map<Expression, Integer> levels, double multiple, Map<Integer, Double> sum) {
        var part = parts.get(term);
        var reference = part.contrasts.stream().filter(factor -> levels.get(factor) == 0).findFirst();
        if (reference.isEmpty()) {
            sum.merge(part.columns.get(levels), multiple, Double::sum);
            return;
        }
        var factor = reference.get();
        var rest = new HashMap<>(levels);
        rest.remove(factor);
        addMargin(term, part.numbers, rest, multiple, sum);
        for (int level = 1; level < part.factors.get(factor).levels().size(); level++) {
            addColumn(term, with(levels, factor, level), -multiple, sum);
        }
    }

    /** Adds a multiple of the product of numbers and level indicators, made from the terms before {@code end}. */
    private void addMargin(int end, Set<Expression> numbers, Map<Expression, Integer> levels, double multiple,
        Map<Integer, Double> sum) {
        if (intercept && numbers.isEmpty() && levels.isEmpty()) {
            sum.merge(0, multiple, Double::sum);
            return;
        }
        int term = firstTermAddingUpTo(end, numbers, levels.keySet());
        var further = parts.get(term).factors.values().stream()
            .filter(variable -> !levels.containsKey(variable.variable())).findFirst();
        if (further.isEmpty()) {
            addColumn(term, levels, multiple, sum);
            return;
        }
        for (int level = 0; level < further.get().levels().size(); level++) {
            addMargin(end, numbers, with(levels, further.get().variable(), level), multiple, sum);
        }
    }

    private int firstTermAddingUpTo(int end, Set<Expression> numbers, Set<Expression> factors) {
        for (int term = 0; term < end; term++) {
            if (parts.get(term).addsUpTo(numbers, factors)) {
                return term;
            }
        }
        throw new IllegalStateException("no term before term " + end + " adds up to " + numbers + " and " + factors);
    }

    private static Map<Expression, Integer> with(Map<Expression, Integer> levels, Expression factor, int level) {
        var result = new HashMap<>(levels);
        result.put(factor, level);
        return result;
    }
}
