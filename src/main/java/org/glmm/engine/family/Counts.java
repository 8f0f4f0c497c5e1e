package org.glmm.engine.family;

import java.util.stream.IntStream;

import org.apache.commons.math3.special.Gamma;

/** What the distributions of counts have in common. */
final class Counts {

    /** Above this precision a negative binomial distribution is a Poisson distribution. */
    static final double POISSON_LIMIT = 1e5;
    static final String NO_OVERDISPERSION = "there is no over-dispersion; choose the poisson distribution";
    static final String DESCRIPTION = "a count (0, 1, 2, ...)";

    private static final double[] LOG_FACTORIALS = IntStream.range(0, 256).mapToDouble(y -> Gamma.logGamma(y + 1.0))
        .toArray();

    private Counts() {
    }

    /** log y!. */
    static double logFactorial(double y) {
        return y < LOG_FACTORIALS.length ? LOG_FACTORIALS[(int) y] : Gamma.logGamma(y + 1);
    }

    /** Whether the value is a whole number from 0. */
    static boolean isCount(double y) {
        return y >= 0 && y == Math.rint(y) && y < Double.POSITIVE_INFINITY;
    }
}
