package org.glmm.engine.model;

/**
 * One parameter of the covariance matrices G and R, on the scale on which it is reported.
 *
 * @param group the grouping of the random term, {@code "Residual"} for the residual scale or the dispersion parameter
 *            of the distribution
 * @param kind what it is
 * @param effect the effect it belongs to, all effects of the term if they share it; empty for the residual scale and
 *            the dispersion parameter
 * @param otherEffect for a covariance or correlation the second effect, {@code lag d} for effects d positions apart;
 *            otherwise empty
 * @param estimate the variance, covariance, correlation or dispersion parameter
 * @param standardError from the observed information; NaN where the parameter is fixed or on the boundary
 * @param standardised the standard deviation, correlation or dispersion parameter; NaN for the correlation with an
 *            effect of zero variance
 * @param state whether it was estimated
 */
public record CovarianceParameter(String group, Kind kind, String effect, String otherEffect, double estimate,
    double standardError, double standardised, State state) {

    /** Group name of the residual scale phi. */
    public static final String RESIDUAL = "Residual";

    /** The group and the effects that it belongs to. */
    public String title() {
        String effects = otherEffect.isEmpty() ? effect : effect + ", " + otherEffect;
        return effects.isEmpty() ? group : group + ": " + effects;
    }

    /** What a covariance parameter is. */
    public enum Kind {
        VARIANCE, COVARIANCE, CORRELATION,
        /** The parameter psi of a variance function v(mu, psi). */
        DISPERSION
    }

    /** How a covariance parameter got its value. */
    public enum State {
        /** Estimated, in the interior of its range. */
        ESTIMATED,
        /** Estimated at the edge of its range: a zero variance or a correlation as large or small as it can be. */
        BOUNDARY,
        /** Not estimated. */
        FIXED
    }
}
