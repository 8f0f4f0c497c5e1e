package org.glmm.engine.inference.contrast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.glmm.engine.family.Link;
import org.glmm.engine.inference.FunctionEstimate;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.LinearFunction;
import org.glmm.engine.inference.means.LeastSquaresMeans;
import org.glmm.engine.inference.means.ScaledEstimate;
import org.glmm.engine.model.FittedModel;

/** Estimates and tests of contrasts. */
public final class Contrasts {

    private final FunctionInference inference;
    private final ContrastReader reader;
    private final Link link;
    private final double level;

    /**
     * @param means how cells are averaged over the factors that they do not name
     * @param level the level of confidence intervals
     */
    public Contrasts(FittedModel model, FunctionInference inference, LeastSquaresMeans means, double level) {
        this.inference = inference;
        this.level = level;
        reader = new ContrastReader(model, means);
        link = model.spec().link();
    }

    /**
     * Estimates a contrast.
     *
     * @throws org.glmm.engine.error.ModelException if a line cannot be read, or names what the model does not have
     */
    public ContrastEstimate of(Contrast contrast) {
        List<LinearFunction> functions = contrast.lines().stream().map(reader::read).toList();
        var lines = new ArrayList<ComparisonEstimate>();
        var inverses = new ArrayList<ScaledEstimate>();
        for (var function : functions) {
            var line = estimate(inference.estimate(function), contrast);
            lines.add(line);
            inverses.add(line.estimate().isEstimable()
                ? ScaledEstimate.of(line.estimate(), line.lower(), line.upper(), link::inverse, link::derivative)
                : ScaledEstimate.NONE);
        }
        return new ContrastEstimate(contrast, lines, inverses, functions.size() > 1
            ? Optional.of(inference.test(contrast.label(), functions)) : Optional.empty());
    }

    private ComparisonEstimate estimate(FunctionEstimate estimate, Contrast contrast) {
        if (!estimate.isEstimable()) {
            return new ComparisonEstimate(estimate.label(), estimate, Double.NaN, Double.NaN, Double.NaN, Double.NaN,
                Optional.empty());
        }
        var test = contrast.alternative().test(estimate, contrast.margin());
        double[] interval = interval(estimate, contrast.alternative());
        return new ComparisonEstimate(estimate.label(), estimate, test.statistic(), test.pValue(), interval[0], interval[1],
            ComparisonEstimate.ratio(link.name(), estimate, interval[0], interval[1]));
    }

    /**
     * The interval that goes with a test: two-sided; open at one end for a one-sided test; for equivalence the one
     * whose lying within the margins is the test, of level 1 - 2 alpha.
     */
    private double[] interval(FunctionEstimate estimate, Alternative alternative) {
        double oneSided = FunctionEstimate.quantile(level, estimate.df()) * estimate.standardError();
        double half = alternative == Alternative.TWO_SIDED ? estimate.halfWidth(level) : oneSided;
        return switch (alternative) {
            case GREATER, NON_INFERIORITY -> new double[] {estimate.estimate() - half, Double.POSITIVE_INFINITY};
            case LESS, NON_SUPERIORITY -> new double[] {Double.NEGATIVE_INFINITY, estimate.estimate() + half};
            case TWO_SIDED, EQUIVALENCE -> new double[] {estimate.estimate() - half, estimate.estimate() + half};
        };
    }
}
