package org.glmm.engine.mme;

import org.glmm.engine.design.FixedDesign;

/** The products of the centred and scaled X with vectors over the rows of the data: X'v and X beta. */
final class FixedProducts {

    private final FixedDesign design;
    private final FixedEffectScaling scaling;

    FixedProducts(FixedDesign design, FixedEffectScaling scaling) {
        this.design = design;
        this.scaling = scaling;
    }

    /** X'v, p values. */
    double[] transposed(double[] v) {
        double[] result = new double[design.size()];
        double[] x = new double[design.size()];
        for (int r = 0; r < v.length; r++) {
            scaling.read(design.values(), r, x);
            for (int j = 0; j < x.length; j++) {
                result[j] += v[r] * x[j];
            }
        }
        return result;
    }

    /** Adds X beta of every row to {@code eta}. */
    void add(double[] beta, double[] eta) {
        double[] x = new double[design.size()];
        for (int r = 0; r < eta.length; r++) {
            scaling.read(design.values(), r, x);
            double sum = 0;
            for (int j = 0; j < x.length; j++) {
                sum += x[j] * beta[j];
            }
            eta[r] += sum;
        }
    }
}
