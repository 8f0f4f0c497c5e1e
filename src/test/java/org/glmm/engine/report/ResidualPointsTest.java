package org.glmm.engine.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.glmm.engine.diagnose.Residuals;
import org.junit.jupiter.api.Test;

class ResidualPointsTest {

    private static Residuals residuals(double[] fitted, double[] quantile) {
        double[] none = new double[fitted.length];
        return new Residuals(fitted, none, none, none, none, none, none, none, quantile, none);
    }

    /** Quantiles by R: qnorm(c(1/6, 1/2, 5/6)). */
    @Test
    void fewRowsAreAllShown() {
        var points = ResidualPoints.of(
            residuals(new double[] {5, 6, 7, 8}, new double[] {0.3, -1, Double.NaN, 2}), 10);
        assertArrayEquals(new double[] {5, 6, 8}, points.fitted());
        assertArrayEquals(new double[] {0.3, -1, 2}, points.residuals());
        assertArrayEquals(new double[] {-1, 0.3, 2}, points.ordered());
        assertArrayEquals(new double[] {-0.967421566101701, 0, 0.967421566101701}, points.normal(), 1e-12);
    }

    @Test
    void manyRowsAreShownByEvenlySpacedOnes() {
        double[] numbers = IntStream.range(0, 100_000).asDoubleStream().toArray();
        var points = ResidualPoints.of(residuals(numbers, numbers), 1000);
        assertEquals(1000, points.count());
        assertEquals(50, points.ordered()[0]);
        assertEquals(99_950, points.ordered()[999]);
    }
}
