package org.glmm.engine.mme;

import static org.glmm.engine.dense.DenseAlgebra.dot;
import static org.glmm.engine.dense.DenseAlgebra.order;

import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.glmm.engine.sparse.BlockPattern;

/**
 * What the derivatives of (X'V^-1 X)^-1 with respect to covariance parameters are made of, for the V = W^-1 + Z Lambda
 * Lambda'Z' of the last factorisation and directions V_i = a_i V + Z D_i Z'. With S = X'V^-1 X, N = Z'V^-1 X and
 * M = Z'V^-1 Z = K - K Lambda A^-1 Lambda'K, K = Z'WZ,
 *
 * <pre>
 * X'V^-1 V_i V^-1 X         = a_i S + N'D_i N
 * X'V^-1 V_i V^-1 V_j V^-1 X = a_i a_j S + a_i N'D_j N + a_j N'D_i N + N'D_i M D_j N
 * tr(V^-1 V_i V^-1 V_j)     = a_i a_j n + a_i tr(M D_j) + a_j tr(M D_i) + tr(M D_i M D_j)
 * </pre>
 *
 * The first two take p solves a direction. The traces need M itself, which is formed a few columns at a time. X is
 * centred and scaled.
 */
public final class VarianceProducts {

    /** Columns of M that are formed together. */
    private static final int CHUNK = 32;

    private final double rows;
    private final RandomFactor random;
    private final RandomLayout layout;
    private final DMatrixRMaj fixed;
    private final double[] mixed;
    private final int p;
    private final int q;
    private final Components components;
    private final int width;

    /**
     * @param rows n
     * @param random A and Lambda
     * @param fixed S, p x p
     * @param mixed N, q x p, row-major
     */
    VarianceProducts(double rows, RandomFactor random, DMatrixRMaj fixed, double[] mixed) {
        this.rows = rows;
        this.random = random;
        this.layout = random.layout();
        this.fixed = fixed;
        this.mixed = mixed;
        this.p = fixed.numRows;
        this.q = random.size();
        this.components = new Components(layout.pattern());
        int widest = 0;
        for (int t = 0; t < layout.terms(); t++) {
            widest = Math.max(widest, layout.term(t).effects());
        }
        this.width = widest;
    }

    /** S = X'V^-1 X, p x p. */
    public DMatrixRMaj fixed() {
        return fixed;
    }

    /** X'V^-1 V_i V^-1 X, p x p. */
    public DMatrixRMaj first(VarianceDirection direction) {
        return plus(direction.multiple(), quadratic(direction, mixed));
    }

    private DMatrixRMaj plus(double multiple, DMatrixRMaj matrix) {
        CommonOps_DDRM.addEquals(matrix, multiple, fixed);
        return matrix;
    }

    /** N'D v, p x p. */
    private DMatrixRMaj quadratic(VarianceDirection direction, double[] v) {
        DMatrixRMaj result = new DMatrixRMaj(p, p);
        for (int t = 0; t < layout.terms(); t++) {
            double[] block = direction.blocks()[t];
            int k = layout.term(t).effects();
            for (int e = 0; block != null && e < k * k; e++) {
                if (block[e] != 0) {
                    addProducts(t, block[e], e / k, e % k, v, result.data);
                }
            }
        }
        return result;
    }

    /** Adds a multiple of the sum over the levels of a term of n_a v_c', for two of its effects. */
    private void addProducts(int t, double multiple, int a, int c, double[] v, double[] result) {
        int k = layout.term(t).effects();
        int end = layout.firstRow(t) + layout.term(t).levels() * k;
        for (int first = layout.firstRow(t); first < end; first += k) {
            for (int i = 0; i < p; i++) {
                double left = multiple * mixed[(first + a) * p + i];
                for (int j = 0; j < p; j++) {
                    result[i * p + j] += left * v[(first + c) * p + j];
                }
            }
        }
    }

