package org.glmm.engine.mme;

import java.util.Arrays;

import org.glmm.engine.design.RandomDesign;

/**
 * The products of the columns of Z of one term with themselves, with X and with vectors over the rows, chunk by chunk.
 * A row has the elements z of the k effects of its level; the commonest case, one effect with z = 1, has loops of its
 * own.
 */
final class TermProducts {

    private final int k;
    private final double[] z;
    private final RowTargets levels;
    private final int[] firstRow;
    private final int[] diagonal;
    private final double[] sums;
    private double[] mixed;

    /**
     * @param firstRow for each level the place of its first effect among all random effects
     * @param diagonal for each level the place of its diagonal block among the values of Z'WZ
     */
    TermProducts(RandomDesign term, RowTargets levels, int[] firstRow, int[] diagonal) {
        this.k = term.effects();
        this.z = term.z();
        this.levels = levels;
        this.firstRow = firstRow;
        this.diagonal = diagonal;
        this.sums = new double[Math.multiplyExact(levels.size(), k * k)];
    }

    /** Sums w z z' over the rows of a chunk. */
    void weigh(int chunk, int from, int to, double[] w) {
        levels.clear(chunk, k * k, sums);
        if (z == null) {
            addOnes(chunk, from, to, w);
            return;
        }
        int[] local = levels.local();
        int start = levels.start(chunk);
        for (int r = from; r < to; r++) {
            if (local[r] != RowTargets.NONE) {
                int block = (start + local[r]) * k * k;
                for (int a = 0; a < k; a++) {
                    double wz = w[r] * z[r * k + a];
                    for (int c = 0; c < k; c++) {
                        sums[block + a * k + c] += wz * z[r * k + c];
                    }
                }
            }
        }
    }

    private void addOnes(int chunk, int from, int to, double[] v) {
        int[] local = levels.local();
        int start = levels.start(chunk);
        for (int r = from; r < to; r++) {
            if (local[r] != RowTargets.NONE) {
                sums[start + local[r]] += v[r];
            }
        }
    }

    /** Adds the sums of {@link #weigh} over all chunks to the diagonal blocks of Z'WZ. */
    void collectSquares(double[] zz) {
        levels.collect(k * k, sums, diagonal, zz);
    }

    /** Sums z v over the rows of a chunk. */
    void transpose(int chunk, int from, int to, double[] v) {
        levels.clear(chunk, k, sums);
        if (z == null) {
            addOnes(chunk, from, to, v);
            return;
        }
        int[] local = levels.local();
        int start = levels.start(chunk);
        for (int r = from; r < to; r++) {
            if (local[r] != RowTargets.NONE) {
                int at = (start + local[r]) * k;
                for (int a = 0; a < k; a++) {
                    sums[at + a] += v[r] * z[r * k + a];
                }
            }
        }
    }

    /** Adds the sums of {@link #transpose} over all chunks to Z'v. */
    void collectTransposed(double[] zv) {
        levels.collect(k, sums, firstRow, zv);
    }

    /** Adds z'u to {@code eta} in the rows of a chunk. */
    void add(int chunk, int from, int to, double[] u, double[] eta) {
        levels.fetch(chunk, k, u, firstRow, sums);
        int[] local = levels.local();
        int start = levels.start(chunk);
        if (z == null) {
            for (int r = from; r < to; r++) {
                if (local[r] != RowTargets.NONE) {
                    eta[r] += sums[start + local[r]];
                }
            }
            return;
        }
        for (int r = from; r < to; r++) {
            if (local[r] != RowTargets.NONE) {
                int at = (start + local[r]) * k;
                double sum = 0;
                for (int a = 0; a < k; a++) {
                    sum += z[r * k + a] * sums[at + a];
                }
                eta[r] += sum;
            }
        }
    }

    /** Adds z'Mz to {@code forms} in the rows of a chunk, with the diagonal blocks of M from {@code values}. */
    void addForms(int chunk, int from, int to, double[] values, double[] forms) {
        levels.fetch(chunk, k * k, values, diagonal, sums);
        int[] local = levels.local();
        int start = levels.start(chunk);
        if (z == null) {
            for (int r = from; r < to; r++) {
                if (local[r] != RowTargets.NONE) {
                    forms[r] += sums[start + local[r]];
                }
            }
            return;
        }
        for (int r = from; r < to; r++) {
            if (local[r] != RowTargets.NONE) {
                forms[r] += form(r * k, (start + local[r]) * k * k);
            }
        }
    }

    private double form(int row, int block) {
        double sum = 0;
        for (int a = 0; a < k; a++) {
            double half = 0.5 * sums[block + a * k + a] * z[row + a];
            for (int c = 0; c < a; c++) {
                half += sums[block + a * k + c] * z[row + c];
            }
            sum += z[row + a] * half;
        }
        return 2 * sum;
    }

    /** Sums w z x' over the rows of a chunk, x centred but not scaled; {@link #prepareToMix} comes first. */
    void mix(int chunk, int from, int to, double[] w, FixedProducts fixed, int p) {
        levels.clear(chunk, k * p, mixed);
        int[] local = levels.local();
        int start = levels.start(chunk);
        double[] x = new double[p];
        for (int r = from; r < to; r++) {
            if (local[r] != RowTargets.NONE) {
                fixed.read(r, x);
                int at = (start + local[r]) * k * p;
                for (int a = 0; a < k; a++, at += p) {
                    double wz = z == null ? w[r] : w[r] * z[r * k + a];
                    for (int j = 0; j < p; j++) {
                        mixed[at + j] += wz * x[j];
                    }
                }
            }
        }
    }

    /** Makes room for {@link #mix}. */
    void prepareToMix(int p) {
        mixed = new double[Math.multiplyExact(levels.size(), k * p)];
    }

    /** Adds the sums of {@link #mix} over all chunks to Z'WX, q x p. */
    void collectMixed(int p, double[] zx) {
        int[] places = firstRow.clone();
        for (int level = 0; level < places.length; level++) {
            places[level] *= p;
        }
        levels.collect(k * p, mixed, places, zx);
    }
}
