package org.glmm.engine.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * Columns with multiples mu >= 0 such that a given vector plus their sum is shortest: the passive set of non-negative
 * least squares (Lawson and Hanson 1974, Solving Least Squares Problems, chapter 23).
 */
final class PassiveSet {

    private final double[] start;
    private final List<double[]> columns = new ArrayList<>();
    private final List<Double> multiples = new ArrayList<>();

    PassiveSet(double[] start) {
        this.start = start;
    }

    /** Takes a column that is to be tried. */
    void add(double[] column) {
        columns.add(column);
        multiples.add(0.0);
    }

    /** The shortest sum; columns that do not shorten it are let go. */
    double[] shortest() {
        double[] free = leastSquares();
        while (Arrays.stream(free).anyMatch(mu -> !(mu > 0))) {
            moveTowards(free);
            free = leastSquares();
        }
        double[] sum = start.clone();
        for (int k = 0; k < free.length; k++) {
            multiples.set(k, free[k]);
            for (int j = 0; j < sum.length; j++) {
                sum[j] += free[k] * columns.get(k)[j];
            }
        }
        return sum;
    }

    /** Goes as far as all multiples stay non-negative, and lets go of those that become zero. */
    private void moveTowards(double[] free) {
        double step = 1;
        int first = -1;
        for (int k = 0; k < free.length; k++) {
            double mu = multiples.get(k);
            if (!(free[k] > 0) && (first < 0 || mu / (mu - free[k]) < step)) {
                step = mu > 0 ? mu / (mu - free[k]) : 0;
                first = k;
            }
        }
        for (int k = free.length - 1; k >= 0; k--) {
            double mu = multiples.get(k) + step * (free[k] - multiples.get(k));
            multiples.set(k, mu);
            if (k == first || mu < 0) {
                multiples.remove(k);
                columns.remove(k);
            }
        }
    }

    private double[] leastSquares() {
        if (columns.isEmpty()) {
            return new double[0];
        }
        var matrix = new DMatrixRMaj(start.length, columns.size());
        var target = new DMatrixRMaj(start.length, 1);
        for (int j = 0; j < start.length; j++) {
            target.set(j, 0, -start[j]);
            for (int k = 0; k < columns.size(); k++) {
                matrix.set(j, k, columns.get(k)[j]);
            }
        }
        var solution = new DMatrixRMaj(columns.size(), 1);
        var solver = LinearSolverFactory_DDRM.leastSquares(start.length, columns.size());
        solver.setA(matrix);
        solver.solve(target, solution);
        return solution.data;
    }
}
