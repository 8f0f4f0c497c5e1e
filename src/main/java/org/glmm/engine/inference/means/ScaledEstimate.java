package org.glmm.engine.inference.means;

import java.util.function.DoubleUnaryOperator;

import org.glmm.engine.inference.FunctionEstimate;

/**
 * An estimate after a transformation: the standard error by the delta method, the interval transformed end by end, so
 * that it stays in the range of the transformation.
 *
 * @param value the transformed estimate; NaN if there is none
 */
public record ScaledEstimate(double value, double standardError, double lower, double upper) {

    /** No estimate. */
    public static final ScaledEstimate NONE = new ScaledEstimate(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /**
     * Transforms an estimate.
     *
     * @param function monotone
     * @param derivative its derivative
     * @param lower the lower end of the interval before the transformation
     * @param upper the upper end
     */
    public static ScaledEstimate of(FunctionEstimate estimate, double lower, double upper, DoubleUnaryOperator function,
        DoubleUnaryOperator derivative) {
        double from = function.applyAsDouble(lower);
        double to = function.applyAsDouble(upper);
        return new ScaledEstimate(function.applyAsDouble(estimate.estimate()),
            Math.abs(derivative.applyAsDouble(estimate.estimate())) * estimate.standardError(), Math.min(from, to),
            Math.max(from, to));
    }
}
