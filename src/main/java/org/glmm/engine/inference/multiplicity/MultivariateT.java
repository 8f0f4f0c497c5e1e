package org.glmm.engine.inference.multiplicity;

/** The joint distribution of several t statistics with the same degrees of freedom: that of the largest of them. */
interface MultivariateT {

    /** The probability that the largest absolute value is larger than t. */
    double twoSidedTail(double t, double df);

    /** The probability that the largest value is larger than t. */
    double oneSidedTail(double t, double df);

    /** The value that the largest absolute value exceeds with a given probability. */
    default double twoSidedQuantile(double probability, double df) {
        return ScaleMixture.quantile(t -> twoSidedTail(t, df), probability);
    }
}
