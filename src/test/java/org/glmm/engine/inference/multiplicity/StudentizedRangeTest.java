package org.glmm.engine.inference.multiplicity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;

import org.apache.commons.math3.special.Erf;
import org.glmm.engine.frame.TestFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StudentizedRangeTest {

    static Stream<double[]> ptukey() {
        return TestFrames.lines("/org/glmm/engine/inference/multiplicity/ptukey.csv").stream().skip(2)
            .map(line -> Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray());
    }

    /** The definition integrated by R; ptukey itself is off by up to 1e-4 where there are few degrees of freedom. */
    @ParameterizedTest
    @MethodSource("ptukey")
    void upperTailIsTheIntegralOfTheDefinition(double[] row) {
        double tail = new StudentizedRange((int) row[1]).upperTail(row[0], row[2]);
        assertEquals(row[3], tail, 1e-9);
        assertEquals(row[4], tail, row[2] < 5 ? 1.1e-4 : 1e-7);
    }

    /** Harter (1960), upper 5 percent points as in all text books. */
    @ParameterizedTest
    @CsvSource({"2, 10, 3.151", "3, 10, 3.877", "5, 20, 4.232", "10, 30, 4.824", "3, 2, 8.331", "20, 120, 5.126"})
    void quantilesAreThoseOfTheTables(int means, double df, double critical) {
        assertEquals(critical, new StudentizedRange(means).quantile(0.05, df), 0.0035);
    }

    /** For two means the range is sqrt(2) |t|. */
    @Test
    void twoMeansAreStudentsT() {
        for (double t : new double[] {0.1, 1, 2.5, 8}) {
            assertEquals(Tail.TWO_SIDED.pValue(t, 6.5), new StudentizedRange(2).upperTail(Math.sqrt(2) * t, 6.5),
                1e-12);
        }
    }

    @Test
    void normalDistributionFunctionIsThatOfErfc() {
        for (double z = -38; z < 9; z += 0.37) {
            double expected = 0.5 * Erf.erfc(-z / Math.sqrt(2));
            assertEquals(expected, StandardNormal.cdf(z), 1e-15, "z = " + z);
        }
    }
}
