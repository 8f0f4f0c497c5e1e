package org.glmm.engine.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The log-densities themselves: their values, and their moments by summation or integration. */
class DensityTest {

    private static final double TOLERANCE = 1e-11;
    /** The terms of a log-density are of the size of the count or of the precision; so is their rounding error. */
    private static final double ROUNDING = 1e-14;

    /**
     * R 4.2, whose call stands beside each value, and for extreme arguments, where R's dnbinom loses digits, mpmath
     * with 60 digits; the scripts beside the files make them.
     */
    @ParameterizedTest
    @CsvFileSource(resources = {"/family/densities.csv", "/family/extremes.csv"}, useHeadersInDisplayName = true)
    void valuesAreThoseOfRAndMpmath(String name, double y, double size, double mu, double psi, double expected) {
        Distribution distribution = Distributions.named(name);
        double precision = distribution.means() == MeanRange.UNIT ? psi : distribution.hasScale() ? 1 / psi : 0;
        double rounding = ROUNDING * Math.max(y * size, precision);
        Link[] links = distribution.links().stream()
            .filter(link -> Math.abs(link.inverse(link.link(mu)) / mu - 1) < 1e-15).toArray(Link[]::new);
        for (Link link : links) {
            double actual = logDensity(distribution, link, distribution.transform(y), size, mu, psi);
            assertEquals(expected, actual, TOLERANCE * Math.max(1, Math.abs(expected)) + rounding, link.name());
        }
    }

    private static double logDensity(Distribution distribution, Link link, double y, double size, double mu,
        double psi) {
        LogDensity density = distribution.density(link);
        density.disperse(psi);
        double[] values = new double[4];
        density.differentiate(y, size, link.link(mu), values);
        return values[0] + density.constant(y, size);
    }

    static Stream<Distribution> distributions() {
        return Stream.concat(Distributions.all().stream(),
            Stream.of(Distributions.student(9), Distributions.known(Distributions.NEGATIVE_BINOMIAL, 6)));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void totalProbabilityMeanAndVariance(Distribution distribution) {
        for (double mu : List.of(0.25, 0.6)) {
            for (double psi : dispersions(distribution)) {
                double size = distribution.takesTrials() ? 7 : 1;
                double scale = distribution.hasScale() ? psi : 1;
                double total = expectation(distribution, y -> 1, size, mu, psi);
                double mean = expectation(distribution, y -> y, size, mu, psi);
                double variance = expectation(distribution, y -> (y - mu) * (y - mu), size, mu, psi);
                assertEquals(1, total, 1e-9, distribution.name());
                assertEquals(mu, mean, 1e-9, distribution.name());
                assertEquals(scale * distribution.variance(mu, psi, size), variance, 1e-8, distribution.name());
            }
        }
    }

    private static List<Double> dispersions(Distribution distribution) {
        return distribution.dispersion() == Dispersion.NONE ? List.of(1.0)
            : distribution == Distributions.BETA ? List.of(8.0, 40.0) : List.of(0.4, 2.5);
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void theMeanOfTheObservation(Distribution distribution) {
        double size = distribution.takesTrials() ? 7 : 1;
        double psi = dispersions(distribution).get(0);
        double mean = distribution.transform(1) == 1 ? expectation(distribution, y -> y, size, 0.6, psi)
            : expectation(distribution, Math::exp, size, 0.6, psi);
        assertEquals(distribution.observationLink(distribution.defaultLink(), psi)
            .inverse(distribution.defaultLink().link(0.6)), mean, 1e-9, distribution.name());
    }

    private static double expectation(Distribution distribution, DoubleUnaryOperator f, double size, double mu,
        double psi) {
        LogDensity density = distribution.density(distribution.defaultLink());
        density.disperse(psi);
        double eta = distribution.defaultLink().link(mu);
        double[] values = new double[4];
        DoubleUnaryOperator probability = y -> {
            density.differentiate(y, size, eta, values);
            return Math.exp(values[0] + density.constant(y, size) - distribution.logJacobian(y));
        };
        if (distribution.takesTrials()) {
            return IntStream.rangeClosed(0, (int) size).mapToDouble(k -> k / size)
                .map(y -> f.applyAsDouble(y) * probability.applyAsDouble(y)).sum();
        }
        if (distribution.isObservation(0) && !distribution.isObservation(0.5)) {
            return IntStream.range(0, 3000).mapToDouble(y -> f.applyAsDouble(y) * probability.applyAsDouble(y)).sum();
        }
        return integral(distribution.transform(1) != 1 ? MeanRange.REAL : distribution.means(),
            y -> f.applyAsDouble(y) * probability.applyAsDouble(y));
    }

    /** The trapezoidal rule in a variable in which the integrand falls off exponentially. */
    private static double integral(MeanRange range, DoubleUnaryOperator f) {
        double step = 1e-3;
        double sum = 0;
        for (int i = -60_000; i <= 60_000; i++) {
            double t = i * step;
            double y = switch (range) {
                case REAL -> Math.sinh(t);
                case POSITIVE -> Math.exp(t);
                case UNIT -> Links.LOGIT.inverse(t);
            };
            double slope = switch (range) {
                case REAL -> Math.cosh(t);
                case POSITIVE -> y;
                case UNIT -> Links.LOGIT.derivative(t);
            };
            double value = f.applyAsDouble(y) * slope;
            sum += Double.isFinite(value) ? value : 0;
        }
        return sum * step;
    }
}
