package org.glmm.knime.predictor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.glmm.engine.formula.Formula;
import org.glmm.headless.node.VisibleFields;
import org.glmm.knime.TestTable;
import org.glmm.knime.port.GlmmPortObjectSpec;
import org.glmm.knime.predictor.GlmmPredictorNodeParameters.Scale;
import org.junit.jupiter.api.Test;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;

/** The options that have a meaning for the model at the input. */
class VisibleOptionsTest {

    private static final List<String> ALWAYS = List.of("conditional", "typical", "populationAverage", "scale",
        "standardErrors", "confidenceIntervals", "predictionColumnName", "suffix");

    private final GlmmPredictorNodeParameters parameters = new GlmmPredictorNodeParameters();

    private static GlmmPortObjectSpec model(String formula, boolean nominal) {
        return new GlmmPortObjectSpec(Formula.parse(formula), "binomial", "logit", TestTable.spec("y:string g:string"),
            nominal, List.of(), Set.of());
    }

    /** What is shown beside the options that always are. */
    private List<String> further(PortObjectSpec model) {
        var input = NodeParametersUtil.createDefaultNodeSettingsContext(
            new PortObjectSpec[] {model, TestTable.spec("y:string g:string")});
        var shown = new ArrayList<>(VisibleFields.of(parameters, input, true));
        shown.removeAll(ALWAYS);
        return shown;
    }

    @Test
    void namedLevelsHaveProbabilitiesAndNumbersHavePredictionIntervals() {
        assertEquals(List.of("newLevels", "contributions", "appendProbabilities", "threshold"),
            further(model("y ~ 1 + (1 | g)", true)));
        assertEquals(List.of("newLevels", "contributions", "predictionIntervals"),
            further(model("y ~ 1 + (1 | g)", false)));
        parameters.scale = Scale.LINK;
        assertEquals(List.of("newLevels", "contributions"), further(model("y ~ 1 + (1 | g)", true)));
    }

    @Test
    void groupsNeedRandomEffectsAndConditionalPredictions() {
        assertEquals(List.of("predictionIntervals"), further(model("y ~ g", false)));
        parameters.conditional = false;
        assertEquals(List.of("predictionIntervals"), further(model("y ~ 1 + (1 | g)", false)));
    }

    @Test
    void intervalsHaveALevel() {
        parameters.confidenceIntervals = true;
        assertEquals(List.of("predictionIntervals", "confidence"), further(model("y ~ g", false)));
    }

    @Test
    void withoutAModelNothingThatSomeModelNeedsIsHidden() {
        assertEquals(List.of("newLevels", "contributions", "predictionIntervals", "appendProbabilities", "threshold"),
            further(null));
    }
}
