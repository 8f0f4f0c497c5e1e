package org.glmm.engine.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.FixedEffectInference;
import org.glmm.engine.model.Convergence.Verdict;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.FittedModel;

/**
 * A fitted model as a view shows it. Numbers that do not exist are null.
 *
 * @param formula the model in formula notation
 * @param equation the fitted model as an equation
 * @param distribution the distribution of the response
 * @param link the link
 * @param method how it was fitted, in words
 * @param rows the number of rows used
 * @param verdict the verdict on the fit, in words
 * @param converged whether the estimates can be taken as they are
 * @param message the reason for the verdict; empty where there is nothing to say
 * @param warnings what the reader has to know, a sentence each
 * @param reading what the estimates say, a sentence each
 * @param ratio what the exponential of a fixed effect is called; empty if it means nothing
 * @param fixedEffects the coefficients
 * @param variances the covariance parameters
 * @param randomEffects one a term and effect
 * @param residuals the points of the residual plots; null where the distribution has no quantile residuals
 * @param search how the estimates were found
 */
public record FitReport(String formula, String equation, String distribution, String link, String method, int rows,
    String verdict, boolean converged, String message, List<String> warnings, List<String> reading, String ratio,
    List<Coefficient> fixedEffects, List<Variance> variances, List<Caterpillar> randomEffects,
    ResidualPoints residuals, Search search) {

    private static final double CONFIDENCE = 0.95;
    private static final int MOST_POINTS = 400;

    /** A fixed effect with its standard error and 95% interval, on the scale of the link. */
    public record Coefficient(String name, double estimate, Double standardError, Double lower, Double upper) {
    }

    /** A covariance parameter; {@code standardised} is the standard deviation or correlation. */
    public record Variance(String group, String effect, String kind, Double estimate, Double standardError,
        Double standardised, String status) {
    }

    /**
     * How the estimates were found: iterations, evaluations, the last scaled gradient, -2 log L, and the search in
     * steps.
     */
    public record Search(int iterations, int evaluations, Double scaledGradient, Double objective, double seconds,
        List<Step> steps) {
    }

    /** An iteration of the search, see {@link SearchTrace.Step}. */
    public record Step(String phase, int iteration, Double objective, Double gradient) {
    }

    /** The report of a model, its residuals, and the search for its estimates. */
    public static FitReport of(FittedModel model, ResidualPoints residuals, List<SearchTrace.Step> steps) {
        var spec = model.spec();
        var convergence = model.convergence();
        var statistics = model.statistics();
        var coefficients = coefficients(model);
        return new FitReport(spec.formula().toString(), Equation.of(model, coefficients), spec.distribution().name(),
            spec.link().name(), spec.method().title(), statistics.rowsUsed(), convergence.verdict().text(),
            convergence.verdict() != Verdict.NOT_CONVERGED, convergence.message(),
            model.warnings(), PlainReading.of(model, coefficients), EffectScale.of(spec.link()).ratio(), coefficients,
            model.covarianceParameters().stream().map(FitReport::variance).toList(), caterpillars(model),
            residuals.count() == 0 ? null : residuals, search(model, steps));
    }

    private static Search search(FittedModel model, List<SearchTrace.Step> steps) {
        var convergence = model.convergence();
        return new Search(convergence.iterations(), convergence.evaluations(), finite(convergence.scaledGradient()),
            finite(model.statistics().minus2LogLikelihood()), model.statistics().seconds(),
            steps.stream().map(step -> new Step(step.phase(), step.iteration(), finite(step.objective()),
                finite(step.gradient()))).toList());
    }

    /** The coefficients with the degrees of freedom that suit the method, as in the table of fixed effects. */
    private static List<Coefficient> coefficients(FittedModel model) {
        return FixedEffectInference.of(model, DenominatorDf.AUTOMATIC).coefficients().stream().map(coefficient -> {
            double halfWidth = coefficient.halfWidth(CONFIDENCE);
            return new Coefficient(coefficient.label(), coefficient.estimate(), finite(coefficient.standardError()),
                finite(coefficient.estimate() - halfWidth), finite(coefficient.estimate() + halfWidth));
        }).toList();
    }

    private static Variance variance(CovarianceParameter parameter) {
        var effect = parameter.otherEffect().isEmpty() ? parameter.effect()
            : parameter.effect() + ", " + parameter.otherEffect();
        return new Variance(parameter.group(), effect, parameter.kind().name().toLowerCase(Locale.ROOT),
            finite(parameter.estimate()), finite(parameter.standardError()), finite(parameter.standardised()),
            parameter.state().name().toLowerCase(Locale.ROOT));
    }

    private static List<Caterpillar> caterpillars(FittedModel model) {
        return model.randomEffects().stream().flatMap(term -> IntStream.range(0, term.effects().size())
            .mapToObj(effect -> Caterpillar.of(term, effect, MOST_POINTS))).toList();
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
