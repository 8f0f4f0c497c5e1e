package org.glmm.knime.tester;

import static org.glmm.knime.TestTable.cell;
import static org.glmm.knime.TestTable.column;
import static org.glmm.knime.TestTable.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.glmm.headless.node.DescriptionCheck;
import org.glmm.headless.node.DialogCheck;

import org.glmm.knime.FittedTrial;
import org.glmm.knime.NodeRun;
import org.glmm.knime.tester.GlmmTesterNodeParameters.DegreesOfFreedom;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;

class GlmmTesterNodeTest {

    private static NodeRun test(DegreesOfFreedom df) throws Exception {
        var parameters = new GlmmTesterNodeParameters();
        parameters.denominatorDf = df;
        return NodeRun.of(new GlmmTesterNodeFactory(), parameters).execute(FittedTrial.model());
    }

    @Test
    void dialogAndDescriptionHaveNoFaults() throws Exception {
        DialogCheck.check(GlmmTesterNodeParameters.class, NodeParametersUtil.createDefaultNodeSettingsContext(
            new PortObjectSpec[] {FittedTrial.model().getSpec()}));
        DialogCheck.check(GlmmTesterNodeParameters.class,
            NodeParametersUtil.createDefaultNodeSettingsContext(new PortObjectSpec[1]));
        DescriptionCheck.check(new GlmmTesterNodeFactory());
    }

    @Test
    void describesItself() {
        var node = NodeRun.of(new GlmmTesterNodeFactory()).node();
        assertEquals(NodeType.Manipulator, node.type());
        assertEquals(List.of("GLMM model"), node.inPorts().stream().map(port -> port.name()).toList());
        assertEquals(List.of("Tests of fixed effects"), node.outPorts().stream().map(port -> port.name()).toList());
    }

    /** The reference is an independent dense program in R. */
    @Test
    void chiSquareTestAgreesWithReference() throws Exception {
        var run = test(DegreesOfFreedom.INFINITE);
        var tests = run.table(0);
        assertEquals(List.of("treatment"), column(tests, "Effect"));
        assertEquals(new IntCell(1), cell(tests, "treatment", "Num df"));
        assertTrue(cell(tests, "treatment", "Den df").isMissing(), "infinite");
        assertEquals(5.06388372523664, number(tests, "treatment", "F"), 1e-4);
        assertEquals(5.06388372523664, number(tests, "treatment", "Chi-square"), 1e-4);
        assertEquals(0.024429433857411, number(tests, "treatment", "p-value"), 1e-6);
        assertTrue(cell(tests, "treatment", "Note").isMissing());
        assertEquals(Optional.empty(), run.warning());
    }

    /** The same reference; the fit is a restricted pseudo-likelihood. */
    @Test
    void theDefaultIsKenwardRoger() throws Exception {
        var tests = test(DegreesOfFreedom.AUTOMATIC).table(0);
        assertEquals("Kenward-Roger", cell(tests, "treatment", "Df method").toString());
        assertEquals(4.19119059194366, number(tests, "treatment", "F"), 1e-4);
        assertEquals(4.17583118682755, number(tests, "treatment", "Den df"), 1e-4);
        assertEquals(0.107084843464967, number(tests, "treatment", "p-value"), 1e-5);
    }

    /** For one numerator degree of freedom the p-value is that of Student's t for the square root of F. */
    @Test
    void residualDegreesOfFreedomChangeThePValue() throws Exception {
        var tests = test(DegreesOfFreedom.RESIDUAL).table(0);
        assertEquals(14, number(tests, "treatment", "Den df"));
        assertEquals("Residual", cell(tests, "treatment", "Df method").toString());
        assertEquals(tail(Math.sqrt(5.06388372523664), 14), number(tests, "treatment", "p-value"), 1e-6);
    }

    /** Two-sided tail of Student's t by Simpson's rule on its density. */
    private static double tail(double t, int df) {
        int steps = 20_000;
        double sum = 0;
        double normaliser = 0;
        double width = 400.0 / steps;
        for (int i = 0; i <= steps; i++) {
            double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            double x = i * width;
            normaliser += weight * density(x, df);
            sum += weight * density(t + x, df);
        }
        return sum / normaliser;
    }

    private static double density(double x, int df) {
        return Math.pow(1 + x * x / df, -(df + 1) / 2.0);
    }

    @Test
    void specIsKnownAtConfigure() throws Exception {
        var run = NodeRun.of(new GlmmTesterNodeFactory());
        var spec = (DataTableSpec)run.configure(FittedTrial.model().getSpec())[0];
        run.execute(FittedTrial.model());
        assertTrue(spec.equalStructure(run.table(0).getDataTableSpec()));
    }

    @Test
    void interceptAloneLeavesNothingToTest() throws Exception {
        var run = NodeRun.of(new GlmmTesterNodeFactory())
            .execute(FittedTrial.model("favourable/total ~ 1 + (1|clinic)"));
        assertEquals(0, run.table(0).size());
        assertTrue(run.warning().orElseThrow().contains("nothing to test"), run.warning().get());
    }

    @Test
    void settingSurvivesSaving() throws Exception {
        var parameters = new GlmmTesterNodeParameters();
        parameters.denominatorDf = DegreesOfFreedom.RESIDUAL;
        var settings = NodeRun.settings(parameters);
        assertEquals("RESIDUAL", settings.getString("denominatorDf"));
        assertEquals(DegreesOfFreedom.RESIDUAL,
            NodeParametersUtil.loadSettings(settings, GlmmTesterNodeParameters.class).denominatorDf);
    }
}
