package org.glmm.engine.inference.contrast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Link;
import org.glmm.engine.inference.FunctionEstimate;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.LinearFunction;
import org.glmm.engine.inference.TermTest;
import org.glmm.engine.inference.means.GridMean;
import org.glmm.engine.inference.means.ScaledEstimate;
import org.glmm.engine.inference.multiplicity.Adjustment;
import org.glmm.engine.inference.multiplicity.Family;
import org.glmm.engine.inference.multiplicity.Tail;

/** Comparisons among means, adjusted as one family. */
public final class Comparisons {

    private final FunctionInference inference;
    private final Link link;
    private final ComparisonKind kind;
    private final Adjustment adjustment;
    private final double level;

    /**
     * @param link between the linear predictor and the mean of the response
     * @param level the level of confidence intervals, joint where the adjustment has joint ones
     * @throws ModelException if the adjustment is not meant for the kind of comparisons
     */
    public Comparisons(FunctionInference inference, Link link, ComparisonKind kind, Adjustment adjustment,
        double level) {
        if (!adjustment.appliesTo(kind.family())) {
            throw new ModelException("The " + adjustment.name()
                + " adjustment is not meant for comparisons of this kind; "
                + "Tukey-Kramer is for all pairs, Dunnett for differences from a control, Nelson for differences from "
                + "the average. Choose another adjustment or other comparisons.");
        }
        this.inference = inference;
        this.link = link;
        this.kind = kind;
        this.adjustment = adjustment;
        this.level = level;
    }

    /**
     * Compares means.
     *
     * @param control the index of the control among the means; used for differences from a control only
     * @return all comparisons, in order; those that are not estimable say so and do not count in the adjustment
     */
    public List<ComparisonEstimate> of(List<GridMean> means, int control) {
        var labels = means.stream().map(mean -> mean.function().label()).toList();
        var rows = kind.rows(labels, control);
        var functions = rows.stream().map(row -> function(row, means)).toList();
        var estimates = IntStream.range(0, rows.size())
            .mapToObj(i -> estimate(functions.get(i), rows.get(i), means)).toList();
        int[] estimable = IntStream.range(0, functions.size())
            .filter(i -> estimates.get(i).isEstimable() && estimates.get(i).standardError() > 0).toArray();
        if (estimable.length == 0) {
            return estimates.stream().map(Comparisons::without).toList();
        }
        var family = family(estimable, functions, estimates, means.size());
        double[] p = adjustment.pValues(family);
        double[] critical = adjustment.criticalValues(family, level);
        var result = new ArrayList<>(estimates.stream().map(Comparisons::without).toList());
        for (int k = 0; k < estimable.length; k++) {
            var estimate = estimates.get(estimable[k]);
            double half = critical[k] * estimate.standardError();
            double lower = estimate.estimate() - half;
            double upper = estimate.estimate() + half;
            result.set(estimable[k], new ComparisonEstimate(estimate.label(), estimate, estimate.statistic(0),
                Math.min(1, p[k]), lower, upper, ComparisonEstimate.ratio(link.name(), estimate, lower, upper)));
        }
        return result;
    }

    /**
     * The same comparisons among means of the response, for random effects of zero: standard errors by the delta
     * method, intervals with the critical values of the comparisons.
     *
     * @param comparisons of the means, as {@link #of} returns them
     * @return one for each comparison; none where a mean is not estimable or there is no comparison
     */
    public List<ScaledEstimate> ofResponses(List<GridMean> means, int control, List<ComparisonEstimate> comparisons) {
        var predictors = means.stream().map(mean -> mean.exists() ? inference.estimate(mean.function())
            : FunctionEstimate.none(mean.function().label(), mean.note())).toList();
        var rows = kind.rows(means.stream().map(mean -> mean.function().label()).toList(), control);
        return IntStream.range(0, rows.size())
            .mapToObj(i -> ofResponses(rows.get(i), means, predictors, comparisons.get(i))).toList();
    }

