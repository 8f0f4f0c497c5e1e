package org.glmm.engine.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class PopulationMeanTest {

    private static final NormalDistribution NORMAL = new NormalDistribution();

    /** For a log link the population mean is exp(eta + variance / 2). */
    @ParameterizedTest
    @CsvSource({"0, 0.5", "-3, 2", "1, 25", "2, 0"})
    void logLinkHasAClosedForm(double eta, double variance) {
        var mean = new PopulationMean(Links.LOG);
        double expected = Math.exp(eta + variance / 2);
        assertEquals(expected, mean.mean(eta, variance), 1e-12 * expected);
        assertEquals(expected, mean.derivative(eta, variance), 1e-12 * expected);
    }

    /** For a probit link it is Phi(eta / sqrt(1 + variance)). */
    @ParameterizedTest
    @CsvSource({"0.3, 0.5", "-3, 2", "4, 30", "-1, 400"})
    void probitLinkHasAClosedForm(double eta, double variance) {
        var mean = new PopulationMean(Links.PROBIT);
        double scaled = eta / Math.sqrt(1 + variance);
        assertEquals(NORMAL.cumulativeProbability(scaled), mean.mean(eta, variance), 1e-12);
        assertEquals(NORMAL.density(scaled) / Math.sqrt(1 + variance), mean.derivative(eta, variance), 1e-12);
    }

    /** Gauss-Legendre integration of logistic times normal density. */
    @ParameterizedTest
    @CsvSource({"-1.2, 1.9, logit", "3, 20.9, logit", "-2, 0.2, cloglog"})
    void othersAgreeWithGaussLegendreIntegration(double eta, double variance, String name) {
        var link = Links.all().stream().filter(l -> l.name().equals(name) || name.equals("cloglog")
            && l == Links.COMPLEMENTARY_LOG_LOG).findFirst().orElseThrow();
        double deviation = Math.sqrt(variance);
        double expected = new IterativeLegendreGaussIntegrator(40, 1e-13, 1e-14).integrate(10_000_000,
            z -> NORMAL.density(z) * link.inverse(eta + deviation * z), -11, 11);
        assertEquals(expected, new PopulationMean(link).mean(eta, variance), 1e-11);
    }

    @Test
    void anUnknownVarianceGivesNoMean() {
        assertEquals(Double.NaN, new PopulationMean(Links.LOGIT).mean(0, Double.NaN));
    }
}
