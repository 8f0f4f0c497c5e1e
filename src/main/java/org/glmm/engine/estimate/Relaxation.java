package org.glmm.engine.estimate;

import static org.glmm.engine.dense.DenseAlgebra.dot;

/**
 * How far to go along the steps of a fixed-point iteration that overshoots. If a step is rho times the one before, the
 * fixed point lies 1 / (1 - rho) steps away (Aitken's process for vectors, Irons and Tuck 1969, Int. J. Numer. Methods
 * Eng. 1). Fisher scoring with a link that is not canonical may overshoot by nearly its own length each time. Steps
 * that keep their direction or turn round much shorter are left as they are.
 */
final class Relaxation {

    private static final double OVERSHOOT = -0.5;
    private static final double SHORTEST = 0.25;

    private double[] last;
    private double lastLength = 1;

    /** The length to go along a whole step, as a multiple of it. */
    double length(double[] step) {
        double length = 1;
        if (last != null) {
            double ratio = dot(step, last) / dot(last, last);
            double rho = 1 - (1 - ratio) / lastLength;
            length = rho < OVERSHOOT ? Math.max(SHORTEST, 1 / (1 - rho)) : 1;
        }
        last = step;
        lastLength = length;
        return length;
    }

    /** Takes notice that less than the whole length was gone. */
    void went(double length) {
        lastLength = length;
    }
}
