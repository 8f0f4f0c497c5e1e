package org.glmm.engine.predict;

/**
 * A prediction on one scale.
 *
 * @param value the estimate
 * @param standardError of the estimate, by the delta method where the scale is not that of the linear predictor; NaN
 *            if it was not asked for
 * @param interval the confidence interval of the expected value
 */
public record Estimate(double value, double standardError, Interval interval) {
}
