package org.glmm.engine.mme;

import java.util.Arrays;

import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.sparse.BlockPattern;

/** The products of Z with itself and with vectors over the rows of the data: Z'WZ (by blocks), Z'v and Zu. */
final class RandomProducts {

    private final RandomLayout layout;
    private final double[] zz;

    RandomProducts(RandomLayout layout) {
        this.layout = layout;
        this.zz = new double[layout.pattern().valueCount()];
    }

    /** Z'WZ for the last weights, block by block as in {@link RandomLayout#pattern()}. */
    double[] zz() {
        return zz;
    }

    /** Sums Z'WZ for weights {@code w}, one a row. */
    void weigh(double[] w) {
        Arrays.fill(zz, 0);
        for (int r = 0; r < w.length; r++) {
            for (int t = 0; t < layout.terms(); t++) {
                addDiagonal(r, t, w[r]);
            }
            addCouplings(r, w[r]);
        }
    }

    private void addDiagonal(int row, int t, double w) {
        RandomDesign term = layout.term(t);
        int level = term.level()[row];
        if (level < 0) {
            return;
        }
        int k = term.effects();
        BlockPattern pattern = layout.pattern();
        int block = pattern.offset(pattern.columnStart(layout.firstNode(t) + level));
        for (int a = 0; a < k; a++) {
            double wz = w * z(term, row, a);
            for (int c = 0; c < k; c++) {
                zz[block + a * k + c] += wz * z(term, row, c);
            }
        }
    }

    private void addCouplings(int row, double w) {
        int pair = 0;
        for (int s = 0; s < layout.terms(); s++) {
            RandomDesign column = layout.term(s);
            for (int t = s + 1; t < layout.terms(); t++, pair++) {
                int block = layout.coupling(row, pair);
                if (block < 0) {
                    continue;
                }
                RandomDesign other = layout.term(t);
                int offset = layout.pattern().offset(block);
                for (int c = 0; c < column.effects(); c++) {
                    double wz = w * z(column, row, c);
                    for (int a = 0; a < other.effects(); a++) {
                        zz[offset + c * other.effects() + a] += wz * z(other, row, a);
                    }
                }
            }
        }
    }

    /** Z'v, q values. */
    double[] transposed(double[] v) {
        double[] result = new double[layout.dimension()];
        for (int r = 0; r < v.length; r++) {
            for (int t = 0; t < layout.terms(); t++) {
                RandomDesign term = layout.term(t);
                int level = term.level()[r];
                int first = layout.firstRow(t) + level * term.effects();
                for (int a = 0; level >= 0 && a < term.effects(); a++) {
                    result[first + a] += v[r] * z(term, r, a);
                }
            }
        }
        return result;
    }

    /** Adds Zu of every row to {@code eta}. */
    void add(double[] u, double[] eta) {
        for (int r = 0; r < eta.length; r++) {
            for (int t = 0; t < layout.terms(); t++) {
                RandomDesign term = layout.term(t);
                int level = term.level()[r];
                int first = layout.firstRow(t) + level * term.effects();
                for (int a = 0; level >= 0 && a < term.effects(); a++) {
                    eta[r] += z(term, r, a) * u[first + a];
                }
            }
        }
    }

    /**
     * z_r' M z_r of every row, for a symmetric matrix with the pattern of Z'WZ.
     *
     * @param values the blocks of M
     */
    double[] quadraticForms(double[] values) {
        double[] forms = new double[layout.rows()];
        for (int r = 0; r < forms.length; r++) {
            forms[r] = diagonalForm(r, values) + 2 * couplingForm(r, values);
        }
        return forms;
    }

    private double diagonalForm(int row, double[] values) {
        double sum = 0;
        BlockPattern pattern = layout.pattern();
        for (int t = 0; t < layout.terms(); t++) {
            RandomDesign term = layout.term(t);
            int level = term.level()[row];
            int k = term.effects();
            for (int a = 0; level >= 0 && a < k; a++) {
                int block = pattern.offset(pattern.columnStart(layout.firstNode(t) + level));
                for (int c = 0; c < k; c++) {
                    sum += z(term, row, a) * values[block + a * k + c] * z(term, row, c);
                }
            }
        }
        return sum;
    }

    private double couplingForm(int row, double[] values) {
        double sum = 0;
        int pair = 0;
        for (int s = 0; s < layout.terms(); s++) {
            RandomDesign column = layout.term(s);
            for (int t = s + 1; t < layout.terms(); t++, pair++) {
                int block = layout.coupling(row, pair);
                RandomDesign other = layout.term(t);
                for (int c = 0; block >= 0 && c < column.effects(); c++) {
                    int offset = layout.pattern().offset(block) + c * other.effects();
                    for (int a = 0; a < other.effects(); a++) {
                        sum += z(column, row, c) * values[offset + a] * z(other, row, a);
                    }
                }
            }
        }
        return sum;
    }

    static double z(RandomDesign term, int row, int effect) {
        double[] z = term.z();
        return z == null ? 1 : z[row * term.effects() + effect];
    }
}
