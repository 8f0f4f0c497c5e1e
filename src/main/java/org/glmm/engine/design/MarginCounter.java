package org.glmm.engine.design;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.glmm.engine.design.ObservedMargins.Covariate;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.NumericColumn;

/**
 * Takes the means of covariates and the frequencies of factor levels from the training data. A row counts as often as its
 * frequency says, in the frequencies of levels also by its weight.
 */
final class MarginCounter {

    private final Formula formula;
    private final FrameReader frame;
    private final double[] frequencies;
    private final double[] weights;

    /**
     * @param frequencies how many rows each row stands for
     * @param weights the weight of each row
     */
    MarginCounter(Formula formula, FrameReader frame, double[] frequencies, double[] weights) {
        this.formula = formula;
        this.frame = frame;
        this.frequencies = frequencies;
        this.weights = weights;
    }

    ObservedMargins count() {
        var factors = new LinkedHashMap<String, FactorColumn>();
        var numbers = new LinkedHashSet<String>();
        for (var variable : formula.effects()) {
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
        return margins(covariates, List.copyOf(factors.keySet()), cells(factors.values()));
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

    private double mean(double[] values) {
        double sum = 0;
        double count = 0;
        for (int row = 0; row < values.length; row++) {
            sum += frequencies[row] * values[row];
            count += frequencies[row];
        }
        return sum / count;
    }

    private Covariate covariate(double[] values) {
        double mean = mean(values);
        double squares = 0;
        double count = 0;
        for (int row = 0; row < values.length; row++) {
            squares += frequencies[row] * (values[row] - mean) * (values[row] - mean);
            count += frequencies[row];
        }
        return new Covariate(mean, Math.sqrt(squares / Math.max(1, count - 1)));
    }

    private Map<int[], Double> cells(Collection<FactorColumn> factors) {
        var columns = List.copyOf(factors);
        var cells = new TreeMap<int[], Double>(Arrays::compare);
        for (int row = 0; row < weights.length; row++) {
            int[] cell = new int[columns.size()];
            for (int f = 0; f < cell.length; f++) {
                cell[f] = columns.get(f).codes()[row];
            }
            cells.merge(cell, frequencies[row] * weights[row], Double::sum);
        }
        return cells;
    }
}
