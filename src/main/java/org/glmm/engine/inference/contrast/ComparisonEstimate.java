package org.glmm.engine.inference.contrast;

import java.util.Optional;

import org.glmm.engine.inference.FunctionEstimate;
import org.glmm.engine.inference.means.ScaledEstimate;

/**
 * A comparison or contrast and its test.
 *
 * @param label what is compared
 * @param estimate on the scale of the link
 * @param statistic t, or z for infinite degrees of freedom
 * @param pValue its p-value, adjusted where an adjustment was asked for
 * @param lower the lower end of the confidence interval; NaN if there is none, minus infinity if it has no end
 * @param upper the upper end
 * @param ratio the exponentiated estimate where it has a meaning: a ratio of odds, means or hazards
 */
public record ComparisonEstimate(String label, FunctionEstimate estimate, double statistic, double pValue, double lower,
    double upper, Optional<ScaledEstimate> ratio) {

    /** The exponentiated estimate for links whose inverse it is made of: logit, log, complementary log-log. */
    static Optional<ScaledEstimate> ratio(String link, FunctionEstimate estimate, double lower, double upper) {
        return isRatio(link) ? Optional.of(ScaledEstimate.of(estimate, lower, upper, Math::exp, Math::exp))
            : Optional.empty();
    }

    /** Whether differences on the scale of a link are logarithms of ratios. */
    public static boolean isRatio(String link) {
        return link.equals("log") || link.equals("logit") || link.equals("cloglog");
    }
}
