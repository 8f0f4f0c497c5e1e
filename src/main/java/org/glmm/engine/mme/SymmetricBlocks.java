package org.glmm.engine.mme;

import java.util.Arrays;

import org.glmm.engine.sparse.BlockPattern;

/** Products with a symmetric block matrix of which the lower triangle is stored, and with the block-diagonal Lambda. */
final class SymmetricBlocks {

    private final RandomLayout layout;

    SymmetricBlocks(RandomLayout layout) {
        this.layout = layout;
    }

    /**
     * K V for the symmetric matrix K.
     *
     * @param values the blocks of K
     * @param v q x columns, row-major
     * @param result q x columns, row-major; overwritten
     */
    void multiply(double[] values, double[] v, int columns, double[] result) {
        Arrays.fill(result, 0);
        for (int s = 0; s < layout.terms(); s++) {
            for (int level = 0; level < layout.term(s).levels(); level++) {
                multiplyColumn(values, s, level, v, columns, result);
            }
        }
    }

    private void multiplyColumn(double[] values, int s, int level, double[] v, int columns,
        double[] result) {
        BlockPattern pattern = layout.pattern();
        int ks = layout.term(s).effects();
        int node = layout.firstNode(s) + level;
        int column = layout.firstRow(s) + level * ks;
        int t = s;
        for (int block = pattern.columnStart(node); block < pattern.columnStart(node + 1); block++) {
            int other = pattern.row(block);
            while (other >= layout.firstNode(t + 1)) {
                t++;
            }
            int kt = layout.term(t).effects();
            int row = layout.firstRow(t) + (other - layout.firstNode(t)) * kt;
            for (int c = 0; c < ks; c++) {
                for (int a = 0; a < kt; a++) {
                    double value = values[pattern.offset(block) + c * kt + a];
                    if (columns == 1) {
                        result[row + a] += value * v[column + c];
                        result[column + c] += other == node ? 0 : value * v[row + a];
                    } else {
                        addScaled(value, v, (column + c) * columns, result, (row + a) * columns, columns);
                        if (other != node) {
                            addScaled(value, v, (row + a) * columns, result, (column + c) * columns, columns);
                        }
                    }
                }
            }
        }
    }

    private static void addScaled(double factor, double[] from, int start, double[] to,
        int target, int count) {
        for (int j = 0; j < count; j++) {
            to[target + j] += factor * from[start + j];
        }
    }

    /** Lambda V; V and the result q x columns, row-major. */
    void applyFactor(double[][] lambda, double[] v, int columns, double[] result) {
        Arrays.fill(result, 0);
        for (int t = 0; t < layout.terms(); t++) {
            int k = layout.term(t).effects();
            for (int level = 0; level < layout.term(t).levels(); level++) {
                int first = layout.firstRow(t) + level * k;
                for (int a = 0; a < k; a++) {
                    for (int c = 0; c <= a; c++) {
                        addScaled(lambda[t][a * k + c], v, (first + c) * columns, result, (first + a) * columns,
                            columns);
                    }
                }
            }
        }
    }

    /** D v for the block-diagonal D with one symmetric block a term, null where it is zero. */
    double[] times(double[][] termBlocks, double[] v) {
        double[] result = new double[v.length];
        for (int t = 0; t < layout.terms(); t++) {
            int k = layout.term(t).effects();
            for (int level = 0; termBlocks[t] != null && level < layout.term(t).levels(); level++) {
                int first = layout.firstRow(t) + level * k;
                for (int a = 0; a < k; a++) {
                    for (int c = 0; c < k; c++) {
                        result[first + a] += termBlocks[t][a * k + c] * v[first + c];
                    }
                }
            }
        }
        return result;
    }

    /** Lambda' V as q x columns, row-major, into {@code result} which is column-major. */
    void applyTransposedFactor(double[][] lambda, double[] v, int columns, double[] result) {
        int q = layout.dimension();
        Arrays.fill(result, 0, q * columns, 0);
        for (int t = 0; t < layout.terms(); t++) {
            int k = layout.term(t).effects();
            for (int level = 0; level < layout.term(t).levels(); level++) {
                int first = layout.firstRow(t) + level * k;
                for (int a = 0; a < k; a++) {
                    for (int c = 0; c <= a; c++) {
                        double factor = lambda[t][a * k + c];
                        for (int j = 0; j < columns; j++) {
                            result[j * q + first + c] += factor * v[(first + a) * columns + j];
                        }
                    }
                }
            }
        }
    }

    /** Lambda' K Lambda + I, block by block. */
    void scale(double[] values, double[][] lambda, double[] result) {
        BlockPattern pattern = layout.pattern();
        for (int s = 0; s < layout.terms(); s++) {
            int ks = layout.term(s).effects();
            for (int node = layout.firstNode(s); node < layout.firstNode(s + 1); node++) {
                int t = s;
                for (int block = pattern.columnStart(node); block < pattern.columnStart(node + 1); block++) {
                    while (pattern.row(block) >= layout.firstNode(t + 1)) {
                        t++;
                    }
                    scaleBlock(values, lambda[t], layout.term(t).effects(), lambda[s], ks, pattern.offset(block),
                        result);
                }
                int diagonal = pattern.offset(pattern.columnStart(node));
                for (int a = 0; a < ks; a++) {
                    result[diagonal + a * ks + a] += 1;
                }
            }
        }
    }