    /** D v, q x p, row-major. */
    private double[] times(VarianceDirection direction, double[] v) {
        double[] result = new double[v.length];
        for (int t = 0; t < layout.terms(); t++) {
            double[] block = direction.blocks()[t];
            int k = layout.term(t).effects();
            for (int level = 0; block != null && level < layout.term(t).levels(); level++) {
                int first = layout.firstRow(t) + level * k;
                for (int e = 0; e < k * k; e++) {
                    for (int j = 0; block[e] != 0 && j < p; j++) {
                        result[(first + e / k) * p + j] += block[e] * v[(first + e % k) * p + j];
                    }
                }
            }
        }
        return result;
    }

    /**
     * X'V^-1 V_i V^-1 V_j V^-1 X of all pairs of directions, p x p each.
     *
     * @return by i, then j
     */
    public DMatrixRMaj[][] second(List<VarianceDirection> directions) {
        int m = directions.size();
        DMatrixRMaj[][] result = new DMatrixRMaj[m][m];
        for (int j = 0; j < m; j++) {
            DMatrixRMaj[] column = second(directions, directions.get(j));
            for (int i = 0; i < m; i++) {
                result[i][j] = column[i];
            }
        }
        return result;
    }

    /** The same of each direction with another one, V_j. */
    public DMatrixRMaj[] second(List<VarianceDirection> directions, VarianceDirection other) {
        double aj = other.multiple();
        DMatrixRMaj form = quadratic(other, mixed);
        double[] mdn = p == 0 ? new double[0] : timesInverse(times(other, mixed), p);
        DMatrixRMaj[] result = new DMatrixRMaj[directions.size()];
        for (int i = 0; i < result.length; i++) {
            double ai = directions.get(i).multiple();
            result[i] = plus(ai * aj, quadratic(directions.get(i), mdn));
            CommonOps_DDRM.addEquals(result[i], ai, form);
            if (aj != 0) {
                CommonOps_DDRM.addEquals(result[i], aj, quadratic(directions.get(i), mixed));
            }
        }
        return result;
    }

    /** M v for v q x columns, row-major. */
    private double[] timesInverse(double[] v, int columns) {
        double[] kv = random.crossProductsTimes(v, columns);
        double[] solution = new double[v.length];
        random.transposedTimes(kv, columns, solution);
        random.cholesky().solve(solution, columns);
        double[] rows = new double[v.length];
        for (int j = 0; j < columns; j++) {
            for (int k = 0; k < q; k++) {
                rows[k * columns + j] = solution[j * q + k];
            }
        }
        double[] explained = random.crossProductsTimes(random.times(rows, columns), columns);
        for (int i = 0; i < kv.length; i++) {
            kv[i] -= explained[i];
        }
        return kv;
    }

    /** About how many multiplications {@link #second} takes for so many directions. */
    public double secondWork(int directions) {
        return (double) directions * directions * q * p * p;
    }

    /** About how many multiplications {@link #traces} takes. */
    public double traceWork() {
        double column = 2.0 * random.cholesky().factorNonzeros() + 4.0 * layout.pattern().valueCount();
        double solves = (double) components.rounds() * width * column;
        return solves + (double) components.rounds() * layout.pattern().nodes() * Math.pow(width, 4);
    }

    /** The traces of products of two derivatives of V. */
    public Traces traces() {
        Traces traces = new Traces();
        int together = Math.max(1, CHUNK / Math.max(1, width));
        for (int round = 0; round < components.rounds(); round += together) {
            traces.add(round, Math.min(together, components.rounds() - round));
        }
        return traces;
    }

    /**
     * tr(V^-1 V_i V^-1 V_j) of any directions. Keeps for each pair of terms the sums over their levels of all products
     * of two elements of the block of M, and for each term the sum of its diagonal blocks.
     */
    public final class Traces {

        private final double[][][] products = new double[layout.terms()][layout.terms()][];
        private final double[][] diagonals = new double[layout.terms()][];

