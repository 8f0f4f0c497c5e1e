package org.glmm.engine.covariance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.glmm.engine.covariance.CovarianceStructure.Quantity;
import org.glmm.engine.covariance.CovarianceStructure.Role;
import org.glmm.engine.error.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CovarianceStructuresTest {

    private static final int OFFSET = 2;

    static List<CovarianceStructure> structures() {
        return CovarianceStructures.all();
    }

    private static double[] randomTheta(CovarianceStructure structure, int effects, Random random) {
        return random.doubles(OFFSET + structure.parameters(effects), -2, 2).toArray();
    }

    private static double[] factor(CovarianceStructure structure, double[] theta, int effects) {
        double[] factor = new double[effects * effects];
        structure.factor(theta, OFFSET, effects, factor);
        return factor;
    }

    private static double[] square(double[] factor, int k) {
        double[] g = new double[k * k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                for (int c = 0; c < k; c++) {
                    g[i * k + j] += factor[i * k + c] * factor[j * k + c];
                }
            }
        }
        return g;
    }

    /** G of the given parameters, two unused ones first. */
    private static double[] g(String structure, int effects, double... theta) {
        double[] all = new double[OFFSET + theta.length];
        System.arraycopy(theta, 0, all, OFFSET, theta.length);
        return square(factor(CovarianceStructures.named(structure), all, effects), effects);
    }

    @ParameterizedTest
    @MethodSource("structures")
    void theFactorIsLowerTriangular(CovarianceStructure structure) {
        double[] factor = factor(structure, randomTheta(structure, 3, new Random(1)), 3);
        assertArrayEquals(new double[] {0, 0, 0}, new double[] {factor[1], factor[2], factor[5]});
    }

    @ParameterizedTest
    @MethodSource("structures")
    void theGradientIsTheChainRule(CovarianceStructure structure) {
        Random random = new Random(7);
        double step = 1e-5;
        for (int k = 1; k <= 6; k++) {
            double[] theta = randomTheta(structure, k, random);
            double[] weights = random.doubles(k * k).toArray();
            double[] gradient = new double[theta.length];
            structure.addGradient(theta, OFFSET, k, weights, gradient);
            for (int i = 0; i < theta.length; i++) {
                double[] up = theta.clone();
                double[] down = theta.clone();
                up[i] += step;
                down[i] -= step;
                double difference = 0;
                for (int e = 0; e < k * k; e++) {
                    difference += weights[e] * (factor(structure, up, k)[e] - factor(structure, down, k)[e]);
                }
                assertEquals(difference / (2 * step), gradient[i], 1e-8,
                    structure.name() + ", k = " + k + ", theta " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("structures")
    void normalisingReachesThePrincipalRangeAndLeavesG(CovarianceStructure structure) {
        Random random = new Random(3);
        for (int k = 1; k <= 5; k++) {
            double[] theta = random.doubles(OFFSET + structure.parameters(k), -9, 9).toArray();
            double[] before = square(factor(structure, theta, k), k);
            structure.normalise(theta, OFFSET, k);
            assertArrayEquals(before, square(factor(structure, theta, k), k), 1e-12);
            for (int i = 0; i < structure.parameters(k); i++) {
                assertTrue(structure.role(i, k) != Role.DEVIATION || theta[OFFSET + i] >= 0);
                assertTrue(structure.role(i, k) != Role.ANGLE || Math.abs(theta[OFFSET + i]) <= Math.PI / 2);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("structures")
    void gIsAnEvenFunctionOfEveryDeviation(CovarianceStructure structure) {
        double[] theta = randomTheta(structure, 4, new Random(5));
        double[] before = square(factor(structure, theta, 4), 4);
        for (int i = 0; i < structure.parameters(4); i++) {
            double[] changed = theta.clone();
            changed[OFFSET + i] *= -1;
            if (structure.role(i, 4) == Role.DEVIATION && !structure.name().equals("us")) {
                assertArrayEquals(before, square(factor(structure, changed, 4), 4), 1e-14);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("structures")
    void theStartIsDiagonal(CovarianceStructure structure) {
        double[] theta = new double[OFFSET + structure.parameters(3)];
        structure.start(new double[] {0.5, 2, 3}, theta, OFFSET);
        boolean common = structure.reported(3).stream().filter(e -> e.quantity() == Quantity.VARIANCE).count() == 1;
        double[] variances = common ? new double[] {13.25 / 3, 13.25 / 3, 13.25 / 3} : new double[] {0.25, 4, 9};
        double[] expected = {variances[0], 0, 0, 0, variances[1], 0, 0, 0, variances[2]};
        assertArrayEquals(expected, square(factor(structure, theta, 3), 3), 1e-14);
    }

    /** The textbook matrices: sigma_i sigma_j rho^|i - j|. */
    @Test
    void autoregressiveCorrelationsArePowers() {
        double rho = -0.6;
        double[] deviations = {1, 2, 0.5, 3};
        double[] homogeneous = g("ar1", 4, 1.5, Math.asin(rho));
        double[] heterogeneous = g("arh1", 4, 1, 2, 0.5, 3, Math.asin(rho));
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertEquals(2.25 * Math.pow(rho, Math.abs(i - j)), homogeneous[i * 4 + j], 1e-14);
                assertEquals(deviations[i] * deviations[j] * Math.pow(rho, Math.abs(i - j)),
                    heterogeneous[i * 4 + j], 1e-14);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-9, -2, -0.7, 0, 0.4, 1.5, 3})
    void compoundSymmetryHasOneCorrelationWithinItsLimits(double angle) {
        for (int k = 2; k <= 5; k++) {
            double[] g = g("cs", k, 1, angle);
            double rho = g[1];
            assertTrue(rho >= -1.0 / (k - 1) - 1e-14 && rho <= 1 + 1e-14);
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    assertEquals(i == j ? 1 : rho, g[i * k + j], 1e-13);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"cs, 4, 1.5707963267948966, 1", "cs, 4, -1.5707963267948966, -0.3333333333333333",
        "cs, 2, -1.5707963267948966, -1", "ar1, 3, 1.5707963267948966, 1", "ar1, 3, -1.5707963267948966, -1"})
    void theEndsOfTheRangeAreReached(String structure, int effects, double angle, double correlation) {
        assertEquals(correlation, g(structure, effects, 1, angle)[1], 1e-15);
        double[] theta = {0, 0, 1, angle};
        double[] typical = {0, 0, 1, 1};
        assertFalse(CovarianceStructures.named(structure).isInterior(1, theta, typical, OFFSET, effects));
        assertTrue(CovarianceStructures.named(structure).isInterior(0, theta, typical, OFFSET, effects));
    }

    /** The autocorrelations of partial autocorrelations 0.5, -0.3, 0.2 by the Durbin-Levinson recursion, by hand. */
    @Test
    void toeplitzCorrelationsFollowFromPartialOnes() {
        double first = 0.5;
        double second = first * first - 0.3 * (1 - first * first);
        double phi21 = first + 0.3 * first;
        double third = phi21 * second - 0.3 * first + 0.2 * (1 - first * first) * (1 - 0.09);
        double[] g = g("toeph", 4, 1, 1, 1, 1, Math.asin(0.5), Math.asin(-0.3), Math.asin(0.2));
        double[] expected = {1, first, second, third};
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertEquals(expected[Math.abs(i - j)], g[i * 4 + j], 1e-14);
            }
        }
        assertArrayEquals(g("arh1", 4, 1, 2, 3, 4, 0.4), g("toeph", 4, 1, 2, 3, 4, 0.4, 0, 0), 1e-14);
    }

    @Test
    void aZeroDeviationLeavesNoMeaningToItsCorrelation() {
        var structure = CovarianceStructures.named("csh");
        double[] typical = {0, 0, 1, 1, 1, 1};
        assertTrue(structure.isInterior(3, new double[] {0, 0, 1, 0, 2, 0.1}, typical, OFFSET, 3));
        assertFalse(structure.isInterior(3, new double[] {0, 0, 0, 0, 2, 0.1}, typical, OFFSET, 3));
        assertFalse(structure.isInterior(0, new double[] {0, 0, 0, 0, 2, 0.1}, typical, OFFSET, 3));
    }

    @ParameterizedTest
    @CsvSource({"us, VARIANCE 0 0 SINGLE/COVARIANCE 1 0 SINGLE/VARIANCE 1 1 SINGLE/COVARIANCE 2 0 SINGLE/"
        + "COVARIANCE 2 1 SINGLE/VARIANCE 2 2 SINGLE",
        "diag, VARIANCE 0 0 SINGLE/VARIANCE 1 1 SINGLE/VARIANCE 2 2 SINGLE", "vc, VARIANCE 0 0 ALL",
        "cs, VARIANCE 0 0 ALL/CORRELATION 1 0 ALL",
        "csh, VARIANCE 0 0 SINGLE/VARIANCE 1 1 SINGLE/VARIANCE 2 2 SINGLE/CORRELATION 1 0 ALL",
        "ar1, VARIANCE 0 0 ALL/CORRELATION 1 0 LAG", "toep, VARIANCE 0 0 ALL/CORRELATION 1 0 LAG/CORRELATION 2 0 LAG"})
    void reportedElements(String structure, String elements) {
        assertEquals(List.of(elements.split("/")), CovarianceStructures.named(structure).reported(3).stream()
            .map(e -> e.quantity() + " " + e.row() + " " + e.column() + " " + e.extent()).toList());
    }

    @ParameterizedTest
    @CsvSource({"us, true", "diag, true", "vc, true", "cs, true", "csh, false", "ar1, false", "arh1, false",
        "toep, true", "toeph, false"})
    void whatCannotBeToldFromAResidual(String structure, boolean absorbs) {
        assertEquals(absorbs, CovarianceStructures.named(structure).absorbsIdentity(4));
        assertTrue(CovarianceStructures.named(structure).absorbsIdentity(1));
        assertTrue(CovarianceStructures.named(structure).absorbsIdentity(2));
    }

    @Test
    void aKnownVarianceHasNoParameters() {
        var structure = CovarianceStructures.fixed(2.5);
        assertEquals(0, structure.parameters(2));
        assertArrayEquals(new double[] {2.5, 0, 0, 2.5}, square(factor(structure, new double[2], 2), 2), 1e-15);
    }

    @Test
    void anUnknownStructureIsNamed() {
        var problem = assertThrows(ModelException.class, () -> CovarianceStructures.named("toeplitz"));
        assertTrue(problem.getMessage().contains("\"toeplitz\""));
        assertTrue(problem.getMessage().matches(".*toeph\\b.* or fixed\\."));
    }
}
