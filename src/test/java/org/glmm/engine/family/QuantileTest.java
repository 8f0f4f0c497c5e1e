package org.glmm.engine.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantiles against those of commons-math. */
class QuantileTest {

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.01, 0.3, 0.5, 0.9, 0.999999})
    void quantiles(double p) {
        assertEquals(new NormalDistribution(null, 3, 2).inverseCumulativeProbability(p),
            Distributions.NORMAL.quantile(p, 3, 4, 1), 1e-8);
        assertEquals(new PoissonDistribution(null, 7.5, 1e-12, 10000).inverseCumulativeProbability(p),
            Distributions.POISSON.quantile(p, 7.5, 1, 1));
        assertEquals(new BinomialDistribution(null, 12, 0.3).inverseCumulativeProbability(p) / 12.0,
            Distributions.BINOMIAL.quantile(p, 0.3, 1, 12), 1e-15);
        assertEquals(new GammaDistribution(null, 2, 1.5, 1e-13).inverseCumulativeProbability(p),
            Distributions.GAMMA.quantile(p, 3, 0.5, 1), 1e-8);
    }

    /** F(q(p)) = p for all continuous ones, and F(q(p)) >= p > F(q(p) - spacing) for the others. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.2, 0.77, 0.99999})
    void inverses(double p) {
        for (Distribution d : new Distribution[] {Distributions.INVERSE_GAUSSIAN, Distributions.BETA,
            Distributions.LOGNORMAL}) {
            double y = d.quantile(p, 0.4, 3, 1);
            assertEquals(p, d.cumulative(y, 0.4, 3, 1), 1e-7, d.name());
        }
        for (Distribution d : new Distribution[] {Distributions.NEGATIVE_BINOMIAL, Distributions.BETA_BINOMIAL}) {
            double y = d.quantile(p, 0.4, 0.7, 5);
            double below = d.cumulative(y - d.spacing(5), 0.4, 0.7, 5);
            assertEquals(true, d.cumulative(y, 0.4, 0.7, 5) >= p && below < p, d.name() + " " + y);
        }
    }
}
