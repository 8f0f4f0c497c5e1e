package org.glmm.engine.covariance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.glmm.engine.error.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CovarianceStructuresTest {

    private static final int OFFSET = 2;

    static List<CovarianceStructure> structures() {
        return List.of(CovarianceStructures.UNSTRUCTURED, CovarianceStructures.INDEPENDENT);
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
        for (int k = 1; k <= 4; k++) {
            double[] theta = randomTheta(structure, k, random);
            double[] weights = random.doubles(k * k).toArray();
            double[] gradient = new double[theta.length];
            structure.addGradient(theta, OFFSET, k, weights, gradient);
            for (int i = 0; i < theta.length; i++) {
                double[] up = theta.clone();
                double[] down = theta.clone();
                up[i] += 0.5;
                down[i] -= 0.5;
                double difference = 0;
                for (int e = 0; e < k * k; e++) {
                    difference += weights[e] * (factor(structure, up, k)[e] - factor(structure, down, k)[e]);
                }
                assertEquals(difference, gradient[i], 1e-12, structure.name() + ", k = " + k + ", theta " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("structures")
    void normalisingMakesDeviationsNonNegativeAndLeavesG(CovarianceStructure structure) {
        Random random = new Random(3);
        for (int k = 1; k <= 4; k++) {
            double[] theta = randomTheta(structure, k, random);
            double[] before = square(factor(structure, theta, k), k);
            structure.normalise(theta, OFFSET, k);
            assertArrayEquals(before, square(factor(structure, theta, k), k), 1e-14);
            for (int i = 0; i < structure.parameters(k); i++) {
                assertTrue(!structure.isDeviation(i, k) || theta[OFFSET + i] >= 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("structures")
    void theStartHasTheDeviationsAskedFor(CovarianceStructure structure) {
        double[] theta = new double[OFFSET + structure.parameters(3)];
        structure.start(new double[] {0.5, 2, 3}, theta, OFFSET);
        assertArrayEquals(new double[] {0.25, 0, 0, 0, 4, 0, 0, 0, 9}, square(factor(structure, theta, 3), 3), 1e-15);
    }

    @Test
    void reportedElements() {
        assertEquals(List.of("0,0", "1,0", "1,1"), CovarianceStructures.UNSTRUCTURED.reported(2).stream()
            .map(e -> e.row() + "," + e.column()).toList());
        assertEquals(List.of("0,0", "1,1"), CovarianceStructures.INDEPENDENT.reported(2).stream()
            .map(e -> e.row() + "," + e.column()).toList());
    }

    @Test
    void anUnknownStructureIsNamed() {
        var problem = assertThrows(ModelException.class, () -> CovarianceStructures.named("toeplitz"));
        assertTrue(problem.getMessage().contains("\"toeplitz\""));
    }
}
