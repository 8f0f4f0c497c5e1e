package org.glmm.engine.inference.means;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.error.Suggestions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.PopulationMean;
import org.glmm.engine.inference.FunctionEstimate;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.LinearFunction;
import org.glmm.engine.model.FittedModel;

/** Estimates of least-squares means and of slopes, by levels of factors. */
public final class LeastSquaresMeans {

    /** The steps to both sides of a covariate's value, in standard deviations, between which a slope is taken. */
    private static final double SLOPE_STEP = 1e-4;

    private final FittedModel model;
    private final FunctionInference inference;
    private final Setting setting;
    private final ReferenceGrid grid;
    private final Link link;
    private final PopulationMean population;

    /**
     * How to average.
     *
     * @param weighting how levels are weighted
     * @param at the values of covariates that are not to be at their means
     * @param withOffset whether the mean offset is part of the means; otherwise it is zero
     * @param level the level of confidence intervals
     */
    public record Setting(Weighting weighting, Map<String, Double> at, boolean withOffset, double level) {

        public Setting {
            at = Map.copyOf(at);
            if (!(level > 0 && level < 1)) {
                throw new ModelException("The confidence level is " + level + "; it must lie between 0 and 1.");
            }
        }
    }

    public LeastSquaresMeans(FittedModel model, FunctionInference inference, Setting setting) {
        this.model = model;
        this.inference = inference;
        this.setting = setting;
        grid = new ReferenceGrid(model, setting.at(), setting.withOffset());
        link = model.observationLink();
        population = new PopulationMean(link);
    }

    /** The grid that is averaged over. */
    public ReferenceGrid grid() {
        return grid;
    }

    /**
     * The means at all combinations of levels of some factors, the last factor varying fastest.
     *
     * @throws ModelException if the model has no such factor
     */
    public List<GridMean> means(List<String> factors) {
        int[] indices = indices(factors);
        return grid.combinations(indices).stream().map(combination -> mean(indices, combination)).toList();
    }

    /** The mean at one combination of levels of some factors, given by their indices in the grid. */
    public GridMean mean(int[] factors, int[] levels) {
        return grid.mean(factors, levels, setting.weighting());
    }

    private int[] indices(List<String> factors) {
        return factors.stream().mapToInt(grid::factor).toArray();
    }

    /**
     * The slopes of the linear predictor in a covariate at all combinations of levels of some factors: the derivative,
     * by central differences, at the value that the covariate has in the grid.
     *
     * @throws ModelException if the model has no such factor or covariate
     */
    public List<GridMean> slopes(String covariate, List<String> factors) {
        int[] indices = indices(factors);
        var difference = difference(covariate);
        return grid.combinations(indices).stream().map(combination -> difference.slope(indices, combination)).toList();
    }

    /** The slope at one combination of levels of some factors, given by their indices in the grid. */
    public GridMean slope(String covariate, int[] factors, int[] levels) {
        return difference(covariate).slope(factors, levels);
    }

    /** Two grids, a step above and below the value of a covariate. */
    private final class Difference {

        private final String covariate;
        private final ReferenceGrid above;
        private final ReferenceGrid below;
        private final double[] multiples;

        Difference(String covariate, double value, double step) {
            this.covariate = covariate;
            above = shifted(covariate, value + step);
            below = shifted(covariate, value - step);
            multiples = new double[] {1 / (2 * step), -1 / (2 * step)};
        }

        GridMean slope(int[] factors, int[] levels) {
            var high = above.mean(factors, levels, setting.weighting());
            var low = below.mean(factors, levels, setting.weighting());
            var difference = LinearFunction.combination(high.function().label(), multiples,
                List.of(high.function(), low.function()));
            return new GridMean(levels, difference.about(above.termsOf(factors, Set.of(covariate))), high.variance(),
                high.note());
        }
    }

    private Difference difference(String covariate) {
        var observed = model.recipe().margins().covariates().get(covariate);
        if (observed == null) {
            throw new ModelException("\"" + covariate + "\" is not a covariate of the model; "
                + Suggestions.forName(covariate, model.recipe().margins().covariates().keySet()));
        }
        double value = setting.at().getOrDefault(covariate, observed.mean());
        return new Difference(covariate, value,
            SLOPE_STEP * (observed.deviation() > 0 ? observed.deviation() : Math.max(1, Math.abs(value))));
    }

    private ReferenceGrid shifted(String covariate, double value) {
        var at = new HashMap<>(setting.at());
        at.put(covariate, value);
        return new ReferenceGrid(model, at, setting.withOffset());
    }

    /** The estimate of a mean on all scales. */
    public MeanEstimate estimate(GridMean mean) {
        var estimate = linear(mean);
        if (!estimate.isEstimable()) {
            return new MeanEstimate(mean, estimate, Double.NaN, Double.NaN, ScaledEstimate.NONE, ScaledEstimate.NONE);
        }
        double half = estimate.halfWidth(setting.level());
        double lower = estimate.estimate() - half;
        double upper = estimate.estimate() + half;
        double variance = mean.variance();
        return new MeanEstimate(mean, estimate, lower, upper,
            ScaledEstimate.of(estimate, lower, upper, link::inverse, link::derivative),
            ScaledEstimate.of(estimate, lower, upper, eta -> population.mean(eta, variance),
                eta -> population.derivative(eta, variance)));
    }

    /** The estimate on the scale of the link, of a mean or a slope. */
    public FunctionEstimate linear(GridMean mean) {
        return mean.exists() ? inference.estimate(mean.function())
            : FunctionEstimate.none(mean.function().label(), mean.note());
    }
}
