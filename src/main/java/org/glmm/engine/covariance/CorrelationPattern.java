package org.glmm.engine.covariance;

import java.util.List;

import org.glmm.engine.covariance.CovarianceStructure.Element;

/**
 * A pattern of correlation matrices R of k effects, as a lower triangular factor with R = L L'. Its parameters are
 * angles: a correlation is the sine of an angle or a linear function of it, so that every real number is allowed, the
 * ends of the range are reached, and L is smooth. Columns of L may change their signs. Matrices are row-major.
 */
interface CorrelationPattern {

    /** The number of angles for k effects. */
    int angles(int effects);

    /** The angle without correlation. */
    double uncorrelated(int effects);

    /** L of the angles from {@code offset} into {@code factor}, whose elements are all zero. */
    void factor(double[] theta, int offset, int effects, double[] factor);

    /** Adds the derivatives of f with respect to the angles, given those with respect to the elements of L. */
    void addGradient(double[] theta, int offset, int effects, double[] factorGradient, double[] gradient);

    /** The correlations that are reported. */
    List<Element> reported(int effects);

    /** Whether the effects must be the levels of one factor in their order. */
    boolean isOrdered();

    /** Whether R with all correlations a little smaller by the same factor has the pattern as well. */
    boolean canShrink(int effects);

    /** Whether the reported correlations are the elements of R, so that R is linear in them. */
    boolean isLinear(int effects);
}
