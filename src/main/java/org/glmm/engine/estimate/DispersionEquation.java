package org.glmm.engine.estimate;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.glmm.engine.family.Distribution;

/**
 * The moment equation for a dispersion parameter psi inside the variance function, given the means and the residuals
 * e = y - mu of a linearised model with their prediction error variances:
 *
 * <pre>
 * sum e' Q e = tr[Q (v(mu, psi) / w - PEV(e))],   Q = w v^-2 dv/dpsi,   PEV(e) = d [x' z'] LHS^-1 [x; z] d
 * </pre>
 *
 * where LHS is the left-hand side of the mixed-model equations. Solved in psi.
 */
final class DispersionEquation {

    /** Beyond these ends of its range psi has no visible effect on the variances, or leaves nothing else. */
    static final double LEAST = 1e-8;
    static final double MOST = 1e8;

    private static final double STEP = Math.log(4);
    private static final double TOLERANCE = 1e-13;
    private static final int MOST_EVALUATIONS = 200;

    private final Distribution distribution;
    private final double[] mean;
    private final double[] size;
    private final double[] frequency;
    private final double[] squares;

    /**
     * @param mean mu of every row
     * @param size the number of trials of every row
     * @param frequency how many rows each row stands for
     * @param squares w (e^2 + PEV(e)) of every row
     */
    DispersionEquation(Distribution distribution, double[] mean, double[] size, double[] frequency, double[] squares) {
        this.distribution = distribution;
        this.mean = mean;
        this.size = size;
        this.frequency = frequency;
        this.squares = squares;
    }

    /**
     * The root next to a given value; the end of the range where there is none, the value where a mean is impossible.
     */
    double solve(double from) {
        double low = Math.log(Math.max(LEAST, Math.min(MOST, from)));
        double high = low;
        while (excess(high) > 0 && high < Math.log(MOST)) {
            low = high;
            high = Math.min(high + STEP, Math.log(MOST));
        }
        while (excess(low) < 0 && low > Math.log(LEAST)) {
            high = low;
            low = Math.max(low - STEP, Math.log(LEAST));
        }
        if (excess(high) >= 0) {
            return Math.exp(high);
        }
        return !(low < high) || excess(low) <= 0 ? Math.exp(low)
            : Math.exp(new BrentSolver(TOLERANCE).solve(MOST_EVALUATIONS, this::excess, low, high));
    }

    /** Left minus right side, positive below the root and negative above it. */
    private double excess(double logPsi) {
        double psi = Math.exp(logPsi);
        double sum = 0;
        for (int r = 0; r < mean.length; r++) {
            double variance = distribution.variance(mean[r], psi, size[r]);
            double slope = distribution.varianceSlope(mean[r], psi, size[r]);
            sum += frequency[r] * slope / variance * (squares[r] / variance - 1);
        }
        return sum;
    }
}
