package org.glmm.engine.inference.multiplicity;

/**
 * The distribution of the range of k independent normal variables with a common variance, divided by an estimate of
 * their standard deviation (Tukey 1953; Copenhaver and Holland 1988, J. Statist. Comput. Simul. 30, 1-15).
 */
public final class StudentizedRange {

    private static final double STEP = 0.1;
    private static final double LIMIT = 9;

    private final int means;

    /**
     * @param means the number k of variables, at least 2
     */
    public StudentizedRange(int means) {
        this.means = means;
    }

    /** The probability that the studentised range is larger than q. */
    public double upperTail(double q, double df) {
        return q > 0 ? ScaleMixture.upperTail(this::rangeTail, q, df) : 1;
    }

    /** The value that the studentised range exceeds with a given probability. */
    public double quantile(double probability, double df) {
        return ScaleMixture.quantile(q -> upperTail(q, df), probability);
    }

    /**
     * 1 - k int phi(z) [Phi(z) - Phi(z - w)]^(k - 1) dz, by the trapezoidal rule; z is the largest of the variables.
     */
    private double rangeTail(double w) {
        double sum = 0;
        for (double z = -LIMIT; z <= LIMIT; z += STEP) {
            double below = StandardNormal.cdf(z);
            double within = below - StandardNormal.cdf(z - w);
            sum += StandardNormal.density(z) * (Math.pow(below, means - 1) - Math.pow(within, means - 1));
        }
        return Math.max(0, means * sum * STEP);
    }
}
