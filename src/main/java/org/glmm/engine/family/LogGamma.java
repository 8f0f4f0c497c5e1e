package org.glmm.engine.family;

/**
 * log Gamma and its first three derivatives (digamma, trigamma, tetragamma) for positive arguments, by recurrence up to
 * the range of Stirling's series (Abramowitz and Stegun, 6.1.40, 6.3.18, 6.4.12 to 6.4.14), to about 15 digits.
 */
final class LogGamma {

    private static final double ASYMPTOTIC = 12;
    private static final double LARGE = 1e100;
    private static final int FEW = 16;
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    /** B_2k / (2k (2k - 1)), k = 1, 2, ... */
    private static final double[] STIRLING = {1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0,
        -691 / 360360.0, 1 / 156.0};

    private LogGamma() {
    }

    /** log Gamma(x) and its first three derivatives. */
    static void derivatives(double x, double[] result) {
        double product = 1;
        double first = 0;
        double second = 0;
        double third = 0;
        double z = x;
        for (; z < ASYMPTOTIC; z++) {
            double inverse = 1 / z;
            product *= z;
            first += inverse;
            second += inverse * inverse;
            third += inverse * inverse * inverse;
        }
        double log = Math.log(z);
        double inverse = 1 / z;
        remainder(z, result);
        result[0] += (z - 0.5) * log - z + HALF_LOG_TWO_PI - Math.log(product);
        result[1] += log - 0.5 * inverse - first;
        result[2] += inverse + 0.5 * inverse * inverse + second;
        result[3] += -inverse * inverse - inverse * inverse * inverse - 2 * third;
    }

    /**
     * The differences of log Gamma and its first three derivatives between x + n and x, without cancellation where x is
     * large.
     *
     * @param n a whole number from 0
     */
    static void differences(double x, double n, double[] work, double[] result) {
        double product = 1;
        double log = 0;
        double first = 0;
        double second = 0;
        double third = 0;
        double z = x;
        double steps = 0;
        for (; steps < n && (z < ASYMPTOTIC || n - steps < FEW); steps++, z++) {
            double inverse = 1 / z;
            product *= z;
            if (product > LARGE || product < 1 / LARGE) {
                log += Math.log(product);
                product = 1;
            }
            first += inverse;
            second -= inverse * inverse;
            third += 2 * inverse * inverse * inverse;
        }
        log += Math.log(product);
        if (steps >= n) {
            set(log, first, second, third, result);
            return;
        }
        double rest = n - steps;
        double end = z + rest;
        double growth = Math.log1p(rest / z);
        double change = -rest / (z * end);
        double sum = 1 / end + 1 / z;
        remainder(z, work);
        remainder(end, result);
        result[0] += log - work[0] + (end - 0.5) * growth + rest * (Math.log(z) - 1);
        result[1] += first - work[1] + growth - 0.5 * change;
        result[2] += second - work[2] + change + 0.5 * change * sum;
        result[3] += third - work[3] - change * sum - change * (sum * sum - 1 / (z * end));
    }

    /** log C(n, k), without cancellation where n is large. */
    static double binomialCoefficient(double n, double k) {
        double fewer = Math.min(k, n - k);
        return difference(n - fewer + 1, fewer) - difference(1, fewer);
    }

    /** log Gamma(x + n) - log Gamma(x). */
    static double difference(double x, double n) {
        double[] result = new double[4];
        differences(x, n, new double[4], result);
        return result[0];
    }

    private static void set(double value, double first, double second, double third, double[] result) {
        result[0] = value;
        result[1] = first;
        result[2] = second;
        result[3] = third;
    }

    /** The remainder of Stirling's formula, sum_k c_k z^(1 - 2k), and its derivatives. */
    private static void remainder(double z, double[] result) {
        double inverse = 1 / z;
        double square = inverse * inverse;
        double power = inverse;
        set(0, 0, 0, 0, result);
        for (int k = 0; k < STIRLING.length; k++) {
            double exponent = -1 - 2 * k;
            double term = STIRLING[k] * power;
            result[0] += term;
            term *= exponent * inverse;
            result[1] += term;
            term *= (exponent - 1) * inverse;
            result[2] += term;
            term *= (exponent - 2) * inverse;
            result[3] += term;
            power *= square;
        }
    }
}
