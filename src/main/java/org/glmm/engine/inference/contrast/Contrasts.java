package org.glmm.engine.inference.contrast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Link;
import org.glmm.engine.inference.FunctionEstimate;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.LinearFunction;
import org.glmm.engine.inference.contrast.ContrastEstimate.Line;
import org.glmm.engine.inference.means.LeastSquaresMeans;
import org.glmm.engine.inference.means.ScaledEstimate;
import org.glmm.engine.inference.multiplicity.Adjustment;
import org.glmm.engine.inference.multiplicity.Adjustments;
import org.glmm.engine.inference.multiplicity.Family;
import org.glmm.engine.inference.multiplicity.Tail;
import org.glmm.engine.model.FittedModel;

/** Estimates and tests of contrasts, the lines of all of them adjusted as one family. */
public final class Contrasts {

    private final FunctionInference inference;
    private final ContrastReader reader;
    private final Link link;
    private final Adjustment adjustment;
    private final double level;

    /** A line before the adjustment. */
    private record Unadjusted(Contrast contrast, LinearFunction function, FunctionEstimate estimate,
        Alternative.Result test) {

        /** What the statistic is multiplied by so that all one-sided tests ask whether it is large. */
        int sign() {
            return contrast.alternative().tail() == Tail.LOWER ? -1 : 1;
        }
    }

    /**
     * @param means how cells are averaged over the factors that they do not name
     * @param level the level of confidence intervals, joint where the adjustment has joint ones
     * @throws ModelException if the adjustment is meant for comparisons of another kind
     */
    public Contrasts(FittedModel model, FunctionInference inference, LeastSquaresMeans means, Adjustment adjustment,
        double level) {
        if (!adjustment.appliesTo(Family.Kind.OTHER)) {
            throw new ModelException("The " + adjustment.name()
                + " adjustment is not meant for contrasts of any kind; choose "
                + "multivariate t, which is sharper for them, or Holm.");
        }
        this.inference = inference;
        this.adjustment = adjustment;
        this.level = level;
        reader = new ContrastReader(model, means);
        link = model.spec().link();
    }

    /**
     * Estimates contrasts.
     *
     * @throws ModelException if a line cannot be read, or names what the model does not have, or the adjustment cannot
     *            be
     *             made for tests with these alternatives
     */
    public List<ContrastEstimate> of(List<Contrast> contrasts) {
        var all = contrasts.stream().flatMap(contrast -> contrast.lines().stream().map(reader::read)
            .map(function -> unadjusted(contrast, function))).toList();
        var lines = adjusted(all).iterator();
        var estimates = new ArrayList<ContrastEstimate>();
        for (var contrast : contrasts) {
            var own = Stream.generate(lines::next).limit(contrast.lines().size()).toList();
            var functions = all.stream().filter(line -> line.contrast == contrast).map(Unadjusted::function).toList();
            estimates.add(new ContrastEstimate(contrast, own, functions.size() > 1
                ? Optional.of(inference.test(contrast.label(), functions)) : Optional.empty()));
        }
        return estimates;
    }

    private Unadjusted unadjusted(Contrast contrast, LinearFunction function) {
        var estimate = inference.estimate(function);
        return new Unadjusted(contrast, function, estimate, estimate.isEstimable()
            ? contrast.alternative().test(estimate, contrast.margin())
            : new Alternative.Result(Double.NaN, Double.NaN));
    }

    private List<Line> adjusted(List<Unadjusted> lines) {
        var result = new ArrayList<>(lines.stream().map(line -> line(line, line.test.pValue(), critical(line)))
            .toList());
        int[] tested = IntStream.range(0, lines.size()).filter(i -> !Double.isNaN(lines.get(i).test.pValue()))
            .toArray();
        if (tested.length > 0 && adjustment != Adjustments.NONE) {
            var chosen = IntStream.of(tested).mapToObj(lines::get).toList();
            var family = family(chosen);
            double[] p = adjustment.pValues(family);
            double[] critical = criticalValues(family);
            for (int k = 0; k < tested.length; k++) {
                result.set(tested[k], line(chosen.get(k), Math.min(1, p[k]), critical[k]));
            }
        }
        return result;
    }

