package org.glmm.knime.learner;

import java.text.NumberFormat;
import java.util.Locale;

import org.glmm.engine.inference.CovarianceInterval;
import org.glmm.engine.inference.FunctionEstimate;
import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.ProfileInterval;
import org.glmm.knime.table.Cells;
import org.knime.core.data.DataCell;

/**
 * The interval of a parameter in the learner's tables: by the profile likelihood where it was asked for and exists,
 * otherwise that of Wald.
 *
 * @param method the level and the method, in words
 * @param reason why an end is missing, if it is
 */
record TableInterval(double lower, double upper, String method, String reason) {

    private static final String NO_ERROR = "No standard error";

    /** That of fixed effect {@code i}. */
    static TableInterval of(FittedModel model, int i, FunctionEstimate coefficient) {
        var profiles = model.profiles();
        if (!profiles.fixedEffects().isEmpty() && !model.spec().method().restricted()) {
            return of(profiles.fixedEffects().get(i), profiles.level());
        }
        double halfWidth = coefficient.halfWidth(FixedEffectsTable.CONFIDENCE);
        return wald(coefficient.estimate() - halfWidth, coefficient.estimate() + halfWidth, NO_ERROR);
    }

    /** That of covariance parameter {@code i}. */
    static TableInterval of(FittedModel model, int i, CovarianceParameter parameter) {
        if (model.profiles().isPresent()) {
            return of(model.profiles().estimates().get(i), model.profiles().level());
        }
        var interval = CovarianceInterval.of(parameter, FixedEffectsTable.CONFIDENCE);
        return wald(interval.lower(), interval.upper(),
            "The parameter is fixed, on the boundary, or has no standard error");
    }

    private static TableInterval of(ProfileInterval interval, double level) {
        return new TableInterval(interval.lower(), interval.upper(), percent(level) + " profile likelihood",
            interval.note());
    }

    private static TableInterval wald(double lower, double upper, String reason) {
        return new TableInterval(lower, upper, percent(FixedEffectsTable.CONFIDENCE) + " Wald", reason);
    }

    private static String percent(double level) {
        return NumberFormat.getInstance(Locale.ROOT).format(100 * level) + "%";
    }

    DataCell lowerCell() {
        return Cells.end(lower, reason);
    }

    DataCell upperCell() {
        return Cells.end(upper, reason);
    }

    DataCell methodCell() {
        return Cells.text(method);
    }
}
