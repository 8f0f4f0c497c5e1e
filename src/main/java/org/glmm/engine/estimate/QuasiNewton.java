package org.glmm.engine.estimate;

import static org.glmm.engine.dense.DenseAlgebra.dot;
import static org.glmm.engine.dense.DenseAlgebra.product;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;

/**
 * Minimises a smooth function of a few variables by BFGS with Powell's damping and a backtracking line search (Nocedal
 * and Wright 2006, chapters 3, 6 and 18.3). Made for expensive functions: a function that knows an approximate Hessian
 * is asked for it after each of the first fifty steps, and BFGS corrects it by that step alone; otherwise the
 * approximation is kept between calls, so that a sequence of similar problems starts where the last one ended.
 */
final class QuasiNewton {

    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double ROUNDING = 1e-11;
    private static final double LONGEST_STEP = 2;
    private static final double FIRST_STEP = 0.3;
    private static final double SHORTEST_STEP = 1e-10;
    /** Where rounding ends the search, steps shorter than this count as converged. */
    private static final double STALLED = 1e-5;
    /** A known Hessian that has not led to the minimum after so many steps is a poor one; BFGS goes on alone. */
    private static final int MOST_CURVATURES = 50;

    private final double[] typical;
    private final int maxIterations;
    private double tolerance;
    private double leastFall = Double.NEGATIVE_INFINITY;
    private final int n;
    private double[] hessian;

    /**
     * @param typical the size that each variable typically has
     * @param tolerance the longest quasi-Newton step, relative to the size of each variable, at which the search has
     *            converged
     */
    QuasiNewton(double[] typical, int maxIterations, double tolerance) {
        this.typical = typical;
        this.maxIterations = maxIterations;
        this.tolerance = tolerance;
        this.n = typical.length;
    }

    /**
     * Where a search ended.
     *
     * @param iterations accepted steps
     * @param scaledGradient the next step, relative to the size of each variable, the largest
     * @param converged whether the next step would have been shorter than the tolerance
     */
    record Result(double[] x, double value, double[] gradient, int iterations, double scaledGradient,
        boolean converged) {
    }

    /** Searches from {@code start}. */
    Result minimise(Objective objective, double[] start) {
        State state = evaluate(objective, start);
        takeCurvature(objective, state);
        for (int iteration = 0;; iteration++) {
            double[] step = step(state);
            double remaining = remaining(state, step);
            if (remaining <= tolerance) {
                return new Result(state.x, state.value, state.gradient, iteration, remaining, true);
            }
            State next = iteration < maxIterations ? search(objective, state, step) : null;
            if (next == null) {
                return new Result(state.x, state.value, state.gradient, iteration, remaining, remaining <= STALLED);
            }
            if (iteration < MOST_CURVATURES) {
                takeCurvature(objective, next);
            }
            update(state, next);
            if (state.value - next.value < leastFall * (1 + Math.abs(next.value))) {
                return new Result(next.x, next.value, next.gradient, iteration + 1, remaining, true);
            }
            state = next;
        }
    }

    /** Takes the Hessian that the objective knows; the step that follows corrects it. */
    private void takeCurvature(Objective objective, State state) {
        double[] curvature = state.value < Double.POSITIVE_INFINITY ? objective.curvature(state.x) : null;
        if (curvature != null) {
            assume(curvature);
        }
    }

    private record State(double[] x, double value, double[] gradient) {
    }

    private State evaluate(Objective objective, double[] x) {
        double[] gradient = new double[n];
        return new State(x, objective.evaluate(x, gradient), gradient);
    }

    /** The step in units of the typical sizes: quasi-Newton if there is a Hessian, else along the gradient. */
    private double[] step(State state) {
        double[] step = new double[n];
        for (int i = 0; i < n; i++) {
            step[i] = -state.gradient[i] * typical[i];
        }
        if (hessian != null && solve(step)) {
            divide(step, Math.max(1, largest(step) / LONGEST_STEP));
        } else if (largest(step) > 0) {
            hessian = null;
            divide(step, largest(step) / FIRST_STEP);
        }
        return step;
    }

