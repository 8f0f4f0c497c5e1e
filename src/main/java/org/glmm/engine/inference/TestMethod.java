package org.glmm.engine.inference;

import java.util.Set;

import org.ejml.data.DMatrixRMaj;

/** How tests of the fixed effects allow for the estimation of the covariance parameters. */
interface TestMethod {

    /** The covariance matrix of the fixed effects that the tests use, p x p, row-major. */
    double[] covariance();

    /** The reference distribution of the Wald statistic of a hypothesis with independent rows L, r x p. */
    Reference reference(DMatrixRMaj hypothesis);

    /**
     * The same for hypotheses about given terms: methods that count degrees of freedom by terms then take the fewest of
     * theirs.
     */
    default TestMethod forTerms(Set<Integer> terms) {
        return this;
    }

    /**
     * The F distribution with which a Wald statistic is compared.
     *
     * @param df denominator degrees of freedom: infinite for chi-square, NaN if they are not defined
     * @param factor by which the statistic is multiplied first
     */
    record Reference(double df, double factor) {

        /** More degrees of freedom than this are taken as infinitely many. */
        private static final double MANY = 1e8;

        /** An unscaled statistic; degrees of freedom that are not positive are not defined. */
        static Reference unscaled(double df) {
            return scaled(df, 1);
        }

        static Reference scaled(double df, double factor) {
            return new Reference(df > MANY ? Double.POSITIVE_INFINITY : df > 0 ? df : Double.NaN, factor);
        }
    }
}
