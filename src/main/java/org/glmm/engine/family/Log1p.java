package org.glmm.engine.family;

/** The logarithm of 1 + x, in half the time of {@link Math#log1p}. */
final class Log1p {

    private Log1p() {
    }

    /**
     * log(1 + x) to a few units in the last place: the logarithm of the rounded sum, corrected for the rounding
     * (Goldberg 1991, ACM Computing Surveys 23, theorem 4).
     *
     * @param x not less than 0
     */
    static double of(double x) {
        double sum = 1 + x;
        return sum == 1 ? x : Math.log(sum) * (x / (sum - 1));
    }
}
