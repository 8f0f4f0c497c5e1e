package org.glmm.engine.estimate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Accelerates a fixed-point iteration x -> F(x) by the secant information of its last steps (Anderson 1965; for one
 * variable it is the method of Irons and Tuck). The next point is F(x) minus the combination of the last differences of
 * F whose differences of the residual F(x) - x fit the current residual best.
 */
final class AndersonAcceleration {

    private static final int MOST_STEPS = 5;

    private final int depth;
    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(double[] image, double[] residual) {
    }

    AndersonAcceleration(int variables) {
        this.depth = Math.min(variables, MOST_STEPS);
    }

    /** The next point after {@code x} was mapped to {@code image}. */
    double[] next(double[] x, double[] image) {
        steps.addLast(new Step(image, minus(image, x)));
        if (steps.size() > depth + 1) {
            steps.removeFirst();
        }
        double[] next = image.clone();
        if (steps.size() > 1) {
            subtractCombination(next);
        }
        return next;
    }

    /** Forgets the last steps. */
    void restart() {
        steps.clear();
    }

    private void subtractCombination(double[] next) {
        List<Step> history = new ArrayList<>(steps);
        int columns = history.size() - 1;
        DMatrixRMaj residuals = new DMatrixRMaj(next.length, columns);
        DMatrixRMaj images = new DMatrixRMaj(next.length, columns);
        for (int j = 0; j < columns; j++) {
            double[] residual = minus(history.get(j + 1).residual, history.get(j).residual);
            double[] image = minus(history.get(j + 1).image, history.get(j).image);
            for (int i = 0; i < next.length; i++) {
                residuals.set(i, j, residual[i]);
                images.set(i, j, image[i]);
            }
        }
        double[] current = history.get(columns).residual;
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
        DMatrixRMaj gamma = new DMatrixRMaj(columns, 1);
        if (!solver.setA(residuals)) {
            return;
        }
        solver.solve(DMatrixRMaj.wrap(next.length, 1, current.clone()), gamma);
        for (int i = 0; i < next.length; i++) {
            for (int j = 0; j < columns; j++) {
                next[i] -= images.get(i, j) * gamma.get(j, 0);
            }
        }
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }
}
