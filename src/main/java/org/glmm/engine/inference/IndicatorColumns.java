package org.glmm.engine.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

import org.glmm.engine.design.CodedTerm;
import org.glmm.engine.design.CodedVariable;
import org.glmm.engine.design.Coding;
import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.formula.Expression;

/**
 * The columns of the overparametrised design, in which every factor of a term has a 0/1 column for every level, as
 * linear combinations of the columns of X before rank detection. This takes no data: where a factor has contrasts, any
 * function of its levels is a combination of the contrasts and a constant, and the constant leaves the term without the
 * factor.
 */
final class IndicatorColumns {

    private final boolean intercept;
    private final List<Part> parts = new ArrayList<>();

    /** A term: its variables by kind, its columns of X by their positions, and which factors have contrasts. */
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
                if (variable.coding() == Coding.CONTRASTS) {
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
                parts.get(columns.get(j).term()).columns.put(columns.get(j).positions(), j);
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

    private void forEach(int term, List<CodedVariable> open, Map<Expression, double[]> functions,
        Consumer<Map<Integer, Double>> action) {
        if (open.isEmpty()) {
            var sum = new TreeMap<Integer, Double>();
            if (isSpanned(term, functions)) {
                addColumn(term, functions, Map.of(), 1, sum);
            }
            action.accept(sum);
            return;
        }
        var variable = open.get(0);
        for (int level = 0; level < variable.levels().size(); level++) {
            double[] indicator = new double[variable.levels().size()];
            indicator[level] = 1;
            forEach(term, open.subList(1, open.size()), with(functions, variable.variable(), indicator), action);
        }
    }

    private boolean isSpanned(int term, Map<Expression, double[]> functions) {
        var part = parts.get(term);
        return part.contrasts.stream().filter(factor -> coefficients(part, factor, functions)[0] != 0)
            .allMatch(factor -> {
            var rest = new HashSet<>(part.factors.keySet());
            rest.remove(factor);
            return intercept && rest.isEmpty() && part.numbers.isEmpty()
                || parts.subList(0, term).stream().anyMatch(other -> other.addsUpTo(part.numbers, rest));
        });
    }

    /** A function of a factor's levels in terms of a constant, first, and of the factor's columns in the part. */
    private static double[] coefficients(Part part, Expression factor, Map<Expression, double[]> functions) {
        double[] function = functions.get(factor);
        return part.contrasts.contains(factor) ? part.factors.get(factor).code().coefficients(function)
            : DoubleStream.concat(DoubleStream.of(0), Arrays.stream(function)).toArray();
    }

    /**
     * Adds a multiple of the product of a term's numbers and of a function of each of its factors' levels.
     *
     * @param positions the columns of factors that are settled already, whose functions they are
     */
    private void addColumn(int term, Map<Expression, double[]> functions, Map<Expression, Integer> positions,
        double multiple, Map<Integer, Double> sum) {
        var part = parts.get(term);
        var open = part.factors.keySet().stream().filter(factor -> !positions.containsKey(factor)).findFirst();
        if (open.isEmpty()) {
            sum.merge(part.columns.get(positions), multiple, Double::sum);
            return;
        }
        var factor = open.get();
        double[] coefficients = coefficients(part, factor, functions);
        if (coefficients[0] != 0) {
            var rest = new HashMap<>(functions);
            rest.remove(factor);
            addMargin(term, part.numbers, rest, multiple * coefficients[0], sum);
        }
        for (int j = 1; j < coefficients.length; j++) {
            if (coefficients[j] != 0) {
                addColumn(term, with(functions, factor, part.factors.get(factor).code().column(j - 1)),
                    with(positions, factor, j - 1), multiple * coefficients[j], sum);
            }
        }
    }

    /** Adds a multiple of the product of numbers and functions of levels, made from the terms before {@code end}. */
    private void addMargin(int end, Set<Expression> numbers, Map<Expression, double[]> functions, double multiple,
        Map<Integer, Double> sum) {
        if (intercept && numbers.isEmpty() && functions.isEmpty()) {
            sum.merge(0, multiple, Double::sum);
            return;
        }
        int term = firstTermAddingUpTo(end, numbers, functions.keySet());
        var all = new HashMap<>(functions);
        for (var variable : parts.get(term).factors.values()) {
            double[] ones = new double[variable.levels().size()];
            Arrays.fill(ones, 1);
            all.putIfAbsent(variable.variable(), ones);
        }
        addColumn(term, all, Map.of(), multiple, sum);
    }

    private int firstTermAddingUpTo(int end, Set<Expression> numbers, Set<Expression> factors) {
        for (int term = 0; term < end; term++) {
            if (parts.get(term).addsUpTo(numbers, factors)) {
                return term;
            }
        }
        throw new IllegalStateException("no term before term " + end + " adds up to " + numbers + " and " + factors);
    }

    private static <T> Map<Expression, T> with(Map<Expression, T> values, Expression factor, T value) {
        var result = new HashMap<>(values);
        result.put(factor, value);
        return result;
    }
}
