package org.glmm.engine.inference.means;

import org.glmm.engine.inference.FunctionEstimate;

/**
 * A least-squares mean.
 *
 * @param mean the mean as a function of the coefficients
 * @param estimate its estimate on the scale of the link
 * @param lower the lower end of its confidence interval
 * @param upper the upper end of its confidence interval
 * @param response the same on the scale of the response, with random effects of zero
 * @param population the mean of the response over the population of random effects
 */
public record MeanEstimate(GridMean mean, FunctionEstimate estimate, double lower, double upper,
    ScaledEstimate response, ScaledEstimate population) { }
