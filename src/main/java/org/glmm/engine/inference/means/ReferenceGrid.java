package org.glmm.engine.inference.means;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.design.Input;
import org.glmm.engine.design.ObservedMargins;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.error.Suggestions;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.RowValues;
import org.glmm.engine.inference.LinearFunction;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.RandomEffects;

/**
 * The rows of X at all combinations of levels of the factors, every covariate at its mean or at a chosen value (Searle,
 * Speed and Milliken 1980, The American Statistician 34, 216-221; Lenth 2016, J. Statist. Softw. 69(1)). A transformed
 * covariate, log(x) or I(x^2), takes the transformed mean, not the mean of the transformed values.
 */
public final class ReferenceGrid {

    private static final int MOST_CELLS = 100_000;

    private final DesignRecipe recipe;
    private final ObservedMargins margins;
    private final List<RandomEffects> random;
    private final List<List<String>> levels;
    private final int[] inputFactor;
    private final double[] inputValue;
    private final boolean withOffset;
    private final Map<List<Integer>, Double> frequencies = new HashMap<>();

    /**
     * @param at the values of covariates that are not to be at their means
     * @param withOffset whether the mean offset is part of the means; otherwise it is zero, so that a mean is one per
     *             unit of exposure
     * @throws ModelException if a covariate is unknown, or there are too many combinations
     */
    public ReferenceGrid(FittedModel model, Map<String, Double> at, boolean withOffset) {
        recipe = model.recipe();
        margins = recipe.margins();
        random = model.randomEffects();
        this.withOffset = withOffset;
        levels = margins.factors().stream().map(recipe.schema().levels()::get).toList();
        requireFeasible();
        requireCovariates(at);
        var inputs = recipe.inputs();
        inputFactor = inputs.stream().mapToInt(input -> margins.factors().indexOf(input.name())).toArray();
        inputValue = inputs.stream().mapToDouble(input -> value(input, at)).toArray();
        for (int cell = 0; cell < margins.cellCount(); cell++) {
            var key = new ArrayList<Integer>();
            for (int factor = 0; factor < levels.size(); factor++) {
                key.add(margins.level(cell, factor));
            }
            frequencies.put(key, margins.frequencies()[cell]);
        }
    }

    private void requireFeasible() {
        double cells = levels.stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
        if (cells > MOST_CELLS) {
            throw new ModelException(
                String.format("The factors have %.0f combinations of levels, too many for least-squares "
                + "means; the limit is %d.", cells, MOST_CELLS));
        }
    }

    private void requireCovariates(Map<String, Double> at) {
        for (var name : at.keySet()) {
            if (!margins.covariates().containsKey(name)) {
                throw new ModelException("The value " + NumericColumn.label(at.get(name)) + " is set for \"" + name
                    + "\", which is not a covariate of the model; "
                    + Suggestions.forName(name, margins.covariates().keySet()));
            }
        }
    }

    private double value(Input input, Map<String, Double> at) {
        var covariate = margins.covariates().get(input.name());
        return covariate == null ? Double.NaN : at.getOrDefault(input.name(), covariate.mean());
    }

    /** The columns that are factors of the effects, in the order of the formula. */
    public List<String> factors() {
        return margins.factors();
    }

    /** The levels of a factor. */
    public List<String> levels(int factor) {
        return levels.get(factor);
    }

    /**
     * The index of a factor.
     *
     * @throws ModelException if the model has no such factor
     */
    public int factor(String name) {
        int factor = margins.factors().indexOf(name);
        if (factor < 0) {
            throw new ModelException("\"" + name + "\" is not a factor of the model; "
                + Suggestions.forName(name, margins.factors()));
        }
        return factor;
    }

    /** All combinations of levels of some factors, the last factor varying fastest. */
    public List<int[]> combinations(int[] ofFactors) {
        var result = new ArrayList<int[]>();
        int[] combination = new int[ofFactors.length];
        do {
            result.add(combination.clone());
        } while (advance(combination, ofFactors));
        return result;
    }

    private boolean advance(int[] combination, int[] ofFactors) {
        for (int i = combination.length - 1; i >= 0; i--) {
            combination[i]++;
            if (combination[i] < levels.get(ofFactors[i]).size()) {
                return true;
            }
            combination[i] = 0;
        }
        return false;
    }

