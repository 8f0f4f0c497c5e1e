package org.glmm.engine.family;

import java.util.List;

/**
 * The conditional distribution of a response given the random effects: E(y | u) = mu, and Var(y | u) = phi v(mu) or
 * v(mu, psi) with a {@link Dispersion} parameter phi or psi, or v(mu) without one.
 *
 * <p>Implementations are stateless and equal if they have the same name. A response of events among trials is the
 * proportion y of events, and its size the number of trials; otherwise the size is 1.
 */
public interface Distribution {

    /** The name under which users and saved models know the distribution, in lower case, with its parameter: "t(4)". */
    String name();

    /** The link taken when the user leaves the choice open. */
    Link defaultLink();

    /** The means that the distribution can have. */
    MeanRange means();

    /** Whether the link can be used; one that gives proportions only is for means between 0 and 1 only. */
    default boolean allows(Link link) {
        return link.means() != MeanRange.UNIT || means() == MeanRange.UNIT;
    }

    /** The registered links that can be used. */
    default List<Link> links() {
        return Links.all().stream().filter(this::allows).toList();
    }

    /** Whether there is a dispersion parameter, and of which kind. */
    Dispersion dispersion();

    /** Whether the variance has a scale phi of its own; if not, phi is 1 unless over-dispersion is asked for. */
    default boolean hasScale() {
        return dispersion() == Dispersion.SCALE;
    }

    /**
     * What an estimate of psi at the end of its range means, with advice; empty if psi is inside or the dispersion
     * parameter is no shape.
     */
    default String limit(double shape) {
        return "";
    }

    /**
     * v(mu) or v(mu, psi).
     *
     * @param shape psi; ignored unless the dispersion parameter is a shape
     */
    double variance(double mu, double shape, double size);

    /** The derivative of {@link #variance} with respect to psi; 0 unless the dispersion parameter is a shape. */
    default double varianceSlope(double mu, double shape, double size) {
        return 0;
    }

    /**
     * The quasi-deviance 2 int from mu to y of (y - t) / v(t) dt, which is the unit deviance where the distribution is
     * an exponential family for given dispersion.
     *
     * @param shape psi; ignored unless the dispersion parameter is a shape
     */
    double deviance(double y, double mu, double shape, double size);

    /**
     * A mean near the observation, inside the range where every allowed link is finite; the start of the iterations.
     */
    double startingMean(double y, double size);

    /** The log-density of single rows. */
    LogDensity density(Link link);

    /**
     * P(Y <= y), the distribution function of the transformed response.
     *
     * @param y any number
     * @param dispersion phi or psi; ignored if there is no dispersion parameter
     */
    double cumulative(double y, double mu, double dispersion, double size);

    /**
     * The distance between neighbouring values that can be observed, so that P(Y < y) = P(Y <= y - spacing); 0 if there
     * is none.
     */
    default double spacing(double size) {
        return 0;
    }

    /**
     * P(Y = y + spacing) / P(Y = y) for a y that can be observed; meaningless without a spacing.
     *
     * @param dispersion phi or psi; ignored if there is no dispersion parameter
     */
    default double successor(double y, double mu, double dispersion, double size) {
        return Double.NaN;
    }

    /**
     * The quantile of the transformed response: the least value that can be observed at which {@link #cumulative}
     * reaches a probability.
     *
     * @param probability between 0 and 1
     */
    default double quantile(double probability, double mu, double dispersion, double size) {
        return new Quantile(this, probability, mu, dispersion, size).value();
    }

    /** Whether the variance tells the distribution from others, so that quasi- and pseudo-likelihoods make sense. */
    default boolean isQuasi() {
        return true;
    }

    /** Whether y is normal, so that with the identity link the model is a linear mixed model. */
    default boolean isNormal() {
        return false;
    }

    /** The y of an observation: the observation itself, or a transformation of it. */
    default double transform(double observation) {
        return observation;
    }

    /** The observation with a given y, the inverse of {@link #transform}. */
    default double observation(double y) {
        return y;
    }

    /** The log of the derivative of {@link #transform}, as a function of the transformed y. */
    default double logJacobian(double y) {
        return 0;
    }

    /**
     * The link to the mean of the observation, not of the transformed y, given the random effects.
     *
     * @param link the link to mu
     * @param dispersion phi or psi
     */
    default Link observationLink(Link link, double dispersion) {
        return link;
    }

    /** Whether the response is a number of events among trials. */
    default boolean takesTrials() {
        return false;
    }

    /** True if the value can be observed. */
    boolean isObservation(double y);

    /** What an observation has to be, for an error message: "a count (0, 1, 2, ...)". */
    String observations();

    /**
     * What to do about a value that cannot be observed, a sentence for an error message; empty if there is no advice.
     */
    default String remedy(double y) {
        return "";
    }
}
