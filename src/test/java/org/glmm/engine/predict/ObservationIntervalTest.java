package org.glmm.engine.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationIntervalTest {

    /** 90 % intervals by R 4.2: integrate over pieces of half a standard deviation, and uniroot or a search through all counts. */
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
