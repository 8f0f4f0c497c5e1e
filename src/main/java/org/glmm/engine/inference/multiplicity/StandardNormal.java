package org.glmm.engine.inference.multiplicity;

/** The standard normal distribution function, fast enough for the inside of integrals. */
final class StandardNormal {

    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
    private static final double[] P = {220.2068679123761, 221.2135961699311, 112.0792914978709, 33.91286607838300,
        6.373962203531650, 0.7003830644436881, 0.03526249659989109};
    private static final double[] Q = {440.4137358247522, 793.8265125199484, 637.3336333788311, 296.5642487796737,
        86.78073220294608, 16.06417757920695, 1.755667163182642, 0.08838834764831844};
    private static final double TAIL = 7.071;

    private StandardNormal() {
    }

    static double density(double z) {
        return Math.exp(-z * z / 2) / ROOT_TWO_PI;
    }

    /** P(Z <= z) to 15 digits after the point: the rational approximation of Hart et al. (1968), algorithm 5666. */
    static double cdf(double z) {
        double x = Math.abs(z);
        double exponential = Math.exp(-x * x / 2);
        double tail = x < TAIL ? exponential * ratio(x)
            : exponential / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / ROOT_TWO_PI;
        return z > 0 ? 1 - tail : tail;
    }

    private static double ratio(double x) {
        return polynomial(P, x) / polynomial(Q, x);
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * x + coefficients[i];
        }
        return value;
    }
}
