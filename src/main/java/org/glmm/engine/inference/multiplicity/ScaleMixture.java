package org.glmm.engine.inference.multiplicity;

import java.util.function.DoubleUnaryOperator;

import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * From statistics with known error variance to studentised ones: E[g(q s)] with s^2 an independent chi-square over its
 * degrees of freedom. The integral runs over log s by the trapezoidal rule, which converges geometrically here.
 */
final class ScaleMixture {

    private static final int LEAST_STEPS = 160;
    private static final double LARGEST_STEP = 0.05;
    /** Densities below exp(-45) times the largest do not count. */
    private static final double NEGLIGIBLE = 45;
    private static final double ACCURACY = 1e-10;

    private ScaleMixture() {
    }

    /**
     * The probability that a studentised statistic is larger than q.
     *
     * @param upperTail the probability that the statistic with known variance is larger
     * @param df positive, possibly infinite
     */
    static double upperTail(DoubleUnaryOperator upperTail, double q, double df) {
        if (Double.isInfinite(df)) {
            return upperTail.applyAsDouble(q);
        }
        double lowest = -end(df, -1);
        double width = end(df, 1) - lowest;
        int steps = (int) Math.max(LEAST_STEPS, Math.ceil(width / LARGEST_STEP));
        double step = width / steps;
        double sum = 0;
        double weights = 0;
        for (int i = 0; i <= steps; i++) {
            double u = lowest + i * step;
            double weight = Math.exp(logDensity(u, df));
            sum += weight * upperTail.applyAsDouble(q * Math.exp(u));
            weights += weight;
        }
        return sum / weights;
    }

    /** The logarithm of the density of u = log s, up to a constant, zero at its mode u = 0. */
    private static double logDensity(double u, double df) {
        return df * (u - Math.expm1(2 * u) / 2);
    }

    /** How far from the mode, in a direction, the density is negligible. */
    private static double end(double df, int direction) {
        double far = 1;
        while (logDensity(direction * far, df) > -NEGLIGIBLE) {
            far *= 2;
        }
        double near = 0;
        for (int i = 0; i < 40; i++) {
            double middle = (near + far) / 2;
            if (logDensity(direction * middle, df) > -NEGLIGIBLE) {
                near = middle;
            } else {
                far = middle;
            }
        }
        return far;
    }

    /** The value that is exceeded with a given probability, for a decreasing tail. */
    static double quantile(DoubleUnaryOperator tail, double probability) {
        double high = 1;
        while (tail.applyAsDouble(high) > probability) {
            high *= 2;
        }
        return new BrentSolver(ACCURACY).solve(200, q -> tail.applyAsDouble(q) - probability, 0, high);
    }
}
