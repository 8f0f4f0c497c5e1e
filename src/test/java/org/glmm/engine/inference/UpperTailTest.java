package org.glmm.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: {@code pf(..., lower.tail = FALSE)} and {@code pchisq(..., lower.tail = FALSE)} of R 4.2.2. */
class UpperTailTest {

    private static final double RELATIVE = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "1.5, 3, 20, 0.2450520115939671",
        "40, 2, 400, 1.457977394654105e-16",
        "88.75, 3, 84, 5.831969014772623e-26",
        "500, 4, 60, 2.555438604540371e-45",
        "300, 1, 1000000, 3.36981509149083e-67",
        "2.5, 6, 10000000, 0.0202567792231248",
        "0.001, 5, 7, 0.9999998523002307",
        "0, 2, 9, 1",
        "100000, 1, 2, 9.999850002499957e-06",
        "3, 27, 1.5, 0.3424503785690001",
        "4.25, 1, 4.125, 0.1061447217814901"})
    void isThatOfF(double f, double numeratorDf, double denominatorDf, double expected) {
        assertEquals(expected, UpperTail.ofF(f, numeratorDf, denominatorDf), RELATIVE * expected);
    }

    @ParameterizedTest
    @CsvSource({
        "3.8399999999999999, 1, 0.05004352124870522",
        "100, 1, 1.523970604832105e-23",
        "1200, 3, 7.331671591550679e-260",
        "5, 18, 0.9988597471673958",
        "0, 4, 1",
        "266, 3, 2.263801608334599e-57",
        "1.0000000000000001e-05, 2, 0.9999950000125",
        "900, 500, 2.838947955130478e-25"})
    void isThatOfChiSquare(double x, double df, double expected) {
        assertEquals(expected, UpperTail.ofChiSquare(x, df), RELATIVE * expected);
        assertEquals(expected, UpperTail.ofF(x / df, df, Double.POSITIVE_INFINITY), RELATIVE * expected);
    }
}
