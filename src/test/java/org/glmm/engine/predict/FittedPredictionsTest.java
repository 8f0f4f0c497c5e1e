package org.glmm.engine.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.glmm.engine.Glmm;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Conditional, typical and population-averaged predictions of Laplace fits with standard errors and intervals, against
 * fits of glmmTMB 1.1.5 brought to a gradient of zero by Newton steps in R 4.2. Conditional errors come from its joint
 * precision matrix with the covariance parameters known; what {@code predict(se.fit = TRUE)} adds for the covariance
 * parameters is in the column se.full. Typical ones are those of {@code predict(re.form = NA, se.fit = TRUE)},
 * population averages integrals by R's {@code integrate}.
 */
class FittedPredictionsTest {

    private static final double RELATIVE = 1e-4;

    private static void assertClose(double expected, double actual, String what) {
        assertEquals(expected, actual, RELATIVE * Math.max(Math.abs(expected), 1e-3), what);
    }

    private static void assertEstimate(double value, double error, double lower, double upper, Estimate actual,
        String what) {
        assertClose(value, actual.value(), what);
        assertClose(error, actual.standardError(), what + ", standard error");
        assertClose(lower, actual.interval().lower(), what + ", lower bound");
        assertClose(upper, actual.interval().upper(), what + ", upper bound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cbpp", "owls", "contraception"})
    void areThoseOfGlmmTmb(String dataset) {
        var lines = TestFrames.lines("/org/glmm/engine/predict/fitted_" + dataset + ".csv");
        String[] family = lines.get(2).split(",");
        var link = Links.named(family[2]);
        var spec = new ModelSpec(Formula.parse(lines.get(1).substring("formula,".length())),
            Distributions.named(family[1]), link, Method.LAPLACE, false, Optional.empty(), Optional.empty(), Set.of(),
            ModelSpec.Control.DEFAULT);
        var data = DataTable.read(dataset);
        var predictor = new Predictor(Glmm.fit(data.frame(spec.columns()), spec, FitMonitor.SILENT),
            new Predictor.Request(EnumSet.allOf(Scope.class), true, false, NewLevels.FAIL));
        var response = new PredictionScale(link, true, 0.95);
        assertTrue(lines.size() > 50);
        for (var line : lines.subList(4, lines.size())) {
            double[] e = Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray();
            var name = "row " + (int) e[0];
            var prediction = predictor.predict(DataTable.values(predictor, data.rows().get((int) e[0])));
            var conditional = prediction.get(Scope.CONDITIONAL);
            assertClose(e[1], conditional.eta(), name);
            assertClose(e[2], Math.sqrt(conditional.variance()), name + ", standard error");
            assertEstimate(e[4], e[5], e[6], e[7], response.of(conditional), name + ", conditional mean");
            var typical = prediction.get(Scope.TYPICAL);
            assertClose(e[8], typical.eta(), name + ", typical");
            assertClose(e[9], Math.sqrt(typical.variance()), name + ", typical, standard error");
            assertClose(e[10], response.of(typical).value(), name + ", typical mean");
            assertEstimate(e[11], e[12], e[13], e[14], response.of(prediction.get(Scope.POPULATION)),
                name + ", population");
        }
    }
}
