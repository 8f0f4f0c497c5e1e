package org.glmm.engine.diagnose;

import java.util.Arrays;
import java.util.Optional;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.glmm.engine.family.Dispersion;

/**
 * Whether the response looks as its distribution says.
 *
 * @param zeros how many zeros counts have; empty if the response is no count, or has no distribution
 * @param uniformity whether quantile residuals are standard normal; empty if there are none
 */
public record FitChecks(Optional<Zeros> zeros, Optional<Uniformity> uniformity) {

    /**
     * Numbers of zeros.
     *
     * @param observed in the data
     * @param expected the sum over the rows of P(Y = 0) given the predicted random effects
     */
    public record Zeros(double observed, double expected) {

        private static final double TOLERANCE = 0.05;

        /** What the numbers mean. */
        public String verdict() {
            if (Math.abs(observed - expected) <= 2 * Math.sqrt(expected)
                || Math.abs(observed - expected) <= TOLERANCE * expected) {
                return "as many zeros as the distribution leads to expect";
            }
            return observed > expected
                ? "more zeros than the distribution leads to expect: there may be a process of its own"
                + " behind them" : "fewer zeros than the distribution leads to expect";
        }
    }

    /**
     * The one-sample Kolmogorov-Smirnov test that the quantile residuals are standard normal, as Phi(r) is uniform
     * then. The residuals are not independent of the estimates, so that p is a guide rather than exact.
     *
     * @param statistic the largest distance of the distribution functions
     * @param pValue two-sided
     */
    public record Uniformity(double statistic, double pValue) {

        private static final double LEVEL = 0.05;

        static Uniformity of(double[] residuals) {
            double[] sorted = residuals.clone();
            Arrays.sort(sorted);
            var normal = new NormalDistribution();
            double distance = 0;
            for (int i = 0; i < sorted.length; i++) {
                double probability = normal.cumulativeProbability(sorted[i]);
                distance = Math.max(distance, Math.max(probability - (double) i / sorted.length,
                    (i + 1.0) / sorted.length - probability));
            }
            return new Uniformity(distance, 1 - new KolmogorovSmirnovTest().cdf(distance, sorted.length));
        }

        /** What the test means. */
        public String verdict() {
            return pValue < LEVEL ? "the residuals deviate from what the distribution leads to expect"
                : "no sign that the residuals deviate from what the distribution leads to expect";
        }
    }

    /** @param residuals of the same rows */
    static FitChecks of(TrainingRows rows, Residuals residuals) {
        boolean known = residuals.quantile().length > 0 && !Double.isNaN(residuals.quantile()[0]);
        return new FitChecks(zeros(rows, residuals, known),
            known ? Optional.of(Uniformity.of(residuals.quantile())) : Optional.empty());
    }

    private static Optional<Zeros> zeros(TrainingRows rows, Residuals residuals, boolean known) {
        var model = rows.model();
        var distribution = model.spec().distribution();
        if (!known || distribution.takesTrials() || distribution.spacing(1) == 0) {
            return Optional.empty();
        }
        double dispersion = distribution.dispersion() == Dispersion.SHAPE ? model.statistics().shape()
            : model.statistics().scale();
        double observed = 0;
        double expected = 0;
        double[] y = rows.observations().y();
        double[] frequency = rows.observations().frequency();
        for (int row = 0; row < y.length; row++) {
            observed += y[row] == 0 ? frequency[row] : 0;
            expected += frequency[row] * distribution.cumulative(0, residuals.fitted()[row], dispersion, 1);
        }
        return Optional.of(new Zeros(observed, expected));
    }
}
