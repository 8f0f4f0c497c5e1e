package org.glmm.engine.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The distribution functions of all distributions against their densities, and against R 4.2. */
class CumulativeTest {

    private static final double MU = 0.35;
    private static final double SIZE = 12;

    static List<Distribution> distributions() {
        return Stream.concat(Distributions.all().stream(), Stream.of(Distributions.student(4))).toList();
    }

    private static double density(Distribution distribution, double y, double dispersion, double size) {
        var density = distribution.density(distribution.defaultLink());
        density.disperse(dispersion);
        double[] result = new double[4];
        density.differentiate(y, size, distribution.defaultLink().link(MU), result);
        return Math.exp(result[0] + density.constant(y, size) - distribution.logJacobian(y));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void itsIncreaseIsTheDensity(Distribution distribution) {
        double dispersion = distribution.dispersion() == Dispersion.NONE ? 1 : 0.6;
        double size = distribution.takesTrials() ? SIZE : 1;
        double spacing = distribution.spacing(size);
        if (spacing > 0) {
            assertEquals(0, distribution.cumulative(-spacing, MU, dispersion, size), 0);
            for (int i = 0; i <= SIZE; i++) {
                double increase = distribution.cumulative(i * spacing, MU, dispersion, size)
                    - distribution.cumulative((i - 1) * spacing, MU, dispersion, size);
                assertEquals(density(distribution, i * spacing, dispersion, size), increase, 1e-13, "value " + i);
                double next = distribution.cumulative((i + 1) * spacing, MU, dispersion, size)
                    - distribution.cumulative(i * spacing, MU, dispersion, size);
                assertEquals(next, increase * distribution.successor(i * spacing, MU, dispersion, size), 1e-13);
            }
        } else {
            for (double y : new double[] {0.02, 0.3, 0.5, 0.9}) {
                double slope = Differences.derivative(v -> distribution.cumulative(v, MU, dispersion, size), y,
                    5e-3 * Math.min(y, 1 - y));
                assertEquals(density(distribution, y, dispersion, size), slope, 1e-8, "y = " + y);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void itRisesFromZeroToOne(Distribution distribution) {
        double size = distribution.takesTrials() ? SIZE : 1;
        double below = distribution.means() == MeanRange.REAL ? -1e9 : -0.01;
        double above = distribution.means() == MeanRange.UNIT ? 1 : 1e9;
        assertEquals(0, distribution.cumulative(below, MU, 0.6, size), 1e-9);
        assertEquals(1, distribution.cumulative(above, MU, 0.6, size), 1e-9);
    }

    /** R 4.2: pnorm, pbinom, ppois, pgamma, pnbinom, pt and pbeta. */
    @ParameterizedTest
    @CsvSource({
        "normal, 1.5, 0.7, 2.25, 1, 0.703098571396149",
        "normal, -9, 0.7, 2.25, 1, 5.0094157880427e-11",
        "binomial, 0.3, 0.45, 1, 10, 0.26603794503086",
        "binomial, 0, 0.45, 1, 1, 0.55",
        "binomial, 0.833333333333333, 0.9, 1, 6, 0.468559",
        "poisson, 4, 6.3, 1, 1, 0.246903733005449",
        "poisson, 1200, 1100, 1, 1, 0.998608179156895",
        "gamma, 2.5, 3, 0.4, 1, 0.474321760888373",
        "nb2, 7, 4.2, 1.7, 1, 0.834943247087261",
        "nb2, 0, 4.2, 300, 1, 0.0154387985628903",
        "nb1, 7, 4.2, 1.7, 1, 0.849883040370223",
        "t(4), -3, 0.5, 2, 1, 0.0342935528120713",
        "beta, 0.3, 0.45, 6, 1, 0.237540943952198"})
    void itIsThatOfR(String name, double y, double mu, double dispersion, double size, double expected) {
        assertEquals(expected, Distributions.named(name).cumulative(y, mu, dispersion, size), 1e-13 + 1e-11 * expected);
    }
}
