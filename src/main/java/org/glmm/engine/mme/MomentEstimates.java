package org.glmm.engine.mme;

import org.glmm.engine.sparse.BlockPattern;

/**
 * Moment estimates of the variances of uncorrelated random effects and of phi, rough but cheap, in the manner of
 * Henderson (1953, Biometrics 9, 226-252). With e the residuals of least squares, s = Z'We and K = Z'WZ, the sums of
 * squares of the effects a of each term, and of the residuals, are equated with what they are expected to be if e has
 * the covariance matrix of y:
 *
 * <pre>
 * sum_j s_ja^2 / K_ja,ja = phi (levels) + sum over effects b of sigma_b^2 sum_jk K_ja,kb^2 / K_ja,ja
 * e'We                   = phi (rows)   + sum over effects b of sigma_b^2 sum_k  K_kb,kb
 * </pre>
 */
final class MomentEstimates {

    private static final int SWEEPS = 100;
    /** The least share of the residual squares that is left for phi. */
    private static final double LEAST_SHARE = 0.01;

    private final RandomLayout layout;
    private final int[] firstEffect;
    private final double[] squares;
    private final double[] levels;
    private final double[] traces;
    private final double[][] expected;

    /**
     * @param zz K
     * @param score s
     */
    MomentEstimates(RandomLayout layout, double[] zz, double[] score) {
        this.layout = layout;
        this.firstEffect = new int[layout.terms() + 1];
        for (int t = 0; t < layout.terms(); t++) {
            firstEffect[t + 1] = firstEffect[t] + layout.term(t).effects();
        }
        int m = firstEffect[layout.terms()];
        this.squares = new double[m];
        this.levels = new double[m];
        this.traces = new double[m];
        this.expected = new double[m][m];
        double[] diagonal = diagonal(zz);
        for (int t = 0; t < layout.terms(); t++) {
            for (int i = layout.firstRow(t); i < layout.firstRow(t + 1); i++) {
                int effect = firstEffect[t] + (i - layout.firstRow(t)) % layout.term(t).effects();
                if (diagonal[i] > 0) {
                    squares[effect] += score[i] * score[i] / diagonal[i];
                    levels[effect]++;
                    traces[effect] += diagonal[i];
                }
            }
        }
        sumExpected(zz, diagonal);
    }

    private double[] diagonal(double[] zz) {
        BlockPattern pattern = layout.pattern();
        double[] diagonal = new double[layout.dimension()];
        for (int node = 0; node < pattern.nodes(); node++) {
            for (int a = 0; a < pattern.size(node); a++) {
                diagonal[pattern.firstRow(node) + a] =
                    zz[pattern.offset(pattern.columnStart(node)) + a * (pattern.size(node) + 1)];
            }
        }
        return diagonal;
    }

    private void sumExpected(double[] zz, double[] diagonal) {
        BlockPattern pattern = layout.pattern();
        for (int s = 0; s < layout.terms(); s++) {
            for (int node = layout.firstNode(s); node < layout.firstNode(s + 1); node++) {
                int t = s;
                for (int block = pattern.columnStart(node); block < pattern.columnStart(node + 1); block++) {
                    while (pattern.row(block) >= layout.firstNode(t + 1)) {
                        t++;
                    }
                    addBlock(zz, diagonal, block, s, node, t);
                }
            }
        }
    }

    private void addBlock(double[] zz, double[] diagonal, int block, int s, int node, int t) {
        BlockPattern pattern = layout.pattern();
        int other = pattern.row(block);
        int rows = pattern.size(other);
        for (int c = 0; c < pattern.size(node); c++) {
            for (int a = 0; a < rows; a++) {
                double value = zz[pattern.offset(block) + c * rows + a];
                double square = value * value;
                if (square > 0) {
                    expected[firstEffect[t] + a][firstEffect[s] + c] += square / diagonal[pattern.firstRow(other) + a];
                }
                if (square > 0 && other != node) {
                    expected[firstEffect[s] + c][firstEffect[t] + a] += square / diagonal[pattern.firstRow(node) + c];
                }
            }
        }
    }

    /**
     * The variances of all effects, and last phi; none is negative. By projected Gauss-Seidel iterations.
     *
     * @param residualSquares e'We
     * @param rows the number of rows, or NaN if phi is known to be one
     */
    double[] variances(double residualSquares, double rows) {
        int m = squares.length;
        double[] variances = new double[m + 1];
        variances[m] = Double.isNaN(rows) ? 1 : residualSquares / rows;
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double explained = sweep(variances);
            if (!Double.isNaN(rows)) {
                variances[m] = Math.max(residualSquares - explained, LEAST_SHARE * residualSquares) / rows;
            }
        }
        return variances;
    }

    /**
     * Solves each equation for the variance of its effect, given the others; returns the residual squares they explain.
     */
    private double sweep(double[] variances) {
        int m = squares.length;
        double explained = 0;
        for (int a = 0; a < m; a++) {
            double rest = squares[a] - variances[m] * levels[a];
            for (int b = 0; b < m; b++) {
                rest -= b == a ? 0 : expected[a][b] * variances[b];
            }
            variances[a] = expected[a][a] > 0 ? Math.max(0, rest / expected[a][a]) : 0;
            explained += traces[a] * variances[a];
        }
        return explained;
    }
}
