package org.glmm.engine.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the columns of a matrix that are linear combinations of the columns before them, as R's {@code lm} does:
 * a column is dropped when what the columns kept before it leave of its length is below 1e-7 of it.
 *
 * <p>The rows are reduced block by block to a triangular factor with the same geometry, by Householder reflections
 * (Golub and Van Loan 2013, Matrix Computations, section 5.2), so that X'X, which squares the condition number, is
 * never formed and no second copy of X is held. If the first column is the intercept the others are centred first.
 */
final class RankDetection {

    private static final double TOLERANCE = 1e-7;

    /** A centred column that is smaller than this, relative to the column, is rounding error. */
    private static final double CONSTANT = 1e-12;

    /** A share of a dropped column that is smaller than this, relative to the column, is rounding error. */
    private static final double NEGLIGIBLE = 1e-8;

    private static final int BLOCK_ROWS = 256;

    private final double[] x;
    private final int rows;
    private final int columns;
    private final double[] centre;
    private final double[] scale;

    private RankDetection(double[] x, int rows, int columns) {
        this.x = x;
        this.rows = rows;
        this.columns = columns;
        centre = new double[columns];
        scale = new double[columns];
    }

    /**
     * @param x row-major, rows * columns
     * @param intercept whether the first column is constant
     * @return the columns to keep, and the others as linear combinations of them
     */
    static IndependentColumns independentColumns(double[] x, int rows, int columns, boolean intercept) {
        var detection = new RankDetection(x, rows, columns);
        detection.standardise(intercept);
        int[] active = detection.active();
        double[][] r = detection.triangle(active);
        int[] independent = independent(r);
        int[] kept = new int[independent.length];
        for (int j = 0; j < kept.length; j++) {
            kept[j] = active[independent[j]];
        }
        return new IndependentColumns(kept, detection.aliases(r, active, independent, kept));
    }

    /** Scale 0 marks a column that is zero, or constant beside an intercept. */
    private void standardise(boolean intercept) {
        double[] largest = new double[columns];
        for (int row = 0, i = 0; row < rows; row++) {
            double weight = 1.0 / (row + 1);
            for (int column = 0; column < columns; column++, i++) {
                centre[column] += (x[i] - centre[column]) * weight;
                largest[column] = Math.max(largest[column], Math.abs(x[i]));
            }
        }
        if (!intercept) {
            Arrays.fill(centre, 0);
        } else {
            centre[0] = 0;
        }
        for (int i = 0, column = 0; i < rows * columns; i++, column = column + 1 == columns ? 0 : column + 1) {
            scale[column] = Math.max(scale[column], Math.abs(x[i] - centre[column]));
        }
        for (int column = 0; column < columns; column++) {
            if (scale[column] <= CONSTANT * largest[column]) {
                scale[column] = 0;
            }
        }
    }

    /** The columns that vary. */
    private int[] active() {
        int[] active = new int[columns];
        int count = 0;
        for (int column = 0; column < columns; column++) {
            if (scale[column] > 0) {
                active[count++] = column;
            }
        }
        return Arrays.copyOf(active, count);
    }

    /** The columns of the upper triangular factor R of the standardised matrix. */
    private double[][] triangle(int[] active) {
        int size = active.length;
        double[][] r = new double[size][size];
        double[][] block = new double[size][BLOCK_ROWS];
        for (int first = 0; first < rows; first += BLOCK_ROWS) {
            int height = Math.min(BLOCK_ROWS, rows - first);
            load(active, first, height, block);
            for (int j = 0; j < size; j++) {
                reflect(r, block, j, height);
            }
        }
        return r;
    }

    private void load(int[] active, int first, int height, double[][] block) {
        for (int j = 0; j < active.length; j++) {
            int column = active[j];
            for (int i = 0; i < height; i++) {
                block[j][i] = (x[(first + i) * columns + column] - centre[column]) / scale[column];
            }
        }
    }

