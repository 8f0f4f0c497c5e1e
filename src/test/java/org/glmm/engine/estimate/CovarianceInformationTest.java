package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

/** The inverse information of quadratic functions, whose Hessians are known. */
class CovarianceInformationTest {

    private static final double[] POINT = {2, 300, 0.5};
    private static final double[] SIZES = {2, 300, 0.5};
    private static final boolean[] ALL = {true, true, true};

    /** Minus two log L = 2 (x - x0)' H (x - x0) / 2, so that the information is H. */
    private static CovarianceInformation information(double[][] h, boolean[] free) {
        return CovarianceInformation.of(x -> {
            double[] gradient = new double[3];
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    gradient[i] += 2 * h[i][j] * (x[j] - POINT[j]);
                }
            }
            return gradient;
        }, POINT, SIZES, free);
    }

    @Test
    void isThatOfTheHessian() {
        double[] covariance = information(new double[][] {{4, 0, 1}, {0, 1e-4, 0}, {1, 0, 2}}, ALL).inverse()
            .orElseThrow();
        double[] expected = {2.0 / 7, 0, -1.0 / 7, 0, 1e4, 0, -1.0 / 7, 0, 4.0 / 7};
        for (int i = 0; i < 9; i++) {
            assertEquals(expected[i], covariance[i], 1e-8 * Math.max(1, Math.abs(expected[i])));
        }
    }

    @Test
    void namesTheDirectionOfASingularHessian() {
        CovarianceInformation information = information(new double[][] {{1, 0.01, 0}, {0.01, 1e-4, 0}, {0, 0, 3}}, ALL);
        assertEquals(Optional.empty(), information.inverse());
        double[] direction = information.undetermined().get(0);
        assertEquals(-100, direction[1] / direction[0], 1e-4);
        assertEquals(0, direction[2] / direction[0], 1e-6);
    }

    @Test
    void namesAParameterWithoutInformation() {
        CovarianceInformation information = information(new double[][] {{1, 0, 0}, {0, 0, 0}, {0, 0, 3}}, ALL);
        assertEquals(Optional.empty(), information.inverse());
        double[] direction = information.undetermined().get(0);
        assertEquals(0, direction[0]);
        assertTrue(direction[1] != 0);
        assertEquals(0, direction[2]);
    }

    @Test
    void leavesOutWhatIsNotFree() {
        double[] covariance = information(new double[][] {{4, 0, 0}, {0, 0, 0}, {0, 0, 2}},
            new boolean[] {true, false, true})
            .inverse().orElseThrow();
        double[] expected = {0.25, 0, 0, 0, 0, 0, 0, 0, 0.5};
        for (int i = 0; i < 9; i++) {
            assertEquals(expected[i], covariance[i], 1e-9);
        }
    }

    /**
     * Of s = x + y / 100 and z, with the information I = (1, 0.5; 0.5, 3), det I = 2.75; x and y are not told apart.
     */
    @Test
    void keepsWhatASingularHessianDetermines() {
        CovarianceInformation information = information(
            new double[][] {{1, 0.01, 0.5}, {0.01, 1e-4, 0.005}, {0.5, 0.005, 3}}, ALL);
        assertEquals(1, information.undetermined().size());
        AsymptoticCovariance covariance = information.covariance().orElseThrow();
        assertEquals(Math.sqrt(3 / 2.75), covariance.standardError(new double[] {1, 0.01, 0}), 1e-6);
        assertEquals(Math.sqrt(1 / 2.75), covariance.standardError(new double[] {0, 0, 1}), 1e-6);
        assertEquals(Math.sqrt((3 + 1 - 1) / 2.75), covariance.standardError(new double[] {1, 0.01, 1}), 1e-6);
        assertEquals(Double.NaN, covariance.standardError(new double[] {1, 0, 0}));
        assertEquals(Double.NaN, covariance.standardError(new double[] {0, 1, 0}));
        assertEquals(Double.NaN, covariance.standardError(new double[] {1, 0, 1}));
    }

    /** The block of the others is (4, 1; 1, 2), of determinant 7. */
    @Test
    void keepsTheOthersBesideAParameterWithoutInformation() {
        AsymptoticCovariance covariance = information(new double[][] {{4, 0, 1}, {0, 0, 0}, {1, 0, 2}}, ALL)
            .covariance().orElseThrow();
        assertEquals(Math.sqrt(2.0 / 7), covariance.standardError(new double[] {1, 0, 0}), 1e-8);
        assertEquals(Double.NaN, covariance.standardError(new double[] {0, 1, 0}));
        assertEquals(Math.sqrt(4.0 / 7), covariance.standardError(new double[] {0, 0, 1}), 1e-8);
    }
}
