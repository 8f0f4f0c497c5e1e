package org.glmm.engine.estimate;

import java.util.Arrays;

import org.glmm.engine.design.RandomDesign;

/**
 * The rows of one group: each has loads a = Lambda'z on the spherical effects of its path, eta = x'beta + offset + a'b.
 * Loads are held term after term, a load of zero where a row has no effect of a term.
 */
final class GroupRows {

    private final QuadratureTree tree;
    private final int[] row;
    private final int[][] path;
    private final int effects;
    private final int width;
    private final int[] position;
    private final double[] load;
    private final double[] loadAdjoint;
    private final double[] fixed;
    /** eta of every row and its derivatives of the log-density, at the last effects tried. */
    final double[] eta;
    final double[] score;
    final double[] information;
    final double[] slope;
    /** The derivative of log L with respect to eta. */
    final double[] etaAdjoint;

    /** @param fixed x'beta + offset of every row of the data */
    GroupRows(QuadratureTree tree, int group, EffectPaths paths, double[][] lambda, double[] fixed) {
        this.tree = tree;
        this.row = rows(tree, group);
        this.effects = paths.effects();
        this.path = new int[row.length][];
        for (int v = 0; v < paths.effects(); v++) {
            for (int r : paths.rows(v)) {
                path[r] = paths.path()[v];
            }
        }
        this.width = tree.effectsOfARow();
        this.position = new int[row.length * width];
        this.load = new double[row.length * width];
        this.loadAdjoint = new double[row.length * width];
        this.fixed = new double[row.length];
        this.eta = new double[row.length];
        this.score = new double[row.length];
        this.information = new double[row.length];
        this.slope = new double[row.length];
        this.etaAdjoint = new double[row.length];
        for (int r = 0; r < row.length; r++) {
            this.fixed[r] = fixed[row[r]];
            load(r, lambda);
        }
    }

    private static int[] rows(QuadratureTree tree, int group) {
        int count = 0;
        for (int node : tree.group(group)) {
            count += tree.rows(node).length;
        }
        int[] rows = new int[count];
        int next = 0;
        for (int node : tree.group(group)) {
            System.arraycopy(tree.rows(node), 0, rows, next, tree.rows(node).length);
            next += tree.rows(node).length;
        }
        return rows;
    }

    private void load(int r, double[][] lambda) {
        int at = r * width;
        for (int t = 0; t < tree.terms().size(); t++) {
            RandomDesign term = tree.terms().get(t);
            int k = term.effects();
            int first = tree.position(row[r], t);
            for (int c = 0; first >= 0 && c < k; c++) {
                position[at + c] = first + c;
                for (int m = c; m < k; m++) {
                    load[at + c] += lambda[t][m * k + c] * z(term, row[r], m);
                }
            }
            at += k;
        }
    }

    private static double z(RandomDesign term, int row, int effect) {
        return term.z() == null ? 1 : term.z()[row * term.effects() + effect];
    }

    int count() {
        return row.length;
    }

    /** The row of the data. */
    int row(int r) {
        return row[r];
    }

    /** eta for the effects b. */
    double linearPredictor(int r, double[] b) {
        return fixed[r] + project(r, b);
    }

    /** a'b. */
    double project(int r, double[] b) {
        double sum = 0;
        for (int i = r * width; i < (r + 1) * width; i++) {
            sum += load[i] * b[path[r][position[i]]];
        }
        return sum;
    }

    /** eta at the mode with the effects shifted, the shifts by position. */
    double shifted(int r, double[] shift) {
        double sum = eta[r];
        for (int i = r * width; i < (r + 1) * width; i++) {
            sum += load[i] * shift[position[i]];
        }
        return sum;
    }

    void set(int r, double linearPredictor, double[] derivatives) {
        eta[r] = linearPredictor;
        score[r] = derivatives[1];
        information[r] = -derivatives[2];
        slope[r] = -derivatives[3];
    }

    /** The sum over the rows of v a. */
    double[] transposed(double[] v) {
        double[] result = new double[effects];
        for (int r = 0; r < row.length; r++) {
            addLoad(r, v[r], result);
        }
        return result;
    }

    /** Adds v a. */
    void addLoad(int r, double v, double[] target) {
        for (int i = r * width; i < (r + 1) * width; i++) {
            target[path[r][position[i]]] += v * load[i];
        }
    }

    /** Adds w a a' to the matrix. */
    void addSquare(int r, double w, PathFactor matrix) {
        for (int i = r * width; i < (r + 1) * width; i++) {
            if (load[i] != 0) {
                double[] elements = matrix.elements(path[r][position[i]]);
                for (int j = r * width; j < (r + 1) * width; j++) {
                    if (position[j] <= position[i]) {
                        elements[position[j]] += w * load[i] * load[j];
                    }
                }
            }
        }
    }

    /** The derivative along a a': the sum of the adjoint's elements times those of a a', each pair once. */
    double square(int r, PathFactor matrix) {
        double sum = 0;
        for (int i = r * width; i < (r + 1) * width; i++) {
            if (load[i] != 0) {
                double[] adjoint = matrix.adjoint(path[r][position[i]]);
                for (int j = r * width; j < (r + 1) * width; j++) {
                    if (position[j] <= position[i]) {
                        sum += adjoint[position[j]] * load[i] * load[j];
                    }
                }
            }
        }
        return sum;
    }

    /** The way back from eta at a shifted point, {@code change} its adjoint. */
    void addBack(int r, double change, double[] mode, double[] shift, double[] modeAdjoint, double[] shiftAdjoint) {
        etaAdjoint[r] += change;
        for (int i = r * width; i < (r + 1) * width; i++) {
            int v = path[r][position[i]];
            modeAdjoint[v] += change * load[i];
            shiftAdjoint[position[i]] += change * load[i];
            loadAdjoint[i] += change * (mode[v] + shift[position[i]]);
        }
    }

    /**
     * The way back from the mode and from A at the mode.
     *
     * @param change the adjoint of eta at the mode
     * @param solved A^-1 times the adjoint of the mode
     */
    void addAtMode(int r, double change, double[] mode, double[] solved, PathFactor matrix) {
        etaAdjoint[r] += change;
        for (int i = r * width; i < (r + 1) * width; i++) {
            int v = path[r][position[i]];
            loadAdjoint[i] += change * mode[v] + score[r] * solved[v];
            double[] adjoint = matrix.adjoint(v);
            for (int j = r * width; j < (r + 1) * width; j++) {
                if (position[j] <= position[i]) {
                    double w = information[r] * adjoint[position[j]];
                    loadAdjoint[i] += w * load[j];
                    loadAdjoint[j] += w * load[i];
                }
            }
        }
    }

    /** Adds the derivatives with respect to the elements of each term's Lambda. */
    void addFactorGradient(double[][] gradient) {
        for (int r = 0; r < row.length; r++) {
            int at = r * width;
            for (int t = 0; t < gradient.length; t++) {
                RandomDesign term = tree.terms().get(t);
                int k = term.effects();
                for (int c = 0; tree.position(row[r], t) >= 0 && c < k; c++) {
                    for (int m = c; m < k; m++) {
                        gradient[t][m * k + c] += z(term, row[r], m) * loadAdjoint[at + c];
                    }
                }
                at += k;
            }
        }
    }
}