    private static void scaleBlock(double[] values, double[] left, int rows, double[] right,
        int columns, int offset, double[] result) {
        for (int c = 0; c < columns; c++) {
            for (int a = 0; a < rows; a++) {
                double sum = 0;
                for (int d = c; d < columns; d++) {
                    double product = 0;
                    for (int b = a; b < rows; b++) {
                        product += left[b * rows + a] * values[offset + d * rows + b];
                    }
                    sum += product * right[d * columns + c];
                }
                result[offset + c * rows + a] = sum;
            }
        }
    }

    /**
     * The block-diagonal sums N_t = sum over the levels i of term t of (C Lambda' K)_ii, for symmetric C and K stored
     * on the same pattern.
     *
     * @return one k x k row-major matrix a term
     */
    double[][] traceProducts(double[] c, double[][] lambda, double[] values) {
        double[][] sums = new double[layout.terms()][];
        for (int t = 0; t < sums.length; t++) {
            sums[t] = new double[layout.term(t).effects() * layout.term(t).effects()];
        }
        BlockPattern pattern = layout.pattern();
        for (int s = 0; s < layout.terms(); s++) {
            int ks = layout.term(s).effects();
            for (int node = layout.firstNode(s); node < layout.firstNode(s + 1); node++) {
                int t = s;
                for (int block = pattern.columnStart(node); block < pattern.columnStart(node + 1); block++) {
                    while (pattern.row(block) >= layout.firstNode(t + 1)) {
                        t++;
                    }
                    int kt = layout.term(t).effects();
                    int offset = pattern.offset(block);
                    addTraceRow(c, values, offset, kt, ks, lambda[s], sums[t]);
                    if (pattern.row(block) != node) {
                        addTraceColumn(c, values, offset, kt, ks, lambda[t], sums[s]);
                    }
                }
            }
        }
        return sums;
    }

    /** sum += C_ij L_j' K_ij' for a block with rows i and columns j. */
    private static void addTraceRow(double[] c, double[] values, int offset, int rows,
        int columns, double[] lambda, double[] sum) {
        for (int f = 0; f < columns; f++) {
            for (int e = f; e < columns; e++) {
                double l = lambda[e * columns + f];
                for (int a = 0; a < rows; a++) {
                    double lc = l * c[offset + f * rows + a];
                    for (int b = 0; b < rows; b++) {
                        sum[a * rows + b] += lc * values[offset + e * rows + b];
                    }
                }
            }
        }
    }

    /** sum += C_ij' L_i' K_ij for a block with rows i and columns j. */
    private static void addTraceColumn(double[] c, double[] values, int offset, int rows,
        int columns, double[] lambda, double[] sum) {
        for (int f = 0; f < rows; f++) {
            for (int e = f; e < rows; e++) {
                double l = lambda[e * rows + f];
                for (int a = 0; a < columns; a++) {
                    double lc = l * c[offset + a * rows + f];
                    for (int b = 0; b < columns; b++) {
                        sum[a * columns + b] += lc * values[offset + b * rows + e];
                    }
                }
            }
        }
    }

    /**
     * The derivatives of log det A, A = Lambda' K Lambda + I, with respect to the elements of Lambda:
     * 2 tr(A^-1 Lambda' K dLambda).
     *
     * @param inverse the selected inverse of A
     * @return one k x k row-major matrix a term
     */
    double[][] logDeterminantGradient(double[] inverse, double[][] lambda, double[] values) {
        double[][] sums = traceProducts(inverse, lambda, values);
        for (int t = 0; t < sums.length; t++) {
            sums[t] = twiceTransposed(sums[t], layout.term(t).effects());
        }
        return sums;
    }

    private static double[] twiceTransposed(double[] matrix, int size) {
        double[] result = new double[matrix.length];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                result[i * size + j] = 2 * matrix[j * size + i];
            }
        }
        return result;
    }

    /** The sums over the levels of each term of u_i b_i', one k x k row-major matrix a term. */
    double[][] outerProducts(double[] u, double[] b) {
        double[][] sums = new double[layout.terms()][];
        for (int t = 0; t < sums.length; t++) {
            int k = layout.term(t).effects();
            sums[t] = new double[k * k];
            for (int level = 0; level < layout.term(t).levels(); level++) {
                int first = layout.firstRow(t) + level * k;
                for (int a = 0; a < k; a++) {
                    for (int c = 0; c < k; c++) {
                        sums[t][a * k + c] += u[first + a] * b[first + c];
                    }
                }
            }
        }
        return sums;
    }

    /** Lambda C Lambda', block by block. */
    void sandwich(double[] c, double[][] lambda, double[] result) {
        BlockPattern pattern = layout.pattern();
        for (int s = 0; s < layout.terms(); s++) {
            int ks = layout.term(s).effects();
            for (int node = layout.firstNode(s); node < layout.firstNode(s + 1); node++) {
                int t = s;
                for (int block = pattern.columnStart(node); block < pattern.columnStart(node + 1); block++) {
                    while (pattern.row(block) >= layout.firstNode(t + 1)) {
                        t++;
                    }
                    sandwichBlock(c, lambda[t], layout.term(t).effects(), lambda[s], ks, pattern.offset(block), result);
                }
            }
        }
    }

    private static void sandwichBlock(double[] c, double[] left, int rows, double[] right, int columns, int offset,
        double[] result) {
        for (int e = 0; e < columns; e++) {
            for (int a = 0; a < rows; a++) {
                double sum = 0;
                for (int d = 0; d <= e; d++) {
                    double product = 0;
                    for (int b = 0; b <= a; b++) {
                        product += left[a * rows + b] * c[offset + d * rows + b];
                    }
                    sum += product * right[e * columns + d];
                }
                result[offset + e * rows + a] = sum;
            }
        }
    }
}
