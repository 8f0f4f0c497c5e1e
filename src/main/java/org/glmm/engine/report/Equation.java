package org.glmm.engine.report;

import java.util.List;
import java.util.Locale;

import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.RandomEffects;
import org.glmm.engine.report.FitReport.Coefficient;

/**
 * The fitted model as an equation for the mean of the response: {@code logit(mean of y) = -1.2 + 0.742 x + u[clinic]},
 * with u the random effect of a level, and {@code u[clinic, x] x} for random slopes.
 */
final class Equation {

    /** Fixed effects after so many letters are only counted. */
    private static final int MOST_LETTERS = 240;
    private static final String INTERCEPT = "(Intercept)";

    private Equation() {
    }

    static String of(FittedModel model, List<Coefficient> coefficients) {
        var mean = "mean of " + model.spec().formula().response().label();
        var link = model.spec().link().name();
        var text = new StringBuilder(link.equals("identity") ? mean : link + "(" + mean + ")").append(" =");
        int shown = 0;
        for (; shown < coefficients.size() && text.length() < MOST_LETTERS; shown++) {
            add(coefficients.get(shown), text);
        }
        if (shown < coefficients.size()) {
            text.append(" + ").append(coefficients.size() - shown).append(" other fixed effects");
        }
        model.spec().formula().offsets().forEach(offset -> plus(text).append("offset(").append(offset).append(')'));
        model.randomEffects().forEach(term -> add(term, text));
        return text.toString();
    }

    private static StringBuilder plus(StringBuilder text) {
        return text.append(text.charAt(text.length() - 1) == '=' ? " " : " + ");
    }

    private static void add(Coefficient coefficient, StringBuilder text) {
        boolean first = text.charAt(text.length() - 1) == '=';
        var sign = coefficient.estimate() < 0 ? first ? " -" : " - " : first ? " " : " + ";
        text.append(sign).append(String.format(Locale.ROOT, "%.3g", Math.abs(coefficient.estimate())));
        if (!coefficient.name().equals(INTERCEPT)) {
            text.append(' ').append(coefficient.name());
        }
    }

    private static void add(RandomEffects term, StringBuilder text) {
        for (var effect : term.effects()) {
            boolean intercept = effect.equals(INTERCEPT);
            plus(text).append("u[").append(term.group()).append(intercept ? "]" : ", " + effect + "] " + effect);
        }
    }
}
