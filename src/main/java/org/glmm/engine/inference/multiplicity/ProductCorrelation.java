package org.glmm.engine.inference.multiplicity;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

import org.ejml.data.DMatrixRMaj;

/**
 * Statistics whose correlations are products l_i l_j, such as differences of independent means from a control (Dunnett
 * 1955, JASA 50, 1096-1121): T_i = (sqrt(1 - l_i^2) Z_i + l_i Z_0) / s with independent standard normal Z, so that
 * given Z_0 and s they are independent, and a double integral gives their distribution exactly.
 */
final class ProductCorrelation implements MultivariateT {

    private static final double TOLERANCE = 1e-9;
    private static final double LIMIT = 9;
    private static final double COARSE = 0.125;

    private final double[] loadings;
    private final double step;

    private ProductCorrelation(double[] loadings) {
        this.loadings = loadings;
        double sharpest = 1;
        for (double loading : loadings) {
            sharpest = Math.min(sharpest, Math.sqrt(1 - loading * loading));
        }
        step = COARSE * sharpest;
    }

    /** The distribution for a correlation matrix; none if it is not of this kind. */
    static Optional<MultivariateT> of(DMatrixRMaj correlation) {
        int n = correlation.numRows;
        if (n < 2) {
            return Optional.empty();
        }
        double[] loadings = new double[n];
        if (n == 2) {
            double root = Math.sqrt(Math.abs(correlation.get(0, 1)));
            loadings[0] = root;
            loadings[1] = Math.copySign(root, correlation.get(0, 1));
        } else {
            for (int i = 0; i < n; i++) {
                int j = (i + 1) % n;
                int k = (i + 2) % n;
                double square = correlation.get(i, j) * correlation.get(i, k) / correlation.get(j, k);
                loadings[i] = i == 0 ? Math.sqrt(square) : correlation.get(0, i) / loadings[0];
            }
        }
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(loadings[i]) < 1 - TOLERANCE)) {
                return Optional.empty();
            }
            for (int j = 0; j < i; j++) {
                if (!(Math.abs(loadings[i] * loadings[j] - correlation.get(i, j)) < TOLERANCE)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new ProductCorrelation(loadings));
    }

    @Override
    public double twoSidedTail(double t, double df) {
        return t > 0 ? ScaleMixture.upperTail(bound -> tail(-bound, bound), t, df) : 1;
    }

    @Override
    public double oneSidedTail(double t, double df) {
        return ScaleMixture.upperTail(bound -> tail(Double.NEGATIVE_INFINITY, bound), t, df);
    }

    /**
     * The probability that a statistic of known variance lies outside an interval, by the trapezoidal rule over Z_0.
     */
    private double tail(double lower, double upper) {
        DoubleUnaryOperator outside = common -> {
            double inside = 1;
            for (double loading : loadings) {
                double scale = 1 / Math.sqrt(1 - loading * loading);
                double below = Double.isInfinite(lower) ? 0 : StandardNormal.cdf((lower - loading * common) * scale);
                inside *= StandardNormal.cdf((upper - loading * common) * scale) - below;
            }
            return 1 - inside;
        };
        double sum = 0;
        for (double z = -LIMIT; z <= LIMIT; z += step) {
            sum += StandardNormal.density(z) * outside.applyAsDouble(z);
        }
        return Math.min(1, sum * step);
    }
}
