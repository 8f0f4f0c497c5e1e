package org.glmm.engine.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;

import org.junit.jupiter.api.Test;

class Log1pTest {

    private static final MathContext DIGITS = new MathContext(40);

    @Test
    void agreesWithTheSeriesOfTheInverseHyperbolicTangent() {
        for (double x = 1e-300; x <= 1; x *= 1.37) {
            double expected = series(x);
            assertEquals(expected, Log1p.of(x), 4 * Math.ulp(expected), "x = " + x);
        }
    }

    @Test
    void isZeroAtZero() {
        assertEquals(0, Log1p.of(0), 0);
    }

    /** log(1 + x) = 2 artanh(x / (2 + x)). */
    private static double series(double x) {
        BigDecimal value = new BigDecimal(x);
        BigDecimal ratio = value.divide(value.add(BigDecimal.valueOf(2)), DIGITS);
        BigDecimal square = ratio.multiply(ratio, DIGITS);
        BigDecimal power = ratio;
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 1; k < 100; k += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS), DIGITS);
            power = power.multiply(square, DIGITS);
        }
        return sum.multiply(BigDecimal.valueOf(2)).doubleValue();
    }
}
