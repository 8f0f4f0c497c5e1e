package org.glmm.engine.estimate;

import static org.glmm.engine.dense.DenseAlgebra.root;

import java.util.SplittableRandom;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.glmm.engine.design.Design;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.model.FittedModel;

/**
 * Draws responses from a fitted model: u from N(0, G), then each row from its distribution given u, by the inverse of
 * the distribution function.
 */
final class ResponseSimulation {

    private static final double SINGULAR = 1e-14;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private final FittedModel model;
    private final Design design;
    private final Observations observations;
    private final double[] fixed;

    /**
     * @param design of the model, on the rows to be simulated
     * @param observations give the numbers of trials and the prior weights of the rows
     */
    ResponseSimulation(FittedModel model, Design design, Observations observations) {
        this.model = model;
        this.design = design;
        this.observations = observations;
        this.fixed = new double[design.rows()];
        double[] beta = model.fixedEffects().estimates();
        for (int r = 0; r < fixed.length; r++) {
            fixed[r] = design.offset() == null ? 0 : design.offset()[r];
            for (int j = 0; j < beta.length; j++) {
                fixed[r] += design.fixed().values()[r * beta.length + j] * beta[j];
            }
        }
    }

    /** A response, one value a row, transformed as the distribution takes it. */
    double[] draw(SplittableRandom random) {
        double[] eta = fixed.clone();
        for (int t = 0; t < design.random().size(); t++) {
            double[] root = root(model.randomEffects().get(t).covariance(), SINGULAR);
            addEffects(design.random().get(t), root, random, eta);
        }
        Distribution distribution = model.spec().distribution();
        boolean shape = distribution.dispersion() == Dispersion.SHAPE;
        double[] y = new double[eta.length];
        for (int r = 0; r < y.length; r++) {
            double dispersion = shape ? model.statistics().shape()
                : model.statistics().scale() / observations.prior()[r];
            y[r] = distribution.quantile(uniform(random), model.spec().link().inverse(eta[r]), dispersion,
                observations.size()[r]);
        }
        return y;
    }

    private static double uniform(SplittableRandom random) {
        return random.nextDouble(Double.MIN_NORMAL, 1);
    }

    private static void addEffects(RandomDesign term, double[] root, SplittableRandom random, double[] eta) {
        int k = term.effects();
        double[] u = new double[term.levels() * k];
        double[] z = new double[k];
        for (int first = 0; first < u.length; first += k) {
            for (int i = 0; i < k; i++) {
                z[i] = NORMAL.inverseCumulativeProbability(uniform(random));
                for (int c = 0; c <= i; c++) {
                    u[first + i] += root[i * k + c] * z[c];
                }
            }
        }
        for (int r = 0; r < eta.length; r++) {
            for (int i = 0; i < k && term.level()[r] >= 0; i++) {
                eta[r] += term.element(r, i) * u[term.level()[r] * k + i];
            }
        }
    }
}
