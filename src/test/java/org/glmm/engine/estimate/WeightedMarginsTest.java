package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.means.LeastSquaresMeans;
import org.glmm.engine.inference.means.Weighting;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Means averaged with observed frequencies, on lmer fits: of the data with prior weights, where cell means by emmeans
 * 1.8.4-1 are averaged with xtabs(w ~ A + yb), as SAS does (emmeans itself counts rows); and by emmeans of the data
 * with every row repeated as often as its frequency says.
 */
class WeightedMarginsTest {

    private static FittedModel fit(Optional<String> weights, Optional<String> frequencies) {
        var spec = new ModelSpec(Formula.parse("y ~ A * yb + x + (1 | g)"), Distributions.NORMAL, Links.IDENTITY,
            Method.REML, true, weights, frequencies, Optional.empty(), Set.of("yb"), Map.of(),
            ModelSpec.Control.DEFAULT, ModelSpec.Extras.DEFAULT);
        return Fits.fit("edge_small", spec);
    }

    @ParameterizedTest
    @CsvSource({
        "w, '', PROPORTIONAL, 2.10173195087, 0.223003081113, 2.37690520473, 2.13769097776",
        "w, '', MARGINS, 2.10173195087, 0.223003081113, 2.37690520473, 2.13769097776",
        "w, '', CELLS, 2.09501951092, 0.22244710817, 2.39616458128, 2.14503804808",
        "'', freq, EQUAL, 1.99376654087, 0.223179341864, 2.41300389154, 2.10748900659",
        "'', freq, PROPORTIONAL, 2.01383492951, 0.220961417099, 2.43151793757, 2.07093828317",
        "'', freq, CELLS, 2.01252374623, 0.220919898076, 2.43359171060, 2.07352156738"})
    void rowsCountAsTheirWeightsSay(String weights, String frequencies, Weighting weighting, double a, double errorOfA,
        double b, double c) {
        var model = fit(Optional.of(weights).filter(name -> !name.isEmpty()),
            Optional.of(frequencies).filter(name -> !name.isEmpty()));
        var means = new LeastSquaresMeans(model, new FunctionInference(model, DenominatorDf.INFINITE),
            new LeastSquaresMeans.Setting(weighting, Map.of(), false, 0.95));
        var estimates = means.means(List.of("A")).stream().map(means::linear).toList();
        assertEquals(a, estimates.get(0).estimate(), 1e-5);
        assertEquals(errorOfA, estimates.get(0).standardError(), 1e-5);
        assertEquals(b, estimates.get(1).estimate(), 1e-5);
        assertEquals(c, estimates.get(2).estimate(), 1e-5);
    }
}
