package org.glmm.engine.mme;

import java.util.Arrays;

import org.glmm.engine.parallel.RowChunks;

/**
 * The weighted cross-products of the mixed-model equations, summed from the rows of the data: Z'WZ (sparse, by blocks),
 * Z'WX (q x p), X'WX (p x p), and with a response Z'Wy, X'Wy and y'Wy. X is centred and scaled.
 */
final class CrossProducts {

    private final FixedEffectScaling scaling;
    private final RowChunks chunks;
    private final FixedProducts fixed;
    private final RandomProducts random;
    private final int p;
    private final double[] zx;
    private final double[] xx;
    private double[] zy;
    private double[] xy;
    private double yy;

    CrossProducts(ModelStructure structure) {
        this.scaling = structure.scaling();
        this.chunks = structure.chunks();
        this.fixed = new FixedProducts(structure.design(), scaling, chunks);
        this.random = new RandomProducts(structure.layout(), chunks);
        this.p = structure.design().size();
        this.zx = new double[Math.multiplyExact(structure.layout().dimension(), p)];
        this.xx = new double[p * p];
        for (TermProducts term : random.terms()) {
            term.prepareToMix(p);
        }
    }

    FixedProducts fixed() {
        return fixed;
    }

    RandomProducts random() {
        return random;
    }

    /** Z'WZ, block by block as in {@link RandomLayout#pattern()}. */
    double[] zz() {
        return random.zz();
    }

    /** Z'WX, q x p, row-major. */
    double[] zx() {
        return zx;
    }

    /** X'WX, p x p. */
    double[] xx() {
        return xx;
    }

    /** Z'Wy, q values. */
    double[] zy() {
        return zy;
    }

    /** X'Wy, p values. */
    double[] xy() {
        return xy;
    }

    /** y'Wy. */
    double yy() {
        return yy;
    }

    /** X'W(y - X beta - Z u), p values. */
    double[] fixedScore(double[] beta, double[] u) {
        double[] score = xy.clone();
        for (int j = 0; j < p; j++) {
            for (int i = 0; i < p; i++) {
                score[j] -= xx[j * p + i] * beta[i];
            }
            for (int k = 0; k < u.length; k++) {
                score[j] -= zx[k * p + j] * u[k];
            }
        }
        return score;
    }

    /** Z'W(y - X beta), q values. */
    double[] randomScore(double[] beta) {
        double[] score = zy.clone();
        subtractFixed(beta, score);
        return score;
    }

    /** score -= Z'WX beta. */
    void subtractFixed(double[] beta, double[] score) {
        for (int k = 0; k < score.length; k++) {
            for (int j = 0; j < p; j++) {
                score[k] -= zx[k * p + j] * beta[j];
            }
        }
    }

    /** X'WZ a, p values. */
    double[] fixedTimesRandom(double[] a) {
        double[] result = new double[p];
        for (int k = 0; k < a.length; k++) {
            for (int j = 0; j < p; j++) {
                result[j] += zx[k * p + j] * a[k];
            }
        }
        return result;
    }

    /** Adds X beta + Z u of every row to {@code eta}. */
    void addLinearPredictor(double[] beta, double[] u, double[] eta) {
        fixed.add(beta, eta);
        random.add(u, eta);
    }

    /** (y - X beta)'W(y - X beta). */
    double squares(double[] beta) {
        double squares = yy;
        for (int j = 0; j < p; j++) {
            squares -= 2 * beta[j] * xy[j];
            for (int i = 0; i < p; i++) {
                squares += beta[i] * xx[i * p + j] * beta[j];
            }
        }
        return squares;
    }

    /** Sums the products of X and Z for weights {@code w}, one a row. */
    void weigh(double[] w) {
        random.weigh(w);
        fixed.weigh(w, xx);
        Arrays.fill(zx, 0);
        chunks.forEach((chunk, from, to) -> {
            for (TermProducts term : random.terms()) {
                term.mix(chunk, from, to, w, fixed, p);
            }
        });
        for (TermProducts term : random.terms()) {
            term.collectMixed(p, zx);
        }
        scaling.divide(zx);
    }

    /** Sums the products with a response {@code y} for weights {@code w}, one each a row. */
    void respond(double[] w, double[] y) {
        double[] wy = new double[y.length];
        yy = chunks.sum((from, to) -> {
            double sum = 0;
            for (int r = from; r < to; r++) {
                wy[r] = w[r] * y[r];
                sum += wy[r] * y[r];
            }
            return sum;
        });
        xy = fixed.transposed(wy);
        zy = random.transposed(wy);
    }
}
