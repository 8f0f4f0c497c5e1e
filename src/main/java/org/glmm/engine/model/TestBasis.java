package org.glmm.engine.model;

import java.util.Optional;

/**
 * What tests of the fixed effects need to know about the estimation of the covariance parameters and about the design.
 * The m parameters sigma are those of G and R by which the covariance matrix of the fixed effects varies: where a
 * structure is linear the elements of G, otherwise the parameters of its factor, and the residual scale.
 *
 * @param derivatives m matrices, p x p, row-major: the derivatives of Cov(b) = (X'V^-1 X)^-1 with respect to sigma
 * @param observed the covariance matrix of sigma, m x m, row-major, from the observed information, zero for parameters
 *            on the boundary; empty if the information is not positive definite
 * @param expected the same from the expected information of the restricted likelihood, boundary included; empty if it
 *            was not computed
 * @param adjustments the adjusted covariance matrices of Kenward and Roger
 * @param degrees degrees of freedom that follow from the design
 * @param crossProducts X'X, p x p, row-major, each row as often as its frequency says
 * @param robust the sandwich covariance matrix of the fixed effects, p x p, row-major, if one was asked for
 */
public record TestBasis(double[][] derivatives, Optional<double[]> observed, Optional<double[]> expected,
    Adjustments adjustments, DesignDegrees degrees, double[] crossProducts,
    Optional<double[]> robust) {

    /** A basis without anything in it. */
    public static final TestBasis NONE = new TestBasis(new double[0][], Optional.empty(), Optional.empty(),
        new Adjustments(Optional.empty(), Optional.empty(), Optional.empty()),
        new DesignDegrees(new double[0], new double[0]), new double[0], Optional.empty());

    /**
     * Adjusted covariance matrices of the fixed effects, p x p, row-major, each empty if it could not be computed.
     *
     * @param expected by Kenward and Roger (1997), with the expected information, without second derivatives of V
     * @param observed the same with the observed information
     * @param secondOrder by Kenward and Roger (2009), with the expected information and second derivatives of V
     */
    public record Adjustments(Optional<double[]> expected, Optional<double[]> observed,
        Optional<double[]> secondOrder) {
    }

    /**
     * Degrees of freedom of the intercept, first, and of each fixed term.
     *
     * @param containment by the containment rule; empty if they were not computed
     * @param betweenWithin by division between and within the levels of the grouping factors
     */
    public record DesignDegrees(double[] containment, double[] betweenWithin) {
    }
}