    private static double largest(double[] step) {
        double largest = 0;
        for (double s : step) {
            largest = Math.max(largest, Math.abs(s));
        }
        return largest;
    }

    private static void divide(double[] step, double divisor) {
        for (int i = 0; i < step.length; i++) {
            step[i] /= divisor;
        }
    }

    private boolean solve(double[] step) {
        LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
        if (!solver.setA(DMatrixRMaj.wrap(n, n, hessian.clone()))) {
            return false;
        }
        DMatrixRMaj vector = DMatrixRMaj.wrap(n, 1, step);
        solver.solve(vector, vector);
        return true;
    }

    /** The longest component of the step relative to the size of its variable; NaN if there is no Hessian. */
    private double remaining(State state, double[] step) {
        if (hessian == null && largest(step) > 0) {
            return Double.NaN;
        }
        double longest = 0;
        for (int i = 0; i < n; i++) {
            longest = Math.max(longest, Math.abs(step[i]) / Math.max(1, Math.abs(state.x[i] / typical[i])));
        }
        return longest;
    }

    /** Shortens the step until the function falls enough; null if it does not. */
    private State search(Objective objective, State state, double[] step) {
        double slope = 0;
        for (int i = 0; i < n; i++) {
            slope += state.gradient[i] * step[i] * typical[i];
        }
        double length = 1;
        while (length * largest(step) > SHORTEST_STEP) {
            State trial = evaluate(objective, moved(state.x, step, length));
            if (trial.value <= state.value + SUFFICIENT_DECREASE * length * slope || isSettled(state, trial)) {
                return trial;
            }
            length *= shrinkage(trial.value - state.value, length * slope);
        }
        return null;
    }

    private double[] moved(double[] x, double[] step, double length) {
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            result[i] = x[i] + length * step[i] * typical[i];
        }
        return result;
    }

    /** Near the minimum values differ by rounding only; then the gradient decides. */
    private boolean isSettled(State state, State trial) {
        return Math.abs(trial.value - state.value) <= ROUNDING * (1 + Math.abs(state.value))
            && norm(trial) < norm(state);
    }

    private double norm(State state) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double g = state.gradient[i] * typical[i];
            sum += g * g;
        }
        return sum;
    }

    /** The minimum of the parabola through both ends with the slope at the start, within limits. */
    private static double shrinkage(double rise, double slope) {
        return Double.isFinite(rise) ? Math.min(0.5, Math.max(0.1, -slope / (2 * (rise - slope)))) : 0.25;
    }

    private void update(State from, State to) {
        double[] s = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            s[i] = (to.x[i] - from.x[i]) / typical[i];
            y[i] = (to.gradient[i] - from.gradient[i]) * typical[i];
        }
        double sy = dot(s, y);
        if (hessian == null && sy > 0) {
            hessian = new double[n * n];
            for (int i = 0; i < n; i++) {
                hessian[i * n + i] = dot(y, y) / sy;
            }
        }
        if (hessian != null) {
            update(s, y, sy);
        }
    }

    private void update(double[] s, double[] y, double sy) {
        double[] hs = product(hessian, s);
        double shs = dot(s, hs);
        if (!(shs > 0)) {
            return;
        }
        double damping = sy >= 0.2 * shs ? 1 : 0.8 * shs / (shs - sy);
        for (int i = 0; i < n; i++) {
            y[i] = damping * y[i] + (1 - damping) * hs[i];
        }
        double damped = dot(s, y);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                hessian[i * n + j] += y[i] * y[j] / damped - hs[i] * hs[j] / shs;
            }
        }
    }

    /** Takes an approximate Hessian, row-major. */
    void assume(double[] matrix) {
        hessian = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            hessian[i] = matrix[i] * typical[i / n] * typical[i % n];
        }
    }

    /** Sets another tolerance. */
    void aim(double newTolerance) {
        tolerance = newTolerance;
    }

    /**
     * Ends the search where a step lets the function fall by less, relative to its value, as on the way to an infinite
     * minimum.
     */
    void settleFor(double relativeFall) {
        leastFall = relativeFall;
    }

    /** Forgets the approximate Hessian. */
    void restart() {
        hessian = null;
    }
}
