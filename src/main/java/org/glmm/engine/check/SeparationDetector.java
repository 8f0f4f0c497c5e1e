package org.glmm.engine.check;

import static org.glmm.engine.dense.DenseAlgebra.dot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * Finds the rows that some direction of the fixed effects predicts perfectly. A row of X with sign s = 1 (its likelihood
 * grows for ever as eta rises), -1 (as eta falls) or 0 (it has its maximum at a finite eta) is separated if there is a gamma
 * with s_i x_i'gamma >= 0 in all rows with a sign, x_i'gamma = 0 in all others, and more than zero in this row (Albert and
 * Anderson 1984, Biometrika 71; for counts Santos Silva and Tenreyro 2010, Economics Letters 107). Then the likelihood
 * rises along gamma without end.
 *
 * <p>With a_i = s_i x_i, orthogonal to the rows without a sign, the shortest sum gamma of lambda_i a_i with all lambda_i >= 1
 * decides: its optimality conditions are a_i'gamma >= 0, with equality where lambda_i > 1, so it is such a direction, and
 * it is zero if and only if there is none (Stiemke's theorem). It is found by non-negative least squares (Lawson and Hanson
 * 1974, chapter 23) with at most p columns at a time, one pass over the rows a step. Rows that are separated by it are set
 * aside, and the others examined again.
 *
 * <p>Columns are centred and scaled while rows are read. More rows admit fewer directions, so that a sample of the rows
 * that spans all columns and has none settles the matter.
 */
final class SeparationDetector {

    /** Relative to the lengths of the row and of the direction. */
    private static final double TOLERANCE = 1e-8;
    /** A direction shorter than this, relative to the lengths of all rows together, is rounding error. */
    private static final double NO_DIRECTION = 1e-10;
    private static final int SAMPLE = 4096;
    private static final int SAMPLE_GROWTH = 8;

    private final double[] x;
    private final int p;
    private final int rows;
    private final byte[] signs;
    private final boolean intercept;
    private final double[] centre;
    private final double[] scale;
    private final Runnable checkpoint;
    private int stride = 1;

    private SeparationDetector(double[] x, int p, byte[] signs, boolean intercept, Runnable checkpoint) {
        this.x = x;
        this.p = p;
        this.rows = signs.length;
        this.signs = signs;
        this.checkpoint = checkpoint;
        this.centre = new double[p];
        this.scale = new double[p];
        this.intercept = intercept;
    }

    /**
     * What was found.
     *
     * @param rows the separated rows
     * @param infinite for each column whether its coefficient is infinite
     */
    record Separated(BitSet rows, boolean[] infinite) {
    }

    /**
     * Examines a model.
     *
     * @param x row-major, n x p, of full column rank
     * @param signs 1, -1 or 0 for each row
     * @param intercept whether the first column is constant
     * @param checkpoint called between passes over the rows; may throw to end the search
     */
    static Separated find(double[] x, int p, byte[] signs, boolean intercept, Runnable checkpoint) {
        return new SeparationDetector(x, p, signs, intercept, checkpoint).find();
    }

    /** Means, where there is an intercept, and largest distances from them of the columns in the sample. */
    private void standardise() {
        Arrays.fill(centre, 0);
        Arrays.fill(scale, 0);
        int count = (rows + stride - 1) / stride;
        for (int row = 0; intercept && row < rows; row += stride) {
            for (int j = 1, i = row * p + 1; j < p; j++, i++) {
                centre[j] += x[i] / count;
            }
        }
        for (int row = 0; row < rows; row += stride) {
            for (int j = 0, i = row * p; j < p; j++, i++) {
                scale[j] = Math.max(scale[j], Math.abs(x[i] - centre[j]));
            }
        }
        for (int j = 0; j < p; j++) {
            scale[j] = scale[j] > 0 ? scale[j] : 1;
        }
    }

    private void read(int row, double[] target) {
        for (int j = 0, i = row * p; j < p; j++, i++) {
            target[j] = (x[i] - centre[j]) / scale[j];
        }
    }

    private Separated find() {
        for (stride = Math.max(1, rows / Math.max(SAMPLE, 8 * p)); stride > 1; stride /= SAMPLE_GROWTH) {
            RowSpace all = new RowSpace(p);
            BitSet separated = separated(all);
            if (separated.isEmpty() && all.isFull()) {
                return new Separated(separated, new boolean[p]);
            }
        }
        stride = 1;
        RowSpace finite = new RowSpace(p);
        BitSet separated = separated(finite);
        return new Separated(separated, separated.isEmpty() ? new boolean[p] : infinite(finite));
    }

    /**
     * The separated rows of the sample.
     *
     * @param remaining receives the space of the other rows
     */
    private BitSet separated(RowSpace remaining) {
        standardise();
        RowSpace bounded = new RowSpace(p);
        add(bounded, new BitSet(), true);
        BitSet separated = new BitSet(rows);
        if (!bounded.isFull()) {
            for (double[] gamma = direction(bounded, separated); gamma != null; gamma = direction(bounded, separated)) {
                if (!setAside(gamma, separated)) {
                    break;
                }
            }
        }
        add(remaining, separated, false);
        return separated;
    }

