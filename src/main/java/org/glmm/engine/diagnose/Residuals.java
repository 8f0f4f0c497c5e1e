package org.glmm.engine.diagnose;

import static org.glmm.engine.dense.DenseAlgebra.quadraticForm;

import java.util.SplittableRandom;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.glmm.engine.family.Dispersion;
import org.glmm.engine.model.FittedModel;

/**
 * Fitted values and residuals of the rows used, one value a row. Conditional ones are given the predicted random
 * effects, marginal ones are for random effects of zero. The studentised ones are divided by standard deviations in
 * which the estimation is taken into account, as in PROC GLIMMIX: with e = y - mu, D = dmu/deta and R = Var(y),
 *
 * <pre>
 * conditional   e / sqrt(R (1 - h)),  h the leverage
 * marginal      e / sqrt(D^2 z'Gz + R - D^2 x'Var(beta-hat)x)
 * </pre>
 *
 * @param fitted g^-1(x'beta + z'u)
 * @param marginalFitted g^-1(x'beta)
 * @param raw y - fitted
 * @param marginalRaw y - marginalFitted
 * @param pearson raw / sqrt(R)
 * @param deviance sign(raw) times the root of the unit deviance times the prior weight
 * @param studentised conditional
 * @param marginalStudentised marginal
 * @param quantile the randomised quantile residual (Dunn and Smyth 1996, J. Comput. Graph. Statist. 5): the standard
 *            normal quantile of F(y) or, for a discrete response, of a uniform number between P(Y &lt; y) and P(Y
 *            &lt;= y); NaN without a distribution
 * @param leverage h, the diagonal of the matrix that takes the working responses to their conditional fitted values
 */
public record Residuals(double[] fitted, double[] marginalFitted, double[] raw, double[] marginalRaw, double[] pearson,
    double[] deviance, double[] studentised, double[] marginalStudentised, double[] quantile, double[] leverage) {

    /** Keeps quantiles finite: the distance of doubles below 1. */
    private static final double LEAST = 0x1p-53;
    private static final NormalDistribution NORMAL = new NormalDistribution();

    private Residuals(int rows) {
        this(new double[rows], new double[rows], new double[rows], new double[rows], new double[rows], new double[rows],
            new double[rows], new double[rows], new double[rows], new double[rows]);
    }

    /** @param seed of the random numbers of quantile residuals */
    static Residuals of(TrainingRows rows, long seed) {
        var residuals = new Residuals(rows.size());
        double[] fixedCovariance = Influence.fixedCovariance(rows);
        rows.forEach((cursor, row) -> residuals.set(row, cursor, rows.model(), fixedCovariance, seed));
        return residuals;
    }

    private void set(int row, TrainingRows.Cursor cursor, FittedModel model, double[] fixedCovariance, long seed) {
        var distribution = model.spec().distribution();
        double shape = model.statistics().shape();
        double mu = cursor.mean(cursor.eta);
        double variance = cursor.variance(mu);
        fitted[row] = mu;
        raw[row] = cursor.y - mu;
        pearson[row] = raw[row] / Math.sqrt(variance);
        deviance[row] = Math.signum(raw[row])
            * Math.sqrt(Math.max(0, cursor.prior * distribution.deviance(cursor.y, mu, shape, cursor.size)));
        leverage[row] = cursor.weight()
            * model.predictionErrors().variance(cursor.x, cursor.nodes, cursor.z, fixedCovariance);
        studentised[row] = pearson[row] / Math.sqrt(1 - leverage[row]);
        quantile[row] = quantile(cursor, model, mu, new SplittableRandom(seed + row));

        double typical = cursor.mean(cursor.typical);
        double slope = cursor.slope(cursor.typical);
        marginalFitted[row] = typical;
        marginalRaw[row] = cursor.y - typical;
        marginalStudentised[row] = marginalRaw[row] / Math.sqrt(cursor.variance(typical) + slope * slope
            * (cursor.groupVariance() - quadraticForm(model.fixedEffects().covariance(), cursor.x)));
    }

    private static double quantile(TrainingRows.Cursor cursor, FittedModel model, double mu, SplittableRandom random) {
        var distribution = model.spec().distribution();
        boolean inflated = model.spec().estimateScale() && distribution.dispersion() != Dispersion.SCALE;
        if (inflated) {
            return Double.NaN;
        }
        double dispersion = distribution.dispersion() == Dispersion.SHAPE ? model.statistics().shape()
            : model.statistics().scale() / cursor.prior;
        double spacing = distribution.spacing(cursor.size);
        double upper = distribution.cumulative(cursor.y, mu, dispersion, cursor.size);
        double lower = spacing == 0 ? upper
            : distribution.cumulative(cursor.y - spacing, mu, dispersion, cursor.size);
        double probability = lower + random.nextDouble() * (upper - lower);
        return NORMAL.inverseCumulativeProbability(Math.min(1 - LEAST, Math.max(LEAST, probability)));
    }
}
