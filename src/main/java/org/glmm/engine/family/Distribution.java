package org.glmm.engine.family;

import java.util.List;

/**
 * The conditional distribution of a response given the random effects, as a member of the exponential family:
 * E(y | u) = mu, Var(y | u) = phi v(mu) / w, where w is the prior weight of the row (for a binomial proportion times its
 * number of trials).
 *
 * <p>Implementations are stateless. Binomial responses are proportions.
 */
public interface Distribution {

    /** The name under which users and saved models know the distribution, in lower case. */
    String name();

    /** The canonical link, taken when the user leaves the choice open. */
    Link canonicalLink();

    /** The links that keep the mean in its range, or that users of the distribution commonly ask for. */
    List<Link> links();

    /** v(mu). */
    double variance(double mu);

    /** True if the mean is one that the distribution can have. */
    boolean isMean(double mu);

    /**
     * A mean near the observation, inside the range where every allowed link is finite; the start of the iterations.
     *
     * @param y the observation
     * @param weight its prior weight, for a proportion times the number of trials
     */
    double startingMean(double y, double weight);

    /**
     * The part of the log-density that depends on the mean, for prior weight 1 and phi = 1, with its derivatives with respect
     * to eta: log f(y; eta) = w kernel / phi + {@link #logConstant}.
     *
     * @param result receives the kernel and its first three derivatives
     */
    void logKernel(double y, Link link, double eta, double[] result);

    /**
     * The part of the log-density that does not depend on the mean.
     *
     * @param scale phi; 1 for distributions without a scale
     */
    double logConstant(double y, double weight, double scale);

    /** The derivative of {@link #logConstant} with respect to the scale phi. */
    default double logConstantDerivative(double y, double weight, double scale) {
        return 0;
    }

    /** Whether the variance has a scale phi of its own; if not, phi is 1 unless over-dispersion is asked for. */
    boolean hasScale();

    /** True if the value can be observed. */
    boolean isObservation(double y);

    /** The unit deviance 2 [l(y; y) - l(mu; y)] of one observation, for prior weight 1 and phi = 1. */
    double deviance(double y, double mu);

    /** What an observation has to be, for an error message: "a count (0, 1, 2, ...)". */
    String observations();
}
