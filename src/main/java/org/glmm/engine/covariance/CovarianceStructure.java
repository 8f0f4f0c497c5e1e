package org.glmm.engine.covariance;

import java.util.List;

/**
 * The structure of G for one level of a random term with k effects, as a lower triangular factor Lambda(theta) with
 * G = phi Lambda Lambda'. Every theta is allowed, also those that make G singular, so zero variances and
 * correlations of one are ordinary points of the parameter space.
 *
 * <p>Implementations are stateless. A k x k matrix is row-major; {@code offset} is where the structure's parameters start
 * in the vector of all covariance parameters.
 */
public interface CovarianceStructure {

    /** The name under which formulas and saved models know the structure. */
    String name();

    /** The number of parameters for k effects. */
    int parameters(int effects);

    /** Whether parameter {@code index} of a term with k effects is a standard deviation: G is an even function of it. */
    boolean isDeviation(int index, int effects);

    /** Makes the standard deviations non-negative, leaving G as it is. */
    void normalise(double[] theta, int offset, int effects);

    /** The effect whose unit parameter {@code index} has: theta scales inversely with the covariate of that effect. */
    int effectOf(int index, int effects);

    /** Sets every parameter so that G is diagonal with standard deviations {@code deviations} (relative to phi). */
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

    /**
     * An element of G.
     *
     * @param row its row, an effect
     * @param column its column, an effect not after the row
     */
    record Element(int row, int column) {

        /** Whether the element is a variance. */
        public boolean isVariance() {
            return row == column;
        }
    }
}
