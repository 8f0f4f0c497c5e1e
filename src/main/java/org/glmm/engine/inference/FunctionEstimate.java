package org.glmm.engine.inference;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The estimate of a linear function of the linear predictor.
 *
 * @param label what the function is
 * @param estimate its value; NaN if the data cannot estimate it, {@code note} says why
 * @param standardError its standard error; NaN without an estimate
 * @param df the degrees of freedom of t; infinite for the normal distribution, NaN without an estimate
 * @param note why there is no estimate; usually empty
 */
public record FunctionEstimate(String label, double estimate, double standardError, double df, String note) {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** A function that has no estimate. */
    public static FunctionEstimate none(String label, String reason) {
        return new FunctionEstimate(label, Double.NaN, Double.NaN, Double.NaN, reason);
    }

    public boolean isEstimable() {
        return !Double.isNaN(estimate);
    }

    /**
     * The statistic t (z if the degrees of freedom are infinite) of the hypothesis that the function is {@code value}.
     */
    public double statistic(double value) {
        return standardError > 0 ? (estimate - value) / standardError : Double.NaN;
    }

    /** The two-sided p-value of the hypothesis that the function is zero. */
    public double pValue() {
        return 2 * upperTail(Math.abs(statistic(0)), df);
    }

    /** The half width of a confidence interval of the given level, 0.95 for example. */
    public double halfWidth(double level) {
        return standardError > 0 ? quantile((1 + level) / 2, df) * standardError : Double.NaN;
    }

    /** The probability that t is larger; NaN for NaN. */
    public static double upperTail(double t, double df) {
        if (Double.isNaN(t) || !(df > 0)) {
            return Double.NaN;
        }
        return Double.isInfinite(df) ? NORMAL.cumulativeProbability(-t)
            : new TDistribution(null, df).cumulativeProbability(-t);
    }

    /** The quantile of t; NaN without degrees of freedom. */
    public static double quantile(double probability, double df) {
        if (!(df > 0)) {
            return Double.NaN;
        }
        return Double.isInfinite(df) ? NORMAL.inverseCumulativeProbability(probability)
            : new TDistribution(null, df).inverseCumulativeProbability(probability);
    }
}
