package org.glmm.engine.family;

import java.util.function.DoubleUnaryOperator;

/** Derivatives by differences. */
final class Differences {

    private Differences() {
    }

    /** Three central differences, extrapolated to an error of the order of the sixth power of the step. */
    static double derivative(DoubleUnaryOperator f, double x, double step) {
        double coarse = central(f, x, 4 * step);
        double middle = central(f, x, 2 * step);
        double fine = central(f, x, step);
        double better = (4 * middle - coarse) / 3;
        double best = (4 * fine - middle) / 3;
        return (16 * best - better) / 15;
    }

    private static double central(DoubleUnaryOperator f, double x, double step) {
        return (f.applyAsDouble(x + step) - f.applyAsDouble(x - step)) / (2 * step);
    }
}
