package org.glmm.engine.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.glmm.engine.design.ObservedMargins.Covariate;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.NumericColumn;

/**
 * Takes the means of covariates and the frequencies of factor levels from the training data. A row counts as often as
 * its frequency says, in the frequencies of levels also by its weight.
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
        return margins(covariates, factors);
    }

    private ObservedMargins margins(Map<String, Covariate> covariates, Map<String, FactorColumn> factors) {
        List<FactorColumn> columns = List.copyOf(factors.values());
        RowClasses cells = RowClasses.ofAll(weights.length);
        for (var column : columns) {
            cells.split(column.codes());
        }
        int[] first = cells.first();
        double[] sums = cells.sums(products());
        int[] codes = new int[first.length * columns.size()];
        double[] sorted = new double[first.length];
        int next = 0;
        for (int cell : inOrder(first, columns)) {
            for (int f = 0; f < columns.size(); f++) {
                codes[next * columns.size() + f] = columns.get(f).codes()[first[cell]];
            }
            sorted[next++] = sums[cell];
        }
        double offset = 0;
        for (var expression : formula.offsets()) {
            offset += mean(frame.numbers(expression));
        }
        return new ObservedMargins(covariates, offset, List.copyOf(factors.keySet()), codes, sorted);
    }

    /** The cells by the level of the first factor, then the second and so on. */
    private static List<Integer> inOrder(int[] first, List<FactorColumn> columns) {
        List<Integer> order = new ArrayList<>();
        for (int cell = 0; cell < first.length; cell++) {
            order.add(cell);
        }
        if (first.length > 1) {
            order.sort((a, b) -> compare(first[a], first[b], columns));
        }
        return order;
    }

    private static int compare(int row, int other, List<FactorColumn> columns) {
        for (var column : columns) {
            if (column.codes()[row] != column.codes()[other]) {
                return Integer.compare(column.codes()[row], column.codes()[other]);
            }
        }
        return 0;
    }

    /** The frequency of each row times its weight. */
    private double[] products() {
        double[] products = new double[weights.length];
        for (int row = 0; row < products.length; row++) {
            products[row] = frequencies[row] * weights[row];
        }
        return products;
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
}
