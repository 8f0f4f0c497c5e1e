package org.glmm.engine.check;

import static org.glmm.engine.dense.DenseAlgebra.dot;
import static org.glmm.engine.dense.DenseAlgebra.length;

import java.util.BitSet;

/**
 * Finds the rows that some direction of the fixed effects predicts perfectly. A row of X with sign s = 1 (its
 * likelihood grows for ever as eta rises), -1 (as eta falls) or 0 (it has its maximum at a finite eta) is separated if
 * there is a gamma with s_i x_i'gamma >= 0 in all rows with a sign, x_i'gamma = 0 in all others, and more than zero in
 * this row (Albert and Anderson 1984, Biometrika 71; for counts Santos Silva and Tenreyro 2010, Economics Letters 107).
 * Then the likelihood rises along gamma without end.
 *
 * <p>With a_i = s_i x_i, orthogonal to the rows without a sign, the shortest sum gamma of lambda_i a_i with all
 * lambda_i >= 1 decides: its optimality conditions are a_i'gamma >= 0, with equality where lambda_i > 1, so it is such
 * a direction, and it is zero if and only if there is none (Stiemke's theorem). It is found by non-negative least
 * squares (Lawson and Hanson 1974, chapter 23) with at most p columns at a time, one pass over the rows a step. Rows
 * that are separated by it are set aside, and the others examined again.
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

    private final SampledRows x;
    private final int p;
    private final int rows;
    private final byte[] signs;
    private final Runnable checkpoint;

    private SeparationDetector(SampledRows x, byte[] signs, Runnable checkpoint) {
        this.x = x;
        this.p = x.columns();
        this.rows = x.count();
        this.signs = signs;
        this.checkpoint = checkpoint;
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
        return new SeparationDetector(new SampledRows(x, p, signs.length, intercept), signs, checkpoint).find();
    }

    private Separated find() {
        for (int stride = Math.max(1, rows / Math.max(SAMPLE, 8 * p)); stride > 1; stride /= SAMPLE_GROWTH) {
            x.sample(stride);
            RowSpace all = new RowSpace(p);
            BitSet separated = separated(all);
            if (separated.isEmpty() && all.isFull()) {
                return new Separated(separated, new boolean[p]);
            }
        }
        x.sample(1);
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
        for (int r = 0; r < rows && !space.isFull(); r += x.stride()) {
            if (onlyBounded ? signs[r] == 0 : !separated.get(r)) {
                x.read(r, row);
                space.add(row);
            }
        }
    }

    /** A direction along which the likelihood of the rows that are not separated yet rises without end, or null. */
    private double[] direction(RowSpace bounded, BitSet separated) {
        double[] sum = new double[p];
        double[] row = new double[p];
        double size = 0;
        for (int r = 0; r < rows; r += x.stride()) {
            if (signs[r] != 0 && !separated.get(r)) {
                x.read(r, row);
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
        for (int r = 0; r < rows; r += x.stride()) {
            if (signs[r] != 0 && !separated.get(r)) {
                x.read(r, row);
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
        x.read(found, row);
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
        for (int r = 0; r < rows; r += x.stride()) {
            if (signs[r] != 0 && !separated.get(r)) {
                x.read(r, row);
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
            infinite[j] = !finite.contains(x.coefficient(j));
        }
        return infinite;
    }
}
