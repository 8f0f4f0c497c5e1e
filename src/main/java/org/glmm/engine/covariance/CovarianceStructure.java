package org.glmm.engine.covariance;

import java.util.List;

/**
 * The structure of G for one level of a random term with k effects, as a lower triangular factor Lambda(theta) with
 * G = phi Lambda Lambda'. Every theta is allowed, also those that make G singular, so zero variances and
 * correlations of one are ordinary points of the parameter space. A structure without parameters is a known G, and
 * then Lambda Lambda' is G itself, whatever phi is.
 *
 * <p>Implementations are stateless. A k x k matrix is row-major; {@code offset} is where the structure's parameters
 * start in the vector of all covariance parameters.
 */
public interface CovarianceStructure {

    /** The name under which formulas and saved models know the structure. */
    String name();

    /** The number of parameters for k effects. */
    int parameters(int effects);

    /** What parameter {@code index} of a term with k effects is. */
    Role role(int index, int effects);

    /** The size of parameter {@code index} where the effects have the given k standard deviations. */
    double typical(int index, double[] deviations);

    /**
     * Whether parameter {@code index} is neither a standard deviation of zero nor an angle where the correlation it
     * stands for is at the end of its range or has no meaning because a standard deviation is zero.
     *
     * @param typical the size of each parameter, from {@code offset}
     */
    boolean isInterior(int index, double[] theta, double[] typical, int offset, int effects);

    /** Brings every parameter into its principal range, standard deviations not negative, leaving G as it is. */
    void normalise(double[] theta, int offset, int effects);

    /**
     * Sets every parameter so that G is diagonal with standard deviations {@code deviations} or their root mean square.
     */
    void start(double[] deviations, double[] theta, int offset);

    /** Lambda(theta) into {@code factor}. */
    void factor(double[] theta, int offset, int effects, double[] factor);

    /**
     * The chain rule: adds to {@code gradient[offset ...]} the derivatives of f with respect to theta, given those with
     * respect to the elements of Lambda.
     */
    void addGradient(double[] theta, int offset, int effects, double[] factorGradient, double[] gradient);

    /** The elements of G that are reported as covariance parameters, in order; they determine G. */
    List<Element> reported(int effects);

    /** Whether the effects must be the levels of one factor, because their order matters. */
    boolean isOrdered();

    /**
     * Whether G plus any small multiple of the identity has the structure as well, so that the effects of single rows
     * cannot be told from a residual.
     */
    boolean absorbsIdentity(int effects);

    /**
     * Whether G is linear in the elements that are {@link #reported}, correlations taken as the covariances they stand
     * for.
     */
    boolean isLinear(int effects);

    /** What a parameter is. */
    enum Role {
        /** A standard deviation, relative to sqrt(phi): G is an even function of it. */
        DEVIATION,
        /** An element of Lambda, relative to sqrt(phi), of either sign. */
        ELEMENT,
        /** An angle whose sine stands for a correlation; it has no unit. */
        ANGLE
    }

    /** What is reported of an element of G. */
    enum Quantity {
        VARIANCE, COVARIANCE, CORRELATION
    }

    /** Which elements of G share a reported value. */
    enum Extent {
        /** Only the element itself. */
        SINGLE,
        /** All variances, or the correlations of all pairs of effects. */
        ALL,
        /** The correlations of all effects that are as many positions apart. */
        LAG
    }

    /**
     * An element of G, or an example of several that have the same value.
     *
     * @param row its row, an effect
     * @param column its column, an effect not after the row
     */
    record Element(int row, int column, Quantity quantity, Extent extent) {
    }
}