    private ScaledEstimate ofResponses(ComparisonKind.Row row, List<GridMean> means, List<FunctionEstimate> predictors,
        ComparisonEstimate comparison) {
        int[] used = IntStream.range(0, means.size()).filter(i -> row.multiples()[i] != 0).toArray();
        if (!comparison.estimate().isEstimable() || IntStream.of(used).anyMatch(i -> !predictors.get(i)
            .isEstimable())) {
            return ScaledEstimate.NONE;
        }
        double[] slopes = new double[means.size()];
        double value = 0;
        for (int i : used) {
            slopes[i] = row.multiples()[i] * link.derivative(predictors.get(i).estimate());
            value += row.multiples()[i] * link.inverse(predictors.get(i).estimate());
        }
        var tangent = LinearFunction.combination(row.label(), slopes, means.stream().map(GridMean::function).toList());
        double error = Math.sqrt(inference.covariance(List.of(tangent)).get(0, 0));
        double half = (comparison.upper() - comparison.lower()) / 2 / comparison.estimate().standardError() * error;
        return new ScaledEstimate(value, error, value - half, value + half);
    }

    private static LinearFunction function(ComparisonKind.Row row, List<GridMean> means) {
        return LinearFunction.combination(row.label(), row.multiples(), means.stream().map(GridMean::function)
            .toList());
    }

    private FunctionEstimate estimate(LinearFunction function, ComparisonKind.Row row, List<GridMean> means) {
        return IntStream.range(0, means.size()).filter(i -> row.multiples()[i] != 0 && !means.get(i).exists())
            .mapToObj(i -> FunctionEstimate.none(function.label(), means.get(i).note())).findFirst()
            .orElseGet(() -> inference.estimate(function));
    }

    private static ComparisonEstimate without(FunctionEstimate estimate) {
        return new ComparisonEstimate(estimate.label(), estimate, Double.NaN, Double.NaN, Double.NaN, Double.NaN,
            Optional.empty());
    }

    private Family family(int[] estimable, List<LinearFunction> functions, List<FunctionEstimate> estimates,
        int means) {
        var chosen = IntStream.of(estimable).mapToObj(functions::get).toList();
        double[] statistics = IntStream.of(estimable).mapToDouble(i -> estimates.get(i).statistic(0)).toArray();
        double[] df = IntStream.of(estimable).mapToDouble(i -> estimates.get(i).df()).toArray();
        return new Family(kind.family(), Tail.TWO_SIDED, statistics, df, correlation(inference.covariance(chosen)),
            means, inference.rank(chosen));
    }

    /** The correlations that belong to a covariance matrix. */
    static DMatrixRMaj correlation(DMatrixRMaj covariance) {
        int n = covariance.numRows;
        var correlation = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                correlation.set(i, j, i == j ? 1
                    : covariance.get(i, j) / Math.sqrt(covariance.get(i, i) * covariance.get(j, j)));
            }
        }
        return correlation;
    }

    /** The joint test that means do not differ. */
    public static TermTest equality(FunctionInference inference, String name, List<GridMean> means) {
        var existing = means.stream().filter(GridMean::exists).toList();
        var labels = existing.stream().map(mean -> mean.function().label()).toList();
        return inference.test(name, ComparisonKind.PAIRS.rows(labels, 0).stream()
            .map(row -> function(row, existing)).toList());
    }

    /**
     * The letters of means from the comparisons of all pairs.
     *
     * @param pairs as {@link #of} returns them for {@link ComparisonKind#PAIRS}
     */
    public List<String> letters(List<GridMean> means, List<ComparisonEstimate> pairs) {
        int n = means.size();
        boolean[][] differs = new boolean[n][n];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                differs[j][i] = pairs.get(next++).pValue() < 1 - level;
            }
        }
        return LetterGroups.of(means.stream().mapToDouble(mean -> mean.exists()
            ? inference.estimate(mean.function()).estimate() : Double.NaN).toArray(), differs);
    }
}
