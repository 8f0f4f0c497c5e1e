package org.glmm.engine.model;

/**
 * A profile-likelihood interval of a parameter.
 *
 * @param lower the lower end; NaN if there is none
 * @param upper the upper end; NaN if there is none
 * @param note why an end is missing, or lies where the range of the parameter ends; usually empty
 */
public record ProfileInterval(double lower, double upper, String note) {

    /** No interval. */
    public static ProfileInterval none(String reason) {
        return new ProfileInterval(Double.NaN, Double.NaN, reason);
    }
}