        private Traces() {
            for (int t = 0; t < layout.terms(); t++) {
                int kt = layout.term(t).effects();
                diagonals[t] = new double[kt * kt];
                for (int s = 0; s < layout.terms(); s++) {
                    int ks = layout.term(s).effects();
                    products[t][s] = new double[kt * kt * ks * ks];
                }
            }
        }

        /** Adds the columns of M of some rounds. */
        private void add(int first, int rounds) {
            int columns = rounds * width;
            BlockPattern pattern = layout.pattern();
            double[] units = new double[q * columns];
            for (int c = 0; c < components.count(); c++) {
                for (int round = 0; round < rounds; round++) {
                    int node = components.member(c, first + round);
                    for (int a = 0; node >= 0 && a < pattern.size(node); a++) {
                        units[(pattern.firstRow(node) + a) * columns + round * width + a] = 1;
                    }
                }
            }
            double[] inverse = timesInverse(units, columns);
            for (int t = 0; t < layout.terms(); t++) {
                for (int node = layout.firstNode(t); node < layout.firstNode(t + 1); node++) {
                    for (int round = 0; round < rounds; round++) {
                        int other = components.member(components.of(node), first + round);
                        if (other >= 0) {
                            addBlock(inverse, pattern.firstRow(node) * columns + round * width, columns, t, node, other);
                        }
                    }
                }
            }
        }

        private void addBlock(double[] inverse, int start, int columns, int t, int node, int other) {
            int s = 0;
            while (other >= layout.firstNode(s + 1)) {
                s++;
            }
            int kt = layout.term(t).effects();
            int ks = layout.term(s).effects();
            double[] sum = products[t][s];
            int at = 0;
            for (int a = 0; a < kt; a++) {
                for (int b = 0; b < ks; b++) {
                    double left = inverse[start + a * columns + b];
                    for (int c = 0; c < kt; c++) {
                        for (int d = 0; d < ks; d++) {
                            sum[at++] += left * inverse[start + c * columns + d];
                        }
                    }
                    if (node == other) {
                        diagonals[t][a * kt + b] += left;
                    }
                }
            }
        }

        /** The traces of one direction with each of the others. */
        public double[] of(VarianceDirection one, List<VarianceDirection> others) {
            double own = 0;
            double[][] contracted = new double[layout.terms()][];
            for (int t = 0; t < contracted.length; t++) {
                own += trace(t, one);
                contracted[t] = new double[diagonals[t].length];
                for (int s = 0; s < contracted.length; s++) {
                    if (one.blocks()[s] != null) {
                        addContraction(products[s][t], one.blocks()[s], contracted[t]);
                    }
                }
            }
            double[] traces = new double[others.size()];
            for (int r = 0; r < traces.length; r++) {
                VarianceDirection other = others.get(r);
                traces[r] = one.multiple() * other.multiple() * rows + other.multiple() * own;
                for (int t = 0; t < contracted.length; t++) {
                    double[] block = other.blocks()[t];
                    traces[r] += one.multiple() * trace(t, other) + (block == null ? 0 : dot(contracted[t], block));
                }
            }
            return traces;
        }

        /** tr(M D) of the diagonal blocks of a term. */
        private double trace(int t, VarianceDirection direction) {
            double[] block = direction.blocks()[t];
            return block == null ? 0 : dot(diagonals[t], block);
        }

        /** Adds the sum over a and c of one_ac products_abcd to result_bd. */
        private static void addContraction(double[] products, double[] one, double[] result) {
            int kt = order(one);
            int ks = order(result);
            int at = 0;
            for (int a = 0; a < kt; a++) {
                for (int b = 0; b < ks; b++) {
                    for (int c = 0; c < kt; c++) {
                        for (int d = 0; d < ks; d++) {
                            result[b * ks + d] += one[a * kt + c] * products[at++];
                        }
                    }
                }
            }
        }
    }
}
