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
        var numbers = new LinkedHashSet<String>();
        for (var variable : effects()) {
            if (frame.isFactor(variable)) {
                factors.put(variable.columns().get(0), frame.factor(variable));
            } else {
                numbers.addAll(variable.columns());
            }
        }
        for (var term : formula.random()) {
            if (term.by().isPresent()) {
                factors.put(term.by().get().columns().get(0), frame.factor(term.by().get()));
            }
        }
        numbers.removeAll(factors.keySet());
        var covariates = new LinkedHashMap<String, Covariate>();
        for (var name : numbers) {
            covariates.put(name, covariate(((NumericColumn) frame.column(name)).values()));
        }
        return margins(covariates, List.copyOf(factors.keySet()), cells(factors.values(), rows));
    }

    private ObservedMargins margins(Map<String, Covariate> covariates, List<String> factors, Map<int[], Double> cells) {
        int[] codes = new int[cells.size() * factors.size()];
        double[] frequencies = new double[cells.size()];
        int next = 0;
        for (var cell : cells.entrySet()) {
            System.arraycopy(cell.getKey(), 0, codes, next * factors.size(), factors.size());
            frequencies[next++] = cell.getValue();
        }
        double offset = 0;
        for (var expression : formula.offsets()) {
            offset += mean(frame.numbers(expression));
        }
        return new ObservedMargins(covariates, offset, factors, codes, frequencies);
    }

    private Set<Expression> effects() {
        var variables = new LinkedHashSet<Expression>();
        for (var term : formula.fixed()) {
            variables.addAll(term.variables());
        }
        for (var random : formula.random()) {
            for (var effect : random.effects()) {
                variables.addAll(effect.variables());
            }
        }
        return variables;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static Covariate covariate(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
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
