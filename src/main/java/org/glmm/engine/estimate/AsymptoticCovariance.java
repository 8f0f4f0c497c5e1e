package org.glmm.engine.estimate;

import java.util.ArrayList;
import java.util.List;

/**
 * The asymptotic covariance matrix of n parameters as far as the data determine them: the inverse of the information,
 * or if that is singular its generalised inverse over the directions in which it is not. A function of the parameters
 * has a standard error if it does not change along the other directions (Searle 1971, Linear Models, section 5.4).
 *
 * @param matrix n x n, row-major, with zeros for parameters that are not free
 * @param units the standard error of each parameter if all others were known; zero for those that are not free
 * @param undetermined the directions that are not determined, each of length one in these units
 */
record AsymptoticCovariance(double[] matrix, double[] units, List<double[]> undetermined) {

    /** The share of a gradient along a direction that is not determined above which there is no standard error. */
    private static final double NEGLIGIBLE = 1e-3;

    /** Whether all directions are determined. */
    boolean isComplete() {
        return undetermined.isEmpty();
    }

    /** The standard error of a function of the parameters by the delta method; NaN if the data do not determine it. */
    double standardError(double[] gradient) {
        if (!determines(gradient)) {
            return Double.NaN;
        }
        int n = units.length;
        double variance = 0;
        for (int i = 0; i < n * n; i++) {
            variance += gradient[i / n] * matrix[i] * gradient[i % n];
        }
        return Math.sqrt(variance);
    }

    private boolean determines(double[] gradient) {
        double squares = 0;
        for (int i = 0; i < units.length; i++) {
            squares += gradient[i] * units[i] * gradient[i] * units[i];
        }
        for (double[] direction : undetermined) {
            double along = 0;
            for (int i = 0; i < units.length; i++) {
                along += gradient[i] * direction[i];
            }
            if (!(Math.abs(along) <= NEGLIGIBLE * Math.sqrt(squares))) {
                return false;
            }
        }
        return true;
    }

    /** Whether each of the first parameters is determined. */
    boolean determinesFirst(int count) {
        for (int j = 0; j < count; j++) {
            double[] unit = new double[units.length];
            unit[j] = 1;
            if (!determines(unit)) {
                return false;
            }
        }
        return true;
    }

    /** The n x n matrix of the first parameters. */
    double[] first(int count) {
        double[] result = new double[count * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(matrix, i * units.length, result, i * count, count);
        }
        return result;
    }

    /**
     * The parameters from {@code first}, each multiplied by a factor; parameters beyond the last are not free.
     *
     * @param factors as many as there are parameters in the result
     */
    AsymptoticCovariance from(int first, double[] factors) {
        int n = factors.length;
        int count = Math.min(n, units.length - first);
        double[] part = new double[n * n];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                part[i * n + j] = factors[i] * factors[j] * matrix[(first + i) * units.length + first + j];
            }
        }
        List<double[]> directions = new ArrayList<>();
        for (double[] direction : undetermined) {
            directions.add(from(first, factors, direction));
        }
        return new AsymptoticCovariance(part, from(first, factors, units), directions);
    }

    private static double[] from(int first, double[] factors, double[] values) {
        double[] result = new double[factors.length];
        for (int i = 0; i < result.length && first + i < values.length; i++) {
            result[i] = factors[i] * values[first + i];
        }
        return result;
    }
}
