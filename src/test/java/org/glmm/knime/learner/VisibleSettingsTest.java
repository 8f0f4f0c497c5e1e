package org.glmm.knime.learner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.glmm.headless.node.VisibleFields;
import org.glmm.knime.TestTable;
import org.glmm.knime.TrialData;
import org.glmm.knime.learner.Choices.DispersionParameter;
import org.glmm.knime.learner.Choices.EstimationMethod;
import org.glmm.knime.learner.Choices.Interactions;
import org.glmm.knime.learner.Choices.LinkFunction;
import org.glmm.knime.learner.Choices.ResidualScale;
import org.glmm.knime.learner.Choices.ResponseDistribution;
import org.glmm.knime.learner.Choices.ResponseForm;
import org.glmm.knime.learner.Choices.Specification;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;

/** A setting is shown only where it means something. */
class VisibleSettingsTest {

    private static final DataTableSpec TRIAL = TrialData.table().getDataTableSpec();

    private final GlmmLearnerNodeParameters parameters = new GlmmLearnerNodeParameters();

    private static List<String> shown(GlmmLearnerNodeParameters parameters, DataTableSpec table, boolean advanced) {
        var input = NodeParametersUtil.createDefaultNodeSettingsContext(new PortObjectSpec[] {table});
        return VisibleFields.of(parameters, input, advanced);
    }

    private boolean shows(String field) {
        return shown(parameters, TRIAL, true).contains(field);
    }

    /**
     * Response, distribution, fixed effects and random effects come first; estimation and output are for those who ask.
     */
    @Test
    void theFirstScreenIsShort() {
        var guess = NodeParametersUtil.createSettings(GlmmLearnerNodeParameters.class, new PortObjectSpec[] {TRIAL});
        assertEquals(List.of("specification", "form", "eventsColumn", "trialsColumn", "distribution", "link",
            "columns", "interactions", "categoricalColumns", "terms", "scale", "weightsColumn", "frequenciesColumn",
            "offsetColumn", "exposureColumn", "missingValues"), shown(guess, TRIAL, false));
        guess.specification = Specification.FORMULA;
        assertEquals(List.of("specification", "formula", "eventLevel", "distribution", "link"),
            shown(guess, TRIAL, false).subList(0, 5));
    }

    @Test
    void theResponseHasTheColumnsOfItsDistribution() {
        assertTrue(shows("column"));
        assertFalse(shows("trialsColumn") || shows("form") || shows("eventLevel"));
        parameters.response.distribution = ResponseDistribution.BINOMIAL;
        assertTrue(shows("column") && shows("form") && shows("eventLevel"));
        assertFalse(shown(parameters, TestTable.spec("y:int x:double"), true).contains("eventLevel"));
        parameters.response.form = ResponseForm.EVENTS_AND_TRIALS;
        assertTrue(shows("trialsColumn"));
        assertFalse(shows("column") || shows("eventLevel"));
    }

    @Test
    void parametersOfDistributionsAndLinks() {
        assertFalse(shows("degreesOfFreedom") || shows("power") || shows("dispersionParameter") || shows("scale"));
        parameters.response.distribution = ResponseDistribution.STUDENT_T;
        assertTrue(shows("degreesOfFreedom"));
        parameters.response.link = LinkFunction.POWER;
        assertTrue(shows("power"));
        parameters.response.distribution = ResponseDistribution.BETA;
        assertTrue(shows("dispersionParameter"));
        assertFalse(shows("dispersionValue"));
        parameters.residual.dispersionParameter = DispersionParameter.GIVEN;
        assertTrue(shows("dispersionValue"));
        parameters.response.distribution = ResponseDistribution.POISSON;
        assertTrue(shows("scale"));
        assertFalse(shows("dispersionValue"));
    }

    @Test
    void chosenInteractions() {
        assertFalse(shows("chosenInteractions"));
        parameters.fixedEffects.interactions = Interactions.CHOSEN;
        assertTrue(shows("chosenInteractions"));
    }

    @Test
    void theMethodDecidesWhatIsAsked() {
        assertTrue(shows("smallSample") && shows("robustCovariance") && shows("testRandomEffects"));
        assertFalse(shows("quadratureNodes") || shows("tolerance"));
        parameters.response.distribution = ResponseDistribution.POISSON;
        assertFalse(shows("smallSample") || shows("tolerance"));
        assertTrue(shows("testRandomEffects") && shows("robustCovariance"));
        parameters.residual.scale = ResidualScale.ESTIMATED;
        assertTrue(shows("smallSample") && shows("robustCovariance") && shows("tolerance"));
        assertFalse(shows("testRandomEffects"));
        parameters.estimation.method = EstimationMethod.QUADRATURE;
        assertTrue(shows("quadratureNodes") && shows("robustCovariance"));
        assertFalse(shows("tolerance"));
        parameters.estimation.method = EstimationMethod.RLAPLACE;
        assertFalse(shows("robustCovariance"));
    }
}