    /** Adds rows to a space: those without a sign, or all that are not separated. */
    private void add(RowSpace space, BitSet separated, boolean onlyBounded) {
        double[] row = new double[p];
        for (int r = 0; r < rows && !space.isFull(); r += stride) {
            if (onlyBounded ? signs[r] == 0 : !separated.get(r)) {
                read(r, row);
                space.add(row);
            }
        }
    }

    /** A direction along which the likelihood of the rows that are not separated yet rises without end, or null. */
    private double[] direction(RowSpace bounded, BitSet separated) {
        double[] sum = new double[p];
        double[] row = new double[p];
        double size = 0;
        for (int r = 0; r < rows; r += stride) {
            if (signs[r] != 0 && !separated.get(r)) {
                read(r, row);
                size += length(row);
                for (int j = 0; j < p; j++) {
                    sum[j] += signs[r] * row[j];
                }
            }
        }
        bounded.project(sum);
        var passive = new PassiveSet(sum);
        double[] gamma = sum;
        for (double shortest = Double.POSITIVE_INFINITY; length(gamma) < shortest; gamma = passive.shortest()) {
            shortest = length(gamma);
            if (shortest <= NO_DIRECTION * size) {
                return null;
            }
            double[] violated = mostViolated(gamma, bounded, separated);
            if (violated == null) {
                return gamma;
            }
            passive.add(violated);
        }
        return null;
    }

    /** The signed row, orthogonal to the bounded ones, that gamma contradicts most; null if it contradicts none. */
    private double[] mostViolated(double[] gamma, RowSpace bounded, BitSet separated) {
        checkpoint.run();
        double tolerance = TOLERANCE * length(gamma);
        double[] row = new double[p];
        double worst = 0;
        int found = -1;
        for (int r = 0; r < rows; r += stride) {
            if (signs[r] != 0 && !separated.get(r)) {
                read(r, row);
                double value = signs[r] * dot(row, gamma);
                if (value < worst && value < -tolerance * length(row)) {
                    worst = value;
                    found = r;
                }
            }
        }
        if (found < 0) {
            return null;
        }
        read(found, row);
        bounded.project(row);
        for (int j = 0; j < p; j++) {
            row[j] *= signs[found];
        }
        return row;
    }

    /** Marks the rows that gamma predicts; false if there are none. */
    private boolean setAside(double[] gamma, BitSet separated) {
        double tolerance = TOLERANCE * length(gamma);
        double[] row = new double[p];
        boolean any = false;
        for (int r = 0; r < rows; r += stride) {
            if (signs[r] != 0 && !separated.get(r)) {
                read(r, row);
                if (signs[r] * dot(row, gamma) > tolerance * length(row)) {
                    separated.set(r);
                    any = true;
                }
            }
        }
        return any;
    }

    /** A coefficient is finite if it is a combination of the rows that are not separated. */
    private boolean[] infinite(RowSpace finite) {
        boolean[] infinite = new boolean[p];
        for (int j = 0; j < p; j++) {
            double[] coefficient = new double[p];
            coefficient[j] = 1;
            for (int k = 0; j == 0 && k < p; k++) {
                coefficient[k] -= centre[k] / scale[k];
            }
            infinite[j] = !finite.contains(coefficient);
        }
        return infinite;
    }

    private static double length(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** The space that some rows span, with an orthonormal basis. */
    private static final class RowSpace {

        private final int p;
        private final List<double[]> basis = new ArrayList<>();

        RowSpace(int p) {
            this.p = p;
        }

        boolean isFull() {
            return basis.size() == p;
        }

        void add(double[] row) {
            double[] rest = row.clone();
            project(rest);
            double size = length(rest);
            if (size > TOLERANCE * length(row)) {
                for (int j = 0; j < p; j++) {
                    rest[j] /= size;
                }
                basis.add(rest);
            }
        }

        /** Takes the component in the space away, twice for accuracy. */
        void project(double[] vector) {
            for (int pass = 0; pass < 2; pass++) {
                for (double[] direction : basis) {
                    double along = dot(direction, vector);
                    for (int j = 0; j < vector.length; j++) {
                        vector[j] -= along * direction[j];
                    }
                }
            }
        }

        boolean contains(double[] vector) {
            double[] rest = vector.clone();
            project(rest);
            return length(rest) <= TOLERANCE * length(vector);
        }
    }

    /** Columns with multiples mu >= 0 such that a given vector plus their sum is shortest. */
    private static final class PassiveSet {

        private final double[] start;
        private final List<double[]> columns = new ArrayList<>();
        private final List<Double> multiples = new ArrayList<>();

        PassiveSet(double[] start) {
            this.start = start;
        }

        void add(double[] column) {
            columns.add(column);
            multiples.add(0.0);
        }

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
}
