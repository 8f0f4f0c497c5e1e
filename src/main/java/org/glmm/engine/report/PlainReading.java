package org.glmm.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.CovarianceParameter.Kind;
import org.glmm.engine.model.CovarianceParameter.State;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.report.FitReport.Coefficient;

/**
 * What the estimates say, in sentences. Only effects that are in no interaction are read: the others have no single
 * one.
 */
final class PlainReading {

    private static final int MOST_EFFECTS = 6;
    private static final int NARROW = 2;

    private final FittedModel model;
    private final List<Coefficient> coefficients;
    private final EffectScale scale;
    private final List<String> sentences = new ArrayList<>();

    private PlainReading(FittedModel model, List<Coefficient> coefficients) {
        this.model = model;
        this.coefficients = coefficients;
        this.scale = EffectScale.of(model.spec().link());
    }

    /**
     * The sentences, one an effect or a variance.
     *
     * @param coefficients the fixed effects with their intervals
     */
    static List<String> of(FittedModel model, List<Coefficient> coefficients) {
        var reading = new PlainReading(model, coefficients);
        reading.addFixedEffects();
        reading.addRandomEffects();
        return reading.sentences;
    }

    private void addFixedEffects() {
        var columns = model.recipe().keptColumns();
        int[] readable = IntStream.range(0, columns.size()).filter(i -> isReadable(columns.get(i))).toArray();
        IntStream.of(readable).limit(MOST_EFFECTS).forEach(i -> addFixedEffect(i, columns.get(i)));
        if (readable.length > MOST_EFFECTS) {
            sentences.add("The other " + (readable.length - MOST_EFFECTS) + " effects are in the picture below.");
        }
    }

    private boolean isReadable(FixedColumn column) {
        if (column.term() == FixedColumn.INTERCEPT) {
            return false;
        }
        DesignRecipe recipe = model.recipe();
        var variables = recipe.terms().get(column.term()).term().variables();
        return variables.size() < NARROW && recipe.terms().stream().noneMatch(other ->
            other.term().variables().size() >= NARROW && other.term().variables().containsAll(variables));
    }

    private void addFixedEffect(int index, FixedColumn column) {
        var coefficient = coefficients.get(index);
        var subject = column.positions().isEmpty() ? "One unit more of " + column.name() : column.name();
        var effect = scale.isRatio()
            ? " multiplies " + scale.multiplied() + " by " + number(Math.exp(coefficient.estimate()))
            : " changes " + scale.multiplied() + " by " + number(coefficient.estimate());
        sentences.add(subject + effect + interval(coefficient) + ".");
    }

    private String interval(Coefficient coefficient) {
        if (coefficient.lower() == null || coefficient.upper() == null) {
            return "; it has no interval";
        }
        double lower = coefficient.lower();
        double upper = coefficient.upper();
        var range = scale.isRatio() ? number(Math.exp(lower)) + " to " + number(Math.exp(upper))
            : number(lower) + " to " + number(upper);
        return " (95% interval " + range + (lower <= 0 && upper >= 0 ? "; the data are consistent with no effect)"
            : ")");
    }

    private void addRandomEffects() {
        for (CovarianceParameter parameter : model.covarianceParameters()) {
            if (parameter.kind() == Kind.VARIANCE && !parameter.group().equals(CovarianceParameter.RESIDUAL)) {
                addVariance(parameter);
            }
        }
    }

    private void addVariance(CovarianceParameter parameter) {
        boolean intercept = parameter.effect().equals("(Intercept)");
        var subject = "Between the levels of " + parameter.group() + ", "
            + (intercept ? scale.varying() : "the effect of " + parameter.effect());
        if (parameter.state() == State.BOUNDARY) {
            sentences.add(subject + " is not seen to vary: its variance is estimated as zero.");
        } else {
            var meaning = scale.isRatio() && intercept
                ? "; a level one standard deviation up has " + scale.multiplied() + " multiplied by "
                    + number(Math.exp(parameter.standardised()))
                : "";
            sentences.add(subject + " varies with a standard deviation of " + number(parameter.standardised()) + meaning
                + ".");
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 || Math.abs(value) < 0.001 && value != 0 ? "%.2e"
            : "%.3g",
            value);
    }
}
