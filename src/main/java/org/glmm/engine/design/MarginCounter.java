package org.glmm.engine.design;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.glmm.engine.design.ObservedMargins.Covariate;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.frame.Column;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.NumericColumn;

/** Takes the means of covariates and the frequencies of factor levels from the training data. */
final class MarginCounter {

    private final Formula formula;
    private final FrameReader frame;

    MarginCounter(Formula formula, FrameReader frame) {
        this.formula = formula;
        this.frame = frame;
    }

    ObservedMargins count(int rows) {
        var factors = new LinkedHashMap<String, FactorColumn>();
        effects().stream().filter(frame::isFactor)
            .forEach(factor -> factors.put(factor.columns().get(0), frame.factor(factor)));
        formula.random().stream().map(RandomTerm::by).flatMap(by -> by.stream())
            .forEach(by -> factors.put(by.columns().get(0), frame.factor(by)));
        var covariates = new LinkedHashMap<String, Covariate>();
        numbers().stream().filter(name -> !factors.containsKey(name))
            .forEach(name -> covariates.put(name, covariate(frame.column(name))));
        var cells = cells(factors.values(), rows);
        int[] codes = cells.keySet().stream().flatMapToInt(cell -> Arrays.stream(cell)).toArray();
        double[] frequencies = cells.values().stream().mapToDouble(Double::doubleValue).toArray();
        return new ObservedMargins(covariates, offset(), List.copyOf(factors.keySet()), codes, frequencies);
    }

    private Set<Expression> effects() {
        var variables = new LinkedHashSet<Expression>();
        formula.fixed().forEach(term -> variables.addAll(term.variables()));
        formula.random().forEach(term -> term.effects().forEach(effect -> variables.addAll(effect.variables())));
        return variables;
    }

    private Set<String> numbers() {
        var names = new LinkedHashSet<String>();
        effects().stream().filter(variable -> !frame.isFactor(variable)).map(Expression::columns).forEach(names::addAll);
        return names;
    }

    private double offset() {
        return formula.offsets().stream().mapToDouble(offset -> mean(frame.numbers(offset))).sum();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static Covariate covariate(Column column) {
        double[] values = ((NumericColumn) column).values();
        double mean = mean(values);
        double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
        return new Covariate(mean, Math.sqrt(squares / Math.max(1, values.length - 1)));
    }

    private static Map<int[], Double> cells(Collection<FactorColumn> factors, int rows) {
        var columns = List.copyOf(factors);
        var cells = new TreeMap<int[], Double>(Arrays::compare);
        for (int row = 0; row < rows; row++) {
            int[] cell = new int[columns.size()];
            for (int f = 0; f < cell.length; f++) {
                cell[f] = columns.get(f).codes()[row];
            }
            cells.merge(cell, 1.0, Double::sum);
        }
        return cells;
    }
}
