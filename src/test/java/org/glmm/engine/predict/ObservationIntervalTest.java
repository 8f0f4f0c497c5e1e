package org.glmm.engine.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationIntervalTest {

    /**
     * 90 % intervals by R 4.2: integrate over pieces of half a standard deviation, and uniroot or a search through all
     * counts.
     */
    @ParameterizedTest
    @CsvSource({
        "normal, identity, 2.5, 0.3, 1.1, 2, 1, 1, -0.5329602279, 5.532960228",
        "normal, log, 0.7, 0.05, 0, 0.5, 1, 1, 0.6981745968, 3.483332178",
        "poisson, log, 1.2, 0.04, 0.6, 1, 1, 1, 0, 13",
        "poisson, log, 7, 0.001, 0.3, 1, 1, 1, 443, 2705",
        "poisson, log, -3, 0.1, 0.2, 1, 1, 1, 0, 1",
        "binomial, logit, -1, 0.1, 0.5, 1, 1, 20, 0.05, 0.6",
        "binomial, probit, 0.4, 0.02, 2, 1, 1, 400, 0.025, 0.9975",
        "gamma, log, 1, 0.02, 0.3, 0.4, 1, 1, 0.4672681134, 8.890323001",
        "nb2, log, 2, 0.05, 0.4, 1, 1.7, 1, 0, 30"})
    void itsEndsAreQuantilesOfTheMixture(String name, String link, double eta, double variance, double groupVariance,
        double scale, double shape, double size, double lower, double upper) {
        var interval = new ObservationInterval(Distributions.named(name), Links.named(link), scale, shape, 0.9)
            .of(new LinearPrediction(eta, variance, groupVariance), size, 1);
        assertEquals(lower, interval.lower(), 1e-5 * Math.max(1, lower));
        assertEquals(upper, interval.upper(), 1e-5 * Math.max(1, upper));
    }

    /**
     * Small counts are summed up, large ones searched for: the ends are the least counts that reach the probabilities.
     */
    @ParameterizedTest
    @CsvSource({"poisson, log, 2.5, 0.3, 1, 1", "poisson, log, 4.6, 0.01, 1, 1", "poisson, log, 5.3, 0.3, 1, 1",
        "poisson, log, 9, 0.5, 1, 1", "nb2, log, 3, 0.4, 0.6, 1", "nb2, log, 6.5, 0.1, 2.5, 1",
        "nb1, log, 3, 0.2, 2, 1", "nb1, log, 7, 0.01, 2, 1", "geometric, log, 1, 0.1, 1, 1",
        "binomial, logit, 0.2, 0.1, 1, 50", "binomial, logit, 6, 0.01, 1, 160", "binomial, logit, -7, 0.2, 1, 5000",
        "binomial, logit, 0.1, 0.4, 1, 5000", "binomial, cloglog, 2, 0.5, 1, 1", "beta-binomial, logit, 1, 0.3, 4, 30"})
    void itsEndsAreTheLeastValuesThatReachTheProbabilities(String name, String link, double eta, double variance,
    double shape,
        double size) {
        var distribution = Distributions.named(name);
        var interval = new ObservationInterval(distribution, Links.named(link), 1, shape, 0.95)
            .of(new LinearPrediction(eta, variance, 0), size, 1);
        double spacing = distribution.spacing(size);
        double tolerance = 1e-5;
        assertTrue(probability(distribution, link, eta, variance, shape, size, interval.lower()) >= 0.025 - tolerance);
        assertTrue(probability(distribution, link, eta, variance, shape, size, interval.lower() - spacing) < 0.025
            + tolerance);
        assertTrue(probability(distribution, link, eta, variance, shape, size, interval.upper()) >= 0.975 - tolerance);
        assertTrue(probability(distribution, link, eta, variance, shape, size, interval.upper() - spacing) < 0.975
            + tolerance);
    }

    /** E[F(y; g^-1(eta + w))] by Simpson's rule with 2,000 intervals. */
    private static double probability(Distribution distribution, String link, double eta, double variance, double shape,
        double size, double y) {
        int intervals = 2000;
        double h = 16.0 / intervals;
        double sum = 0;
        for (int i = 0; i <= intervals; i++) {
            double z = -8 + i * h;
            double weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-z * z / 2)
                * distribution.cumulative(y, Links.named(link).inverse(eta + Math.sqrt(variance) * z), shape, size);
        }
        return sum * h / 3 / Math.sqrt(2 * Math.PI);
    }

    @Test
    void theWeightOfAnObservationDividesItsScale() {
        var interval = new ObservationInterval(Distributions.NORMAL, Links.IDENTITY, 8, 1, 0.95)
            .of(new LinearPrediction(1, 0, 0), 1, 2);
        assertEquals(1 - 2 * 1.959963984540054, interval.lower(), 1e-7);
        assertEquals(1 + 2 * 1.959963984540054, interval.upper(), 1e-7);
    }

    @Test
    void withoutVarianceSizeOrDistributionThereIsNone() {
        var prediction = new LinearPrediction(1, 0.5, 0);
        var poisson = new ObservationInterval(Distributions.POISSON, Links.LOG, 1, 1, 0.95);
        assertTrue(Double.isNaN(poisson.of(prediction, Double.NaN, 1).lower()));
        assertTrue(Double.isNaN(poisson.of(new LinearPrediction(1, Double.NaN, 0), 1, 1).upper()));
        assertTrue(Double.isNaN(new ObservationInterval(Distributions.POISSON, Links.LOG, Double.NaN, 1, 0.95)
            .of(prediction, 1, 1).lower()));
        assertTrue(Double.isNaN(new ObservationInterval(Distributions.POISSON, Links.IDENTITY, 1, 1, 0.95)
            .of(new LinearPrediction(0.1, 4, 0), 1, 1).lower()), "a negative mean is possible");
    }
}
