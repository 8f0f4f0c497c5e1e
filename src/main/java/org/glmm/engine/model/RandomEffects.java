package org.glmm.engine.model;

import java.util.List;

/**
 * The predicted random effects (BLUPs, conditional modes) of one random term.
 *
 * @param group the grouping columns joined with ":"
 * @param effects the k effects of a level
 * @param levels the L levels
 * @param covariance G of one level, k x k, row-major
 * @param values L x k, row-major: u-hat
 * @param predictionErrorVariance L x k, row-major: the diagonal of Var(u-hat - u), the random-effects block of the
 *            inverse of the mixed-model equations (so it includes the uncertainty of the fixed effects)
 */
public record RandomEffects(String group, List<String> effects, List<String> levels, double[] covariance,
    double[] values, double[] predictionErrorVariance) {

    public RandomEffects {
        effects = List.copyOf(effects);
        levels = List.copyOf(levels);
    }

    /** u-hat of one effect of one level. */
    public double value(int level, int effect) {
        return values[level * effects.size() + effect];
    }

    /** The standard error of prediction, sqrt(Var(u-hat - u)), of one effect of one level. */
    public double standardError(int level, int effect) {
        return Math.sqrt(predictionErrorVariance[level * effects.size() + effect]);
    }
}
