package org.glmm.engine.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionsTest {

    static List<Distribution> distributions() {
        return Stream.concat(Distributions.all().stream(), Stream.of(Distributions.student(5))).toList();
    }

    /** R 4.2: family$variance(mu) and family$dev.resids(y, mu, 1). */
    @ParameterizedTest
    @CsvSource({
        "normal, 2.5, 1.25, 1, 1.5625",
        "binomial, 0.25, 0.4, 0.24, 0.0997135123484469",
        "binomial, 0, 0.4, 0.24, 1.02165124753198",
        "binomial, 1, 0.4, 0.24, 1.83258146374831",
        "poisson, 3, 1.7, 1.7, 0.807904225635636",
        "poisson, 0, 1.7, 1.7, 3.4"})
    void varianceAndDevianceAreThoseOfR(String name, double y, double mu, double variance, double deviance) {
        assertEquals(variance, Distributions.named(name).variance(mu, 1, 1), 1e-14);
        assertEquals(deviance, Distributions.named(name).deviance(y, mu, 1, 1), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void theDevianceFallsTowardsTheObservation(Distribution distribution) {
        double y = 0.3;
        double h = 1e-6;
        for (double mu : new double[] {0.1, 0.45, 0.8}) {
            double slope = (distribution.deviance(y, mu + h, 2, 3) - distribution.deviance(y, mu - h, 2, 3)) / (2 * h);
            assertEquals(-2 * (y - mu) / distribution.variance(mu, 2, 3), slope, 2e-6);
        }
        assertEquals(0, distribution.deviance(y, y, 2, 3), 1e-15);
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void theStartIsAMeanWhereEveryLinkIsFinite(Distribution distribution) {
        for (double y : new double[] {0, 1}) {
            if (!distribution.isObservation(y)) {
                continue;
            }
            double mu = distribution.startingMean(y, 1);
            assertTrue(distribution.means().contains(mu));
            for (Link link : distribution.links()) {
                assertTrue(Double.isFinite(link.link(mu)) || distribution.means() == MeanRange.REAL, link.name());
            }
        }
    }

    @Test
    void observationsOutOfRangeAreRecognised() {
        assertFalse(Distributions.POISSON.isObservation(-1));
        assertFalse(Distributions.POISSON.isObservation(1.5));
        assertTrue(Distributions.POISSON.isObservation(0));
        assertFalse(Distributions.BINOMIAL.isObservation(1.01));
        assertTrue(Distributions.BINOMIAL.isObservation(0.5));
        assertFalse(Distributions.NORMAL.isObservation(Double.NaN));
    }

    @Test
    void defaultLinks() {
        assertSame(Links.IDENTITY, Distributions.NORMAL.defaultLink());
        assertSame(Links.LOGIT, Distributions.BINOMIAL.defaultLink());
        assertSame(Links.LOG, Distributions.POISSON.defaultLink());
    }

    @Test
    void anUnknownDistributionIsNamed() {
        var problem = assertThrows(ModelException.class, () -> Distributions.named("zipf"));
        assertTrue(problem.getMessage().contains("\"zipf\"") && problem.getMessage().contains("poisson"));
    }
}