    /**
     * The mean at a combination of levels of some factors, averaged over the levels of all others.
     *
     * @param ofFactors the factors
     * @param combination the level of each
     */
    public GridMean mean(int[] ofFactors, int[] combination, Weighting weighting) {
        int[] others = others(ofFactors);
        var averaged = combinations(others);
        double[] weights = averaged.stream()
            .mapToDouble(other -> weight(weighting, ofFactors, combination, others, other)).toArray();
        double total = Arrays.stream(weights).sum();
        var label = label(ofFactors, combination);
        double[] coefficients = new double[recipe.columns().size()];
        double variance = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                double weight = weights[i] / total;
                var row = new GridRow(cell(ofFactors, combination, others, averaged.get(i)));
                double[] x = recipe.allColumns(row);
                for (int j = 0; j < x.length; j++) {
                    coefficients[j] += weight * x[j];
                }
                variance += weight * variance(row);
            }
        }
        String note = total > 0 ? "" : "The data have no row with these levels to take weights from.";
        double offset = withOffset ? margins.offset() : 0;
        return new GridMean(combination.clone(),
            new LinearFunction(label, coefficients, offset, termsOf(ofFactors, Set.of())), variance, note);
    }

    /** The terms, by index, that consist of given factors and, in any transformation, given covariates. */
    Set<Integer> termsOf(int[] ofFactors, Set<String> covariates) {
        var columns = IntStream.of(ofFactors).mapToObj(margins.factors()::get).collect(Collectors.toSet());
        columns.addAll(covariates);
        var terms = recipe.terms();
        return IntStream.range(0, terms.size()).filter(t -> terms.get(t).variables().stream()
            .flatMap(variable -> variable.variable().columns().stream()).collect(Collectors.toSet()).equals(columns))
            .boxed().collect(Collectors.toSet());
    }

    private int[] others(int[] ofFactors) {
        var chosen = Arrays.stream(ofFactors).boxed().toList();
        return IntStream.range(0, levels.size()).filter(f -> !chosen.contains(f)).toArray();
    }

    private int[] cell(int[] factors, int[] combination, int[] others, int[] other) {
        int[] cell = new int[levels.size()];
        for (int i = 0; i < factors.length; i++) {
            cell[factors[i]] = combination[i];
        }
        for (int i = 0; i < others.length; i++) {
            cell[others[i]] = other[i];
        }
        return cell;
    }

    private double weight(Weighting weighting, int[] factors, int[] combination, int[] others, int[] other) {
        return switch (weighting) {
            case EQUAL -> 1;
            case PROPORTIONAL -> frequency(others, other);
            case MARGINS -> {
                double product = 1;
                for (int i = 0; i < others.length; i++) {
                    product *= frequency(new int[] {others[i]}, new int[] {other[i]});
                }
                yield product;
            }
            case CELLS -> frequencies.getOrDefault(key(cell(factors, combination, others, other)), 0.0);
            case FLAT -> frequencies.containsKey(key(cell(factors, combination, others, other))) ? 1 : 0;
        };
    }

    private static List<Integer> key(int[] cell) {
        return Arrays.stream(cell).boxed().toList();
    }

    /** The number of rows with given levels of some factors. */
    private double frequency(int[] ofFactors, int[] combination) {
        double sum = 0;
        for (int cell = 0; cell < margins.cellCount(); cell++) {
            boolean matches = true;
            for (int i = 0; i < ofFactors.length; i++) {
                matches &= margins.level(cell, ofFactors[i]) == combination[i];
            }
            sum += matches ? margins.frequencies()[cell] : 0;
        }
        return sum;
    }

    /** The levels of a combination, joined by commas. */
    public String label(int[] ofFactors, int[] combination) {
        return IntStream.range(0, ofFactors.length)
            .mapToObj(i -> levels.get(ofFactors[i]).get(combination[i])).collect(Collectors.joining(", "));
    }

    /** z' G z summed over all random terms. */
    private double variance(RowValues row) {
        var design = recipe.evaluate(row);
        double sum = 0;
        for (int part = 0; part < random.size(); part++) {
            double[] z = design.z(part);
            if (z != null) {
                double[] g = random.get(part).covariance();
                for (int i = 0; i < z.length; i++) {
                    for (int j = 0; j < z.length; j++) {
                        sum += z[i] * g[i * z.length + j] * z[j];
                    }
                }
            }
        }
        return sum;
    }

    /** A row at a combination of levels of all factors; grouping columns are missing. */
    private final class GridRow implements RowValues {

        private final int[] cell;

        GridRow(int[] cell) {
            this.cell = cell;
        }

        @Override
        public boolean missing(int input) {
            return inputFactor[input] < 0 && Double.isNaN(inputValue[input]);
        }

        @Override
        public double number(int input) {
            return inputFactor[input] < 0 ? inputValue[input] : Double.parseDouble(level(input));
        }

        @Override
        public String level(int input) {
            return levels.get(inputFactor[input]).get(cell[inputFactor[input]]);
        }
    }
}
