package org.glmm.engine.mme;

import java.util.Arrays;

import org.glmm.engine.design.FixedDesign;
import org.glmm.engine.design.RandomDesign;

/**
 * The weighted cross-products of the mixed-model equations, summed from the rows of the data: Z'WZ (sparse, by blocks),
 * Z'WX (q x p), X'WX (p x p), and with a response Z'Wy, X'Wy and y'Wy. X is centred and scaled as it is read.
 */
final class CrossProducts {

    private final FixedDesign design;
    private final FixedEffectScaling scaling;
    private final RandomLayout layout;
    private final FixedProducts fixed;
    private final RandomProducts random;
    private final int p;
    private final double[] zx;
    private final double[] xx;
    private double[] zy;
    private double[] xy;
    private double yy;

    CrossProducts(FixedDesign design, FixedEffectScaling scaling, RandomLayout layout) {
        this.design = design;
        this.scaling = scaling;
        this.layout = layout;
        this.fixed = new FixedProducts(design, scaling);
        this.random = new RandomProducts(layout);
        this.p = design.size();
        this.zx = new double[Math.multiplyExact(layout.dimension(), p)];
        this.xx = new double[p * p];
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

    /** Sums the products of X and Z for weights {@code w}, one a row. */
    void weigh(double[] w) {
        random.weigh(w);
        Arrays.fill(zx, 0);
        Arrays.fill(xx, 0);
        double[] x = new double[p];
        for (int r = 0; r < w.length; r++) {
            scaling.read(design.values(), r, x);
            addFixed(w[r], x);
            for (int t = 0; t < layout.terms(); t++) {
                addMixed(r, t, w[r], x);
            }
        }
        mirror(xx, p);
    }

    private void addFixed(double w, double[] x) {
        for (int i = 0; i < p; i++) {
            double wx = w * x[i];
            int row = i * p;
            for (int j = i; j < p; j++) {
                xx[row + j] += wx * x[j];
            }
        }
    }

    private void addMixed(int row, int t, double w, double[] x) {
        RandomDesign term = layout.term(t);
        int level = term.level()[row];
        int k = term.effects();
        int first = layout.firstRow(t) + level * k;
        for (int a = 0; level >= 0 && a < k; a++) {
            double wz = w * RandomProducts.z(term, row, a);
            int target = (first + a) * p;
            for (int j = 0; j < p; j++) {
                zx[target + j] += wz * x[j];
            }
        }
    }

    private static void mirror(double[] matrix, int size) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i * size + j] = matrix[j * size + i];
            }
        }
    }

    /** Sums the products with a response {@code y} for weights {@code w}, one each a row. */
    void respond(double[] w, double[] y) {
        double[] wy = new double[y.length];
        yy = 0;
        for (int r = 0; r < w.length; r++) {
            wy[r] = w[r] * y[r];
            yy += wy[r] * y[r];
        }
        xy = fixed.transposed(wy);
        zy = random.transposed(wy);
    }
}
