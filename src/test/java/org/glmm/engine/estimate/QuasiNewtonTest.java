package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.glmm.engine.estimate.QuasiNewton.Result;
import org.junit.jupiter.api.Test;

class QuasiNewtonTest {

    private static double rosenbrock(double[] x, double[] gradient) {
        double valley = x[1] - x[0] * x[0];
        gradient[0] = -400 * x[0] * valley - 2 * (1 - x[0]);
        gradient[1] = 200 * valley;
        return 100 * valley * valley + (1 - x[0]) * (1 - x[0]);
    }

    @Test
    void findsTheMinimumOfRosenbrocksFunction() {
        Result result = new QuasiNewton(new double[] {1, 1}, 200, 1e-10).minimise(QuasiNewtonTest::rosenbrock,
            new double[] {-1.2, 1});
        assertTrue(result.converged());
        assertArrayEquals(new double[] {1, 1}, result.x(), 1e-8);
    }

    @Test
    void variablesOfVeryDifferentSize() {
        Objective bowl = (x, g) -> {
            g[0] = 2 * (x[0] - 3e6) * 1e-12;
            g[1] = 2 * (x[1] - 2e-5) * 1e10;
            return (x[0] - 3e6) * (x[0] - 3e6) * 1e-12 + (x[1] - 2e-5) * (x[1] - 2e-5) * 1e10;
        };
        Result result = new QuasiNewton(new double[] {1e6, 1e-5}, 100, 1e-9).minimise(bowl, new double[] {1e6, 1e-5});
        assertTrue(result.converged());
        assertEquals(3e6, result.x()[0], 1e-2);
        assertEquals(2e-5, result.x()[1], 1e-13);
    }

    /** With the Hessian known, the first step ends at the minimum and the second evaluation shows it. */
    @Test
    void aKnownHessianMakesTheFirstStepThatOfNewton() {
        double[] hessian = {4, 1, 1, 2e4};
        Objective bowl = new Objective() {

            @Override
            public double evaluate(double[] x, double[] gradient) {
                double a = x[0] - 3;
                double b = x[1] - 0.02;
                gradient[0] = hessian[0] * a + hessian[1] * b;
                gradient[1] = hessian[2] * a + hessian[3] * b;
                return (gradient[0] * a + gradient[1] * b) / 2;
            }

            @Override
            public double[] curvature(double[] x) {
                return hessian;
            }
        };
        Result result = new QuasiNewton(new double[] {10, 0.1}, 100, 1e-10).minimise(bowl, new double[] {1, 0.01});
        assertTrue(result.converged());
        assertEquals(1, result.iterations());
        assertArrayEquals(new double[] {3, 0.02}, result.x(), 1e-12);
    }

    /** A Hessian that is said to be a hundred times what it is, as often as asked, only delays the search. */
    @Test
    void aWrongHessianIsGivenUp() {
        Objective valley = new Objective() {

            @Override
            public double evaluate(double[] x, double[] gradient) {
                return rosenbrock(x, gradient);
            }

            @Override
            public double[] curvature(double[] x) {
                return new double[] {1e5, 0, 0, 2e4};
            }
        };
        Result result = new QuasiNewton(new double[] {1, 1}, 100, 1e-10).minimise(valley, new double[] {-1.2, 1});
        assertTrue(result.converged());
        assertArrayEquals(new double[] {1, 1}, result.x(), 1e-8);
    }

    @Test
    void backsOffWhereTheFunctionHasNoValue() {
        Objective barrier = (x, g) -> {
            g[0] = 1 - 1 / x[0];
            return x[0] > 0 ? x[0] - Math.log(x[0]) : Double.POSITIVE_INFINITY;
        };
        Result result = new QuasiNewton(new double[] {1}, 100, 1e-10).minimise(barrier, new double[] {1e-3});
        assertTrue(result.converged());
        assertEquals(1, result.x()[0], 1e-8);
    }

    @Test
    void saysWhenIterationsRunOut() {
        Result result = new QuasiNewton(new double[] {1, 1}, 3, 1e-10).minimise(QuasiNewtonTest::rosenbrock,
            new double[] {-1.2, 1});
        assertFalse(result.converged());
        assertEquals(3, result.iterations());
    }
}
