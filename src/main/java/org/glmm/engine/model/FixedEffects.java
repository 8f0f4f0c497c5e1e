package org.glmm.engine.model;

import java.util.List;

/**
 * The estimates of the fixed effects that were kept after rank detection.
 *
 * @param names the p coefficients, named as the columns of the design matrix
 * @param estimates p values
 * @param covariance p x p, row-major: the fixed-effects block of the inverse of the mixed-model equations
 * @param dropped names of the columns that are linear combinations of those kept
 */
public record FixedEffects(List<String> names, double[] estimates, double[] covariance, List<String> dropped) {

    public FixedEffects {
        names = List.copyOf(names);
        dropped = List.copyOf(dropped);
    }

    /** The number of estimated coefficients. */
    public int count() {
        return estimates.length;
    }

    /** The standard error of coefficient {@code i}. */
    public double standardError(int i) {
        return Math.sqrt(covariance[i * estimates.length + i]);
    }
}
