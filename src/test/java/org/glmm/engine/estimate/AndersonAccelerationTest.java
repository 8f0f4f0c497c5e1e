package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AndersonAccelerationTest {

    /** For a linear map in m variables the (m + 1)-th step is exact. */
    @Test
    void solvesALinearMapInAsManyStepsAsVariables() {
        AndersonAcceleration acceleration = new AndersonAcceleration(2);
        double[] x = {0, 0};
        for (int i = 0; i < 3; i++) {
            x = acceleration.next(x, new double[] {0.9 * x[0] + 0.05 * x[1] + 1, 0.2 * x[0] + 0.7 * x[1] - 1});
        }
        assertArrayEquals(new double[] {12.5, 5}, x, 1e-9);
    }

    /** x = cos x; the plain iteration needs about 90 steps for 1e-15. */
    @Test
    void theMethodOfIronsAndTuckInOneVariable() {
        AndersonAcceleration acceleration = new AndersonAcceleration(1);
        double[] x = {1};
        int steps = 0;
        while (Math.abs(Math.cos(x[0]) - x[0]) > 1e-14) {
            x = acceleration.next(x, new double[] {Math.cos(x[0])});
            steps++;
        }
        assertEquals(0.739085133215160642, x[0], 1e-13);
        assertTrue(steps < 10, steps + " steps");
    }

    @Test
    void afterARestartTheNextPointIsTheImage() {
        AndersonAcceleration acceleration = new AndersonAcceleration(1);
        acceleration.next(new double[] {1}, new double[] {2});
        acceleration.restart();
        assertArrayEquals(new double[] {7}, acceleration.next(new double[] {5}, new double[] {7}), 0);
    }
}