    /** Folds column j of the block into r[j][j] by the reflection I - 2 v v' / v'v, applied to all later columns. */
    private static void reflect(double[][] r, double[][] block, int j, int height) {
        double[] v = block[j];
        double tail = dot(v, v, height);
        if (tail == 0) {
            return;
        }
        double head = r[j][j];
        double length = Math.sqrt(head * head + tail);
        double target = head > 0 ? -length : length;
        double v0 = head - target;
        double factor = 2 / (v0 * v0 + tail);
        r[j][j] = target;
        for (int k = j + 1; k < r.length; k++) {
            double multiple = factor * (v0 * r[k][j] + dot(v, block[k], height));
            r[k][j] -= multiple * v0;
            subtract(multiple, v, block[k], height);
        }
    }

    /**
     * Gram-Schmidt in column order on the columns of R, each orthogonalised twice. Every column is replaced by its
     * coordinates in the orthonormal basis of the independent columns before and including it.
     *
     * @return the indices of the independent columns of R
     */
    private static int[] independent(double[][] r) {
        double[][] basis = new double[r.length][];
        int[] independent = new int[r.length];
        int rank = 0;
        for (int j = 0; j < r.length; j++) {
            double[] residual = r[j].clone();
            double[] coordinates = new double[rank + 1];
            double length = Math.sqrt(dot(residual, residual, residual.length));
            for (int pass = 0; pass < 2; pass++) {
                for (int b = 0; b < rank; b++) {
                    double along = dot(basis[b], residual, residual.length);
                    subtract(along, basis[b], residual, residual.length);
                    coordinates[b] += along;
                }
            }
            double rest = Math.sqrt(dot(residual, residual, residual.length));
            if (rest > TOLERANCE * length) {
                for (int i = 0; i < residual.length; i++) {
                    residual[i] /= rest;
                }
                coordinates[rank] = rest;
                basis[rank] = residual;
                independent[rank++] = j;
            }
            r[j] = coordinates;
        }
        return Arrays.copyOf(independent, rank);
    }

    private List<Alias> aliases(double[][] coordinates, int[] active, int[] independent, int[] kept) {
        var aliases = new ArrayList<Alias>();
        int k = 0;
        int j = 0;
        for (int column = 0; column < columns; column++) {
            boolean isActive = j < active.length && active[j] == column;
            if (k < kept.length && kept[k] == column) {
                k++;
            } else {
                double[] standardised = isActive ? combination(coordinates, independent, coordinates[j], k)
                    : new double[0];
                aliases.add(alias(column, kept, standardised));
            }
            j += isActive ? 1 : 0;
        }
        return aliases;
    }

    /** The multiples of the first {@code size} independent columns that add up to a column, by back substitution. */
    private static double[] combination(double[][] coordinates, int[] independent, double[] column, int size) {
        double[] multiples = Arrays.copyOf(column, size);
        for (int b = size - 1; b >= 0; b--) {
            double[] source = coordinates[independent[b]];
            multiples[b] /= source[b];
            subtract(multiples[b], source, multiples, b);
        }
        return multiples;
    }

    /** Takes multiples of the standardised kept columns back to the columns as they are; column 0 is the intercept. */
    private Alias alias(int column, int[] kept, double[] standardised) {
        double[] multiples = new double[columns];
        double constant = centre[column];
        double size = Math.max(Math.abs(constant), scale[column]);
        for (int k = 0; k < standardised.length; k++) {
            if (Math.abs(standardised[k]) > NEGLIGIBLE) {
                multiples[kept[k]] = standardised[k] * scale[column] / scale[kept[k]];
                constant -= multiples[kept[k]] * centre[kept[k]];
            }
        }
        if (Math.abs(constant) > NEGLIGIBLE * size) {
            multiples[0] += constant;
        }
        int[] sources = IntStream.of(kept).filter(source -> multiples[source] != 0).toArray();
        return new Alias(column, sources, IntStream.of(sources).mapToDouble(source -> multiples[source]).toArray());
    }

    private static double dot(double[] a, double[] b, int length) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
        }
        for (; i < length; i++) {
            sum0 += a[i] * b[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    /** target -= multiple * source. */
    private static void subtract(double multiple, double[] source, double[] target, int length) {
        for (int i = 0; i < length; i++) {
            target[i] -= multiple * source[i];
        }
    }
}
