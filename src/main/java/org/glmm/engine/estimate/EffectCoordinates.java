package org.glmm.engine.estimate;

import static org.glmm.engine.dense.DenseAlgebra.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.mme.PredictionErrors;
import org.glmm.engine.sparse.BlockPattern;

/**
 * The coordinates in which the k effects u of a random term are estimated. Beside an intercept, a covariate such as a
 * calendar year is nearly constant, and so is one factor's slope beside its intercept: variances and covariances of the
 * effects then differ by orders of magnitude and their correlation is nearly one. With a unit upper triangular T
 *
 * <pre>
 * z~ = T'z,   u = T u~,   z'u = z~'u~,   G = T G~ T'
 * </pre>
 *
 * is the same model if G has no structure. T comes from the modified Gram-Schmidt process on the columns of z; columns
 * of zeros and ones, and those that are hardly collinear with the columns before them, stay as they are.
 *
 * @param design the term with z~ in place of z
 * @param transformation T, k x k, row-major
 */
record EffectCoordinates(RandomDesign design, double[] transformation) {

    /** The share of its squares that the columns before it explain, from which a column is replaced. */
    private static final double COLLINEAR = 0.5;
    /** The share of its squares that is rounding error. */
    private static final double ROUNDING = 1e-26;

    /** The coordinates of a term. */
    static EffectCoordinates of(RandomDesign term) {
        int k = term.effects();
        double[] transformation = identity(k);
        if (k == 1 || !term.term().structure().equals(RandomTerm.UNSTRUCTURED)) {
            return new EffectCoordinates(term, transformation);
        }
        double[] z = term.z();
        for (int j = 1; j < k; j++) {
            if (!isIndicator(term, j)) {
                double[] orthogonal = z.clone();
                double[] column = identity(k);
                double rest = orthogonalise(term, orthogonal, j, transformation, column);
                double squares = product(term, z, j, j);
                if (rest > ROUNDING * squares && rest < (1 - COLLINEAR) * squares) {
                    z = orthogonal;
                    copyColumn(column, j, transformation);
                }
            }
        }
        return new EffectCoordinates(new RandomDesign(term.term(), term.group(), term.level(), z, term.levelNames(),
            term.effectNames()), transformation);
    }

    private static double[] identity(int k) {
        double[] identity = new double[k * k];
        for (int i = 0; i < k; i++) {
            identity[i * k + i] = 1;
        }
        return identity;
    }

    private static boolean isIndicator(RandomDesign term, int column) {
        int k = term.effects();
        for (int at = column; at < term.z().length; at += k) {
            if (term.z()[at] != 0 && term.z()[at] != 1) {
                return false;
            }
        }
        return true;
    }

    /**
     * Subtracts from column {@code j} of z its projections on the columns before it.
     *
     * @param column receives column j of T
     * @return the sum of squares that is left
     */
    private static double orthogonalise(RandomDesign term, double[] z, int j, double[] transformation,
        double[] column) {
        int k = term.effects();
        for (int i = 0; i < j; i++) {
            double multiple = product(term, z, i, j) / product(term, z, i, i);
            if (Double.isFinite(multiple)) {
                for (int at = 0; at < z.length; at += k) {
                    z[at + j] -= multiple * z[at + i];
                }
                for (int row = 0; row < k; row++) {
                    column[row * k + j] -= multiple * transformation[row * k + i];
                }
            }
        }
        return product(term, z, j, j);
    }

    /** The sum of the products of two columns over the rows that have the term. */
    private static double product(RandomDesign term, double[] z, int i, int j) {
        int k = term.effects();
        double sum = 0;
        for (int r = 0; r < term.level().length; r++) {
            sum += term.level()[r] < 0 ? 0 : z[r * k + i] * z[r * k + j];
        }
        return sum;
    }

    private static void copyColumn(double[] from, int column, double[] to) {
        int k = order(to);
        for (int at = column; at < to.length; at += k) {
            to[at] = from[at];
        }
    }

    /** Whether T is not the identity. */
    boolean isTransformed() {
        return !Arrays.equals(transformation, identity(design.effects()));
    }

    /** T M for a matrix M with k rows, row-major. */
    double[] times(double[] matrix) {
        double[] result = matrix.clone();
        int columns = matrix.length / design.effects();
        multiply(result, 0, columns, columns, 1);
        return result;
    }

    /** T'M for a k x k matrix M, row-major. */
    double[] transposedTimes(double[] matrix) {
        int k = design.effects();
        double[] result = new double[k * k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                for (int l = 0; l <= i; l++) {
                    result[i * k + j] += transformation[l * k + i] * matrix[l * k + j];
                }
            }
        }
        return result;
    }

    /** The same coordinates, but that effect {@code i} does not depend on effect {@code j}, which comes after it. */
    EffectCoordinates apart(int i, int j) {
        double[] other = transformation.clone();
        other[i * design.effects() + j] = 0;
        return new EffectCoordinates(design, other);
    }

    /** The effects u of all terms for u~. */
    static double[] restored(List<EffectCoordinates> terms, double[] effects) {
        double[] result = effects.clone();
        int first = 0;
        for (EffectCoordinates term : terms) {
            int k = term.design.effects();
            for (int end = first + term.design.levels() * k; first < end; first += k) {
                term.multiply(result, first, 1, 1, 1);
            }
        }
        return result;
    }

    /** The uncertainty of u for that of u~. */
    static PredictionErrors restored(List<EffectCoordinates> terms, PredictionErrors errors) {
        BlockPattern pattern = errors.pattern();
        List<EffectCoordinates> termOf = new ArrayList<>();
        for (EffectCoordinates term : terms) {
            termOf.addAll(Collections.nCopies(term.design.levels(), term));
        }
        double[] conditional = errors.conditional().clone();
        double[] regression = errors.regression().clone();
        int p = regression.length / Math.max(1, pattern.dimension());
        for (int node = 0; node < termOf.size(); node++) {
            int columns = pattern.size(node);
            termOf.get(node).multiply(regression, pattern.firstRow(node) * p, p, p, 1);
            for (int block = pattern.columnStart(node); block < pattern.columnStart(node + 1); block++) {
                int rows = pattern.size(pattern.row(block));
                termOf.get(pattern.row(block)).multiply(conditional, pattern.offset(block), columns, 1, rows);
                termOf.get(node).multiply(conditional, pattern.offset(block), rows, rows, 1);
            }
        }
        return new PredictionErrors(pattern, conditional, regression);
    }

    /**
     * Multiplies a matrix with k rows by T from the left, in place.
     *
     * @param start where the matrix begins
     * @param down the distance of elements below each other
     * @param across the distance of elements beside each other
     */
    private void multiply(double[] values, int start, int columns, int down, int across) {
        int k = design.effects();
        for (int c = 0; c < columns; c++) {
            for (int i = 0; i < k; i++) {
                double sum = 0;
                for (int j = i; j < k; j++) {
                    sum += transformation[i * k + j] * values[start + j * down + c * across];
                }
                values[start + i * down + c * across] = sum;
            }
        }
    }
}
