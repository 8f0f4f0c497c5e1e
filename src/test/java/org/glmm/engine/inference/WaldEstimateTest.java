package org.glmm.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WaldEstimateTest {

    /** R: {@code 2 * pnorm(-1.96)}, {@code 2 * pnorm(-10)}. */
    @Test
    void pValueIsTheTwoSidedNormalTail() {
        assertEquals(0.04999579029644087, new WaldEstimate(0.98, 0.5).pValue(), 1e-14);
        assertEquals(0.04999579029644087, new WaldEstimate(-0.98, 0.5).pValue(), 1e-14);
        assertEquals(1.523970604832105e-23, new WaldEstimate(20, 2).pValue(), 1e-35);
        assertEquals(1, new WaldEstimate(0, 2).pValue(), 1e-15);
    }

    /** R: {@code qnorm(0.975)}, {@code qnorm(0.95)}. */
    @Test
    void intervalTakesTheNormalQuantile() {
        var estimate = new WaldEstimate(3, 2);
        assertEquals(3 - 2 * 1.959963984540054, estimate.lower(0.95), 1e-12);
        assertEquals(3 + 2 * 1.959963984540054, estimate.upper(0.95), 1e-12);
        assertEquals(3 + 2 * 1.644853626951472, estimate.upper(0.9), 1e-12);
    }

    @Test
    void withoutStandardErrorThereIsNothing() {
        for (double error : new double[] {0, Double.NaN}) {
            var estimate = new WaldEstimate(3, error);
            assertTrue(Double.isNaN(estimate.zScore()));
            assertTrue(Double.isNaN(estimate.pValue()));
            assertTrue(Double.isNaN(estimate.lower(0.95)));
            assertTrue(Double.isNaN(estimate.upper(0.95)));
        }
    }
}