    private Family family(List<Unadjusted> lines) {
        boolean oneSided = lines.stream().allMatch(line -> line.contrast.alternative() != Alternative.TWO_SIDED);
        boolean twoSided = lines.stream().allMatch(line -> line.contrast.alternative() == Alternative.TWO_SIDED);
        boolean equivalence = lines.stream().anyMatch(line -> line.contrast.alternative() == Alternative.EQUIVALENCE);
        if (!oneSided && !twoSided) {
            throw new ModelException(
                "Contrasts that are adjusted together must all be two-sided or all be one-sided, as "
                + "equivalence and non-inferiority are; change the alternatives, or choose no adjustment.");
        }
        if (oneSided && !adjustment.isOneSided() || equivalence && adjustment.isJoint()) {
            throw new ModelException("The " + adjustment.name() + " adjustment has no "
                + (equivalence ? "tests of equivalence" : "one-sided tests") + "; choose Holm or Bonferroni.");
        }
        var functions = lines.stream().map(Unadjusted::function).toList();
        var correlation = Comparisons.correlation(inference.covariance(functions));
        for (int i = 0; i < lines.size(); i++) {
            for (int j = 0; j < lines.size(); j++) {
                correlation.set(i, j, lines.get(i).sign() * lines.get(j).sign() * correlation.get(i, j));
            }
        }
        return new Family(Family.Kind.OTHER, twoSided ? Tail.TWO_SIDED : Tail.UPPER,
            lines.stream().mapToDouble(line -> line.sign() * line.test.statistic()).toArray(),
            lines.stream().mapToDouble(line -> line.estimate.df()).toArray(), correlation, lines.size(),
            inference.rank(functions));
    }

    /** Adjusted intervals are two-sided. */
    private double[] criticalValues(Family family) {
        return family.tail() == Tail.TWO_SIDED ? adjustment.criticalValues(family, level)
            : DoubleStream.generate(() -> Double.NaN).limit(family.size()).toArray();
    }

    /**
     * Of a test of its own: for equivalence that of the interval whose lying within the margins is the test, of level
     * 1 - 2 alpha.
     */
    private double critical(Unadjusted line) {
        boolean isTwoSided = line.contrast.alternative() == Alternative.TWO_SIDED;
        return FunctionEstimate.quantile(isTwoSided ? (1 + level) / 2 : level, line.estimate.df());
    }

    /** One-sided tests have intervals that are open at one end. */
    private Line line(Unadjusted line, double pValue, double critical) {
        var estimate = line.estimate;
        double half = critical * estimate.standardError();
        boolean hasInterval = !Double.isNaN(half);
        var alternative = line.contrast.alternative();
        boolean isOpen = alternative != Alternative.TWO_SIDED && alternative != Alternative.EQUIVALENCE && hasInterval;
        double lower = isOpen && line.sign() < 0 ? Double.NEGATIVE_INFINITY : estimate.estimate() - half;
        double upper = isOpen && line.sign() > 0 ? Double.POSITIVE_INFINITY : estimate.estimate() + half;
        if (!estimate.isEstimable()) {
            return new Line(new ComparisonEstimate(estimate.label(), estimate, Double.NaN, Double.NaN, Double.NaN,
                Double.NaN, Optional.empty()), Double.NaN, ScaledEstimate.NONE);
        }
        return new Line(new ComparisonEstimate(estimate.label(), estimate, line.test.statistic(), pValue, lower, upper,
            ComparisonEstimate.ratio(link.name(), estimate, lower, upper)), line.test.pValue(),
            ScaledEstimate.of(estimate, lower, upper, link::inverse, link::derivative));
    }
}
