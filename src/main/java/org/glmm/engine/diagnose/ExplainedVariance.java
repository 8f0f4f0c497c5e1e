package org.glmm.engine.diagnose;

import java.util.Arrays;

import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Link;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.RandomEffects;

/**
 * The variances on the scale of the link, of which the coefficients of determination and the intraclass correlations
 * are ratios (Nakagawa, Johnson and Schielzeth 2017, J. R. Soc. Interface 14: 20170213; random slopes as Johnson 2014,
 * Methods Ecol. Evol. 5, 944-946).
 *
 * @param fixed the variance over the rows of x'beta
 * @param random for each random term, or part of one, the mean over the rows of z'Gz; 0 for a term with an effect for
 *            each row
 * @param observation the observation-level variance, the variance of terms with an effect for each row included; NaN
 *            if none is known
 * @param meaning which observation-level variance it is, in words
 */
public record ExplainedVariance(double fixed, double[] random, double observation, String meaning) {

    static ExplainedVariance of(TrainingRows rows) {
        var model = rows.model();
        double[] fixed = new double[rows.size()];
        double[] random = new double[model.randomEffects().size()];
        double[] frequency = rows.observations().frequency();
        double count = Arrays.stream(frequency).sum();
        var cursor = rows.cursor();
        double mean = 0;
        for (int row = 0; row < fixed.length; row++) {
            cursor.moveTo(row);
            fixed[row] = cursor.fixedPart;
            mean += frequency[row] * cursor.y / count;
            for (int t = 0; t < random.length; t++) {
                random[t] += frequency[row] * cursor.groupVariance(t) / count;
            }
        }
        double rowEffects = 0;
        for (int t = 0; t < random.length; t++) {
            if (isRowEffect(model.randomEffects().get(t), fixed.length)) {
                rowEffects += random[t];
                random[t] = 0;
            }
        }
        return new ExplainedVariance(variance(fixed, frequency, count), random, rowEffects + observation(model, mean),
            meaning(model) + (rowEffects > 0 ? ", and the effects of single rows" : ""));
    }

    private static boolean isRowEffect(RandomEffects term, int rows) {
        return term.levels().size() == rows;
    }

    private static double variance(double[] values, double[] frequency, double count) {
        double mean = 0;
        for (int row = 0; row < values.length; row++) {
            mean += frequency[row] * values[row] / count;
        }
        double squares = 0;
        for (int row = 0; row < values.length; row++) {
            squares += frequency[row] * (values[row] - mean) * (values[row] - mean);
        }
        return squares / (count - 1);
    }

    private static double observation(FittedModel model, double mean) {
        Distribution distribution = model.spec().distribution();
        Link link = model.spec().link();
        double scale = model.statistics().scale();
        if (distribution.takesTrials()) {
            return scale * switch (link.name()) {
                case "logit" -> Math.PI * Math.PI / 3;
                case "probit" -> 1;
                case "cloglog", "loglog" -> Math.PI * Math.PI / 6;
                default -> Double.NaN;
            };
        }
        double variance = scale * distribution.variance(mean, model.statistics().shape(), 1);
        if (link.name().equals("log")) {
            return Math.log1p(variance / (mean * mean));
        }
        double slope = link.derivative(link.link(mean));
        return variance / (slope * slope);
    }

    private static String meaning(FittedModel model) {
        if (model.spec().distribution().takesTrials()) {
            return "that of the latent variable behind the " + model.spec().link().name() + " link";
        }
        return switch (model.spec().link().name()) {
            case "identity" -> "that of the response at its mean";
            case "log" -> "log(1 + v / m^2), m the mean response and v its variance";
            default -> "that of the response at its mean, divided by (dmu/deta)^2";
        };
    }

    private double randomTotal() {
        return Arrays.stream(random).sum();
    }

    /** The part of the variance that the fixed effects explain. */
    public double marginalR2() {
        return fixed / (fixed + randomTotal() + observation);
    }

    /** The part of the variance that fixed and random effects explain. */
    public double conditionalR2() {
        return (fixed + randomTotal()) / (fixed + randomTotal() + observation);
    }

    /** The part of the variance not explained by the fixed effects that one random term explains. */
    public double intraclassCorrelation(int term) {
        return random[term] / (randomTotal() + observation);
    }

    /** The adjusted intraclass correlation: the same for all random terms together. */
    public double intraclassCorrelation() {
        return randomTotal() / (randomTotal() + observation);
    }
}
