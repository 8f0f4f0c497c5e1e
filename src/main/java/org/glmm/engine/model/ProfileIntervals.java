package org.glmm.engine.model;

import java.util.List;

/**
 * The profile-likelihood intervals of a model.
 *
 * @param level of confidence, 0.95 for example
 * @param fixedEffects one a fixed effect kept; empty if they were not asked for
 * @param estimates one a covariance parameter, of its {@link CovarianceParameter#estimate}; empty if none was asked for
 * @param standardised one a covariance parameter, of its {@link CovarianceParameter#standardised}
 */
public record ProfileIntervals(double level, List<ProfileInterval> fixedEffects, List<ProfileInterval> estimates,
    List<ProfileInterval> standardised) {

    /** No intervals. */
    public static final ProfileIntervals NONE = new ProfileIntervals(Double.NaN, List.of(), List.of(), List.of());

    public ProfileIntervals {
        fixedEffects = List.copyOf(fixedEffects);
        estimates = List.copyOf(estimates);
        standardised = List.copyOf(standardised);
    }

    /** Whether there are any. */
    public boolean isPresent() {
        return !estimates.isEmpty() || !fixedEffects.isEmpty();
    }
}
