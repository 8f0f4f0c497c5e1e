package org.glmm.engine.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;

import org.glmm.engine.family.Links;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against integrals by brute force, and differences for the delta method. */
class PredictionScaleTest {

    private static final double Z = 1.6448536269514722;

    /** E[1 / (1 + exp(-eta - tau z))] by Simpson's rule with 20,000 intervals. */
    private static double logistic(double eta, double tau) {
        return average(z -> 1 / (1 + Math.exp(-eta - tau * z)));
    }

    private static double average(DoubleUnaryOperator function) {
        int intervals = 20_000;
        double h = 18.0 / intervals;
        double sum = 0;
        for (int i = 0; i <= intervals; i++) {
            double z = -9 + i * h;
            double weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-z * z / 2) * function.applyAsDouble(z);
        }
        return sum * h / 3 / Math.sqrt(2 * Math.PI);
    }

    @ParameterizedTest
    @CsvSource({"-1.5, 0.2, 0.8", "0.3, 0.05, 4", "3, 1, 0"})
    void meansAreIntegralsWithErrorsByTheDeltaMethod(double eta, double variance, double tau2) {
        double tau = Math.sqrt(tau2);
        double se = Math.sqrt(variance);
        double h = 1e-4;
        double slope = (logistic(eta + h, tau) - logistic(eta - h, tau)) / (2 * h);
        var prediction = new LinearPrediction(eta, variance, tau2);
        var mean = new PredictionScale(Links.LOGIT, true, 0.9).of(prediction);
        double mu = logistic(eta, tau);
        assertEquals(mu, mean.value(), 1e-10);
        assertEquals(slope * se, mean.standardError(), 1e-8);
        assertEquals(logistic(eta - Z * se, tau), mean.interval().lower(), 1e-10);
        assertEquals(logistic(eta + Z * se, tau), mean.interval().upper(), 1e-10);

        var link = new PredictionScale(Links.LOGIT, false, 0.9).of(prediction);
        assertEquals(Math.log(mu / (1 - mu)), link.value(), 1e-9);
        assertEquals(slope * se / (mu * (1 - mu)), link.standardError(), 1e-7);
        double lower = logistic(eta - Z * se, tau);
        assertEquals(Math.log(lower / (1 - lower)), link.interval().lower(), 1e-9);
    }

    @Test
    void boundsAreInOrderWhereTheLinkFalls() {
        var interval = new PredictionScale(Links.named("inverse"), true, 0.9).of(new LinearPrediction(2, 0.01, 0))
            .interval();
        assertEquals(1 / (2 + Z * 0.1), interval.lower(), 1e-12);
        assertEquals(1 / (2 - Z * 0.1), interval.upper(), 1e-12);
    }

    @Test
    void withoutVarianceThereIsOnlyTheValue() {
        var estimate = new PredictionScale(Links.LOG, true, 0.9).of(new LinearPrediction(2, Double.NaN, 0.5));
        assertEquals(Math.exp(2.25), estimate.value(), 1e-9);
        assertTrue(Double.isNaN(estimate.standardError()) && Double.isNaN(estimate.interval().lower()));
    }
}
