package org.glmm.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.glmm.engine.model.CovarianceParameter;
import org.glmm.engine.model.CovarianceParameter.Kind;
import org.glmm.engine.model.CovarianceParameter.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values by R from the formulas: qnorm, atanh, qchisq. */
class CovarianceIntervalTest {

    private static CovarianceParameter parameter(Kind kind, double estimate, double error) {
        return new CovarianceParameter("g", kind, "x", "", estimate, error, estimate, State.ESTIMATED);
    }

    @ParameterizedTest
    @CsvSource({"VARIANCE, 2.5, 1.2, 0.975805514159, 6.404964830912",
        "CORRELATION, -0.4, 0.2, -0.7115453425637, 0.0429826616946"})
    void wald(Kind kind, double estimate, double error, double lower, double upper) {
        var interval = CovarianceInterval.of(parameter(kind, estimate, error), 0.95);
        assertEquals(lower, interval.lower(), 1e-9 * Math.abs(lower));
        assertEquals(upper, interval.upper(), 1e-9 * Math.abs(upper));
    }

    @ParameterizedTest
    @CsvSource({"2.5, 1.2, 0.95, 1.16984670020, 8.57408656942", "214.48, 168.8, 0.9, 84.3739689075, 1626.4042520789"})
    void satterthwaite(double estimate, double error, double level, double lower, double upper) {
        var interval = CovarianceInterval.satterthwaite(parameter(Kind.VARIANCE, estimate, error), level);
        assertEquals(lower, interval.lower(), 1e-7 * lower);
        assertEquals(upper, interval.upper(), 1e-7 * upper);
    }

    @Test
    void withoutAStandardErrorThereIsNone() {
        assertTrue(Double.isNaN(CovarianceInterval.satterthwaite(parameter(Kind.VARIANCE, 1, Double.NaN), 0.95)
            .lower()));
    }
}
