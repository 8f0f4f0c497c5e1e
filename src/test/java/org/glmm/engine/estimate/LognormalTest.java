package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A lognormal response is a normal one on the logarithm, with the likelihood of the response itself. Simulated data.
 */
class LognormalTest {

    @ParameterizedTest
    @EnumSource(names = {"REML", "ML"})
    void isTheLinearMixedModelOfTheLogarithm(Method method) {
        FittedModel logs = Fits.normal("families", "log(y_gamma) ~ x + trt + (1 | g)", method);
        FittedModel lognormal = Fits.fit("families", Fits.spec("y_gamma ~ x + trt + (1 | g)", Distributions.LOGNORMAL,
            Links.IDENTITY, method, true));
        assertArrayEquals(logs.fixedEffects().estimates(), lognormal.fixedEffects().estimates(), 1e-10);
        assertEquals(logs.statistics().scale(), lognormal.statistics().scale(), 1e-10);
        var column = (NumericColumn) TestFrames.read("families", List.of("y_gamma")).column("y_gamma");
        double jacobian = Arrays.stream(column.values()).map(Math::log).sum();
        assertEquals(logs.statistics().minus2LogLikelihood() + 2 * jacobian,
            lognormal.statistics().minus2LogLikelihood(), 1e-8);
        assertEquals(Math.exp(0.7 + lognormal.statistics().scale() / 2), lognormal.observationLink().inverse(0.7),
            1e-12);
    }
}
