package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Relaxed iterations of x -> diag(rho, 0.3) x, whose fixed point is zero. */
class RelaxationTest {

    private static final double CLOSE = 1e-10;

    private static int steps(double rho) {
        double[] x = {1, 1};
        Relaxation relaxation = new Relaxation();
        int steps = 0;
        for (; Math.abs(x[0]) + Math.abs(x[1]) > CLOSE; steps++) {
            double[] step = {(rho - 1) * x[0], -0.7 * x[1]};
            double length = relaxation.length(step);
            x[0] += length * step[0];
            x[1] += length * step[1];
        }
        return steps;
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.99, -0.9, -0.6})
    void anIterationThatOvershootsEndsSooner(double rho) {
        double plain = Math.log(CLOSE) / Math.log(Math.abs(rho));
        assertTrue(steps(rho) < 0.8 * plain, steps(rho) + " steps, " + plain + " without relaxation");
    }

    @Test
    void anIterationThatWouldDivergeConverges() {
        assertTrue(steps(-1.5) < 100);
    }

    @Test
    void aSingleRatioIsSteppedToItsFixedPoint() {
        Relaxation relaxation = new Relaxation();
        double x = 1;
        for (int i = 0; i < 2; i++) {
            double[] step = {-1.9 * x};
            x += relaxation.length(step) * step[0];
        }
        assertEquals(0, x, 1e-15);
    }

    @Test
    void otherIterationsAreLeftAsTheyAre() {
        Relaxation relaxation = new Relaxation();
        double[] lengths = {relaxation.length(new double[] {1, 0}), relaxation.length(new double[] {0.9, 0}),
            relaxation.length(new double[] {-0.3, 0})};
        assertArrayEquals(new double[] {1, 1, 1}, lengths);
    }

    @Test
    void aStepThatWasHalvedCountsAsHalf() {
        Relaxation relaxation = new Relaxation();
        relaxation.length(new double[] {1});
        relaxation.went(0.5);
        assertEquals(0.5, relaxation.length(new double[] {0}), 1e-15, "rho is -1");
    }
}
