package org.glmm.engine.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The derivatives of the log-densities of all distributions with all their links, by Richardson-extrapolated
 * differences.
 */
class LogDensityTest {

    private static final double STEP = 1e-3;
    private static final double TOLERANCE = 2e-8;

    static Stream<Arguments> pairs() {
        return distributions().flatMap(d -> links(d).stream().map(l -> Arguments.of(d, l)));
    }

    private static Stream<Distribution> distributions() {
        return Stream.concat(Distributions.all().stream(),
            Stream.of(Distributions.student(3.5), Distributions.known(Distributions.LINEAR_NEGATIVE_BINOMIAL, 0.4)));
    }

    private static List<Link> links(Distribution distribution) {
        Stream<Link> powers = Stream.of(Links.power(0.3), Links.power(-1.5)).filter(distribution::allows);
        return Stream.concat(distribution.links().stream(), powers).toList();
    }

    /** An observation, its size, a mean and a dispersion parameter. */
    private record Case(double y, double size, double mu, double dispersion) { }

    private static List<Case> cases(Distribution distribution) {
        double psi = distribution.dispersion() == Dispersion.NONE ? 1 : 0.7;
        double large = distribution.dispersion() == Dispersion.NONE ? 1 : 40;
        if (distribution.takesTrials()) {
            return List.of(new Case(0.25, 8, 0.4, psi), new Case(0, 1, 0.3, psi), new Case(1, 5, 0.9, large),
                new Case(0.9, 300, 0.85, large), new Case(0, 40, 0.02, psi), new Case(1, 1, 0.6, psi));
        }
        return switch (distribution.means()) {
            case UNIT -> List.of(new Case(0.25, 1, 0.4, psi), new Case(0.97, 1, 0.8, large),
                new Case(0.02, 1, 0.1, psi));
            case POSITIVE -> List.of(new Case(3, 1, 2.2, psi), new Case(1, 1, 0.3, large), new Case(400, 1, 350, large),
                new Case(20, 1, 12, psi),
                new Case(distribution.isObservation(0) ? 0 : 0.4, 1, 0.6, psi));
            case REAL -> List.of(new Case(1.5, 1, 0.8, psi), new Case(0.2, 1, 2.5, psi), new Case(9, 1, 0.5, large));
        };
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theDerivativesWithRespectToEta(Distribution distribution, Link link) {
        LogDensity density = distribution.density(link);
        for (Case c : cases(distribution)) {
            density.disperse(c.dispersion);
            double eta = link.link(c.mu);
            double[] actual = at(density, c, eta);
            for (int order = 1; order <= 3; order++) {
                int below = order - 1;
                double expected = difference(e -> at(density, c, e)[below], eta);
                assertClose(expected, actual[order], "derivative " + order + " of " + distribution.name() + " " + c);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theDerivativesWithRespectToTheDispersion(Distribution distribution, Link link) {
        if (distribution.dispersion() == Dispersion.NONE) {
            return;
        }
        LogDensity density = distribution.density(link);
        for (Case c : cases(distribution)) {
            double eta = link.link(c.mu);
            density.disperse(c.dispersion);
            double[] actual = new double[3];
            density.differentiateDispersion(c.y, c.size, eta, actual);
            for (int order = 0; order < 3; order++) {
                int k = order;
                double expected = difference(psi -> {
                    density.disperse(Math.exp(psi));
                    return at(density, c, eta)[k] + (k == 0 ? density.constant(c.y, c.size) : 0);
                }, Math.log(c.dispersion));
                assertClose(expected, actual[order], "dispersion " + order + " of " + distribution.name() + " " + c);
            }
        }
    }

    private static double[] at(LogDensity density, Case c, double eta) {
        double[] result = new double[4];
        density.differentiate(c.y, c.size, eta, result);
        return result;
    }

    private static double difference(DoubleUnaryOperator f, double x) {
        return Differences.derivative(f, x, STEP * Math.abs(x));
    }

    private static void assertClose(double expected, double actual, String what) {
        assertEquals(expected, actual, TOLERANCE * Math.max(1, Math.abs(expected)), what);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void meansOutOfRangeHaveNoKernel(Distribution distribution, Link link) {
        LogDensity density = distribution.density(link);
        density.disperse(1);
        for (double eta : new double[] {-2, 2}) {
            Case c = cases(distribution).get(0);
            double kernel = at(density, c, eta)[0];
            assertTrue(distribution.means().contains(link.inverse(eta)) == Double.isFinite(kernel),
                distribution.name() + " " + link.name() + " at " + eta + ": " + kernel);
        }
    }
}
