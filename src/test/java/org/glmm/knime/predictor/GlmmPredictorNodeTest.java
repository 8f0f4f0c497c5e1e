package org.glmm.knime.predictor;

import static org.glmm.knime.TestTable.cell;
import static org.glmm.knime.TestTable.number;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.glmm.engine.formula.Formula;
import org.glmm.engine.predict.Scope;
import org.glmm.headless.node.DescriptionCheck;
import org.glmm.headless.node.DialogCheck;
import org.glmm.knime.FittedTrial;
import org.glmm.knime.NodeRun;
import org.glmm.knime.TestTable;
import org.glmm.knime.TrialData;
import org.glmm.knime.port.GlmmPortObject;
import org.glmm.knime.port.GlmmPortObjectSpec;
import org.glmm.knime.predictor.GlmmPredictorNodeParameters.NewGroups;
import org.glmm.knime.predictor.GlmmPredictorNodeParameters.Scale;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;

class GlmmPredictorNodeTest {

    private static final String TRIAL = "Prediction (favourable/total)";
    private static final String NOMINAL = "y ~ x + (1|g)";

    /** First ten rows of the clinical trial: conditional linear predictors by an independent dense program in R. */
    private static final double[] CONDITIONAL = {-0.630860269112167, -1.20099986946327, 1.37039087203781,
        0.669404786137628, 0.627606151148204, -0.287809472746985, -1.75341789489128, -2.49773748301361,
        -0.956813452199327, -1.87929013235283};

    /** The two treatments with all random effects zero, from the same program. */
    private static final double[] POPULATION = {-0.416449289280908, -1.16498306964701};

    private static NodeRun predict(GlmmPredictorNodeParameters parameters, GlmmPortObject model,
        BufferedDataTable table) throws Exception {
        return NodeRun.of(new GlmmPredictorNodeFactory(), parameters).execute(model, table);
    }

    private static GlmmPredictorNodeParameters parameters(Scope scope, Scale scale) {
        var parameters = new GlmmPredictorNodeParameters();
        parameters.conditional = scope == Scope.CONDITIONAL;
        parameters.typical = scope == Scope.TYPICAL;
        parameters.populationAverage = scope == Scope.POPULATION;
        parameters.scale = scale;
        return parameters;
    }

    private static GlmmPortObject nominalModel() throws Exception {
        return FittedTrial.model(NOMINAL, "BINOMIAL", TestTable.of("y:string x:double g:string", "no 1 a", "yes 2 a",
            "no 3 a", "yes 4 a", "no 1 b", "no 2 b", "yes 3 b", "yes 4 b", "yes 1 c", "no 2 c", "yes 3 c", "no 4 c"));
    }

    private static GlmmPortObject numericGroupModel() throws Exception {
        return FittedTrial.model("y ~ x + (1|g)", "NORMAL", TestTable.of("y:double x:double g:int", "1 1 1", "2 2 1",
            "4 3 1", "3 2 2", "6 3 2", "1.5 1 3", "2 2 3", "2 4 4", "5 6 4"));
    }

    @Test
    void dialogAndDescriptionHaveNoFaults() throws Exception {
        DialogCheck.check(GlmmPredictorNodeParameters.class, NodeParametersUtil.createDefaultNodeSettingsContext(
            new PortObjectSpec[] {FittedTrial.model().getSpec(), TrialData.table().getDataTableSpec()}));
        DialogCheck.check(GlmmPredictorNodeParameters.class,
            NodeParametersUtil.createDefaultNodeSettingsContext(new PortObjectSpec[2]));
        DescriptionCheck.check(new GlmmPredictorNodeFactory());
    }

    @Test
    void describesItself() {
        var node = NodeRun.of(new GlmmPredictorNodeFactory()).node();
        assertEquals(NodeType.Predictor, node.type());
        assertEquals(List.of("GLMM model", "Data for prediction"),
            node.inPorts().stream().map(port -> port.name()).toList());
        assertEquals(List.of("Predicted data"), node.outPorts().stream().map(port -> port.name()).toList());
    }

    @Test
    void linearPredictorsAgreeWithReference() throws Exception {
        var conditional = predict(parameters(Scope.CONDITIONAL, Scale.LINK), FittedTrial.model(),
            TrialData.table());
        for (int i = 0; i < CONDITIONAL.length; i++) {
            assertEquals(CONDITIONAL[i], number(conditional.table(0), "Row" + i, TRIAL), 1e-5);
        }
        assertEquals(Optional.empty(), conditional.warning());
        var population = predict(parameters(Scope.TYPICAL, Scale.LINK), FittedTrial.model(),
            TestTable.of("treatment:string", "drug", "control"));
        for (int i = 0; i < POPULATION.length; i++) {
            assertEquals(POPULATION[i], number(population.table(0), "Row" + i, TRIAL), 1e-5);
        }
    }

    @Test
    void responsesAreInverseLinksAndRowsAreKept() throws Exception {
        var run = predict(parameters(Scope.CONDITIONAL, Scale.RESPONSE), FittedTrial.model(),
            TrialData.table());
        var table = run.table(0);
        assertArrayEquals(new String[] {"clinic", "treatment", "favourable", "total", TRIAL},
            table.getDataTableSpec().getColumnNames());
        assertEquals(16, table.size());
        for (int i = 0; i < CONDITIONAL.length; i++) {
            assertEquals(1 / (1 + Math.exp(-CONDITIONAL[i])), number(table, "Row" + i, TRIAL), 1e-6);
        }
        assertEquals(new StringCell("drug"), cell(table, "Row2", "treatment"));
    }

    @Test
    void specOfConfigureIsThatOfExecute() throws Exception {
        var model = nominalModel();
        var table = TestTable.of("x:double g:string P_(y=no):int", "1 a 3");
        var run = NodeRun.of(new GlmmPredictorNodeFactory(), new GlmmPredictorNodeParameters());
        var spec = (DataTableSpec)run.configure(model.getSpec(), table.getDataTableSpec())[0];
        assertArrayEquals(new String[] {"x", "g", "P (y=no)", "P (y=yes)", "P (y=no) (#1)", "Prediction (y)"},
            spec.getColumnNames());
        run.execute(model, table);
        assertTrue(spec.equalStructure(run.table(0).getDataTableSpec()));
        var domain = spec.getColumnSpec("Prediction (y)").getDomain().getValues();
        assertEquals(new LinkedHashSet<DataCell>(List.of(new StringCell("yes"), new StringCell("no"))), domain);
        assertEquals(new DoubleCell(1), spec.getColumnSpec("P (y=yes)").getDomain().getUpperBound());
    }

    @Test
    void classIsTheMoreLikelyLevel() throws Exception {
        var parameters = new GlmmPredictorNodeParameters();
        parameters.suffix = " (logit)";
        parameters.predictionColumnName = Optional.of("answer 100%");
        var table = predict(parameters, nominalModel(), TestTable.of("x:double g:string", "-9 a", "9 a", "2 b"))
            .table(0);
        for (var row : TestTable.rows(table)) {
            var id = row.getKey().getString();
            double yes = number(table, id, "P (y=yes) (logit)");
            assertEquals(1 - yes, number(table, id, "P (y=no) (logit)"), 1e-15);
            assertEquals(yes >= 0.5 ? "yes" : "no", cell(table, id, "answer 100% (logit)").toString());
        }
        assertEquals("no", cell(table, "Row0", "answer 100% (logit)").toString());
        assertEquals("yes", cell(table, "Row1", "answer 100% (logit)").toString());
    }

    @Test
    void probabilitiesCanBeLeftOutAndLinkScaleHasNone() throws Exception {
        var classOnly = new GlmmPredictorNodeParameters();
        classOnly.appendProbabilities = false;
        var rows = TestTable.of("x:double g:string", "1 a");
        assertArrayEquals(new String[] {"x", "g", "Prediction (y)"},
            predict(classOnly, nominalModel(), rows).table(0).getDataTableSpec().getColumnNames());
        var link = predict(parameters(Scope.CONDITIONAL, Scale.LINK), nominalModel(), rows).table(0);
        assertArrayEquals(new String[] {"x", "g", "Prediction (y)"}, link.getDataTableSpec().getColumnNames());
        assertEquals(DoubleCell.TYPE, link.getDataTableSpec().getColumnSpec("Prediction (y)").getType());
    }

    @Test
    void outputIsUnknownUntilTheLevelsAre() throws Exception {
        var columns = TestTable.spec("y:string x:double g:string");
        var spec = new GlmmPortObjectSpec(Formula.parse(NOMINAL), "binomial", "logit", columns, true, List.of(),
            Set.of());
        var run = NodeRun.of(new GlmmPredictorNodeFactory(), new GlmmPredictorNodeParameters());
        assertNull(run.configure(spec, columns)[0]);
    }

    @Test
    void newGroupsFollowTheChoice() throws Exception {
        var rows = TestTable.of("clinic:string treatment:string", "1 drug", "99 drug", "98 control");
        var parameters = parameters(Scope.CONDITIONAL, Scale.LINK);
        var population = predict(parameters, FittedTrial.model(), rows);
        assertEquals(CONDITIONAL[0], number(population.table(0), "Row0", TRIAL), 1e-5);
        assertEquals(POPULATION[0], number(population.table(0), "Row1", TRIAL), 1e-5);
        assertEquals(POPULATION[1], number(population.table(0), "Row2", TRIAL), 1e-5);
        assertTrue(population.warning().orElseThrow()
            .startsWith("2 rows of groups that the training data did not have (clinic: 2)"), population.warning()
            .get());

        parameters.newLevels = NewGroups.MISSING;
        var missing = predict(parameters, FittedTrial.model(), rows);
        assertEquals(CONDITIONAL[0], number(missing.table(0), "Row0", TRIAL), 1e-5);
        assertTrue(cell(missing.table(0), "Row1", TRIAL).isMissing());
        assertTrue(missing.warning().orElseThrow()
            .startsWith("2 rows of groups that the training data did not have (clinic: 2)"), missing.warning().get());

        parameters.newLevels = NewGroups.FAIL;
        var message = assertThrows(KNIMEException.class, () -> predict(parameters, FittedTrial.model(), rows))
            .getKNIMEMessage().getSummary();
        assertTrue(message.contains("clinic") && (message.contains("99") || message.contains("98")), message);
    }

    @Test
    void missingInputsAndUnseenLevelsGiveMissingCells() throws Exception {
        var run = predict(new GlmmPredictorNodeParameters(), nominalModel(),
            TestTable.of("x:double g:string", "? a", "NaN a", "1 a", "1 ?"));
        for (var column : List.of("P (y=yes)", "P (y=no)", "Prediction (y)")) {
            assertTrue(cell(run.table(0), "Row0", column).isMissing());
            assertTrue(cell(run.table(0), "Row1", column).isMissing());
            assertFalse(cell(run.table(0), "Row2", column).isMissing());
            assertTrue(cell(run.table(0), "Row3", column).isMissing(), "a missing group is not a new group");
        }
        assertTrue(run.warning().orElseThrow().startsWith("1 row with a number that is not finite"),
            run.warning().get());
        var trial = predict(new GlmmPredictorNodeParameters(), FittedTrial.model(),
            TestTable.of("clinic:string treatment:string", "1 drug", "1 placebo", "1 ?"));
        assertFalse(cell(trial.table(0), "Row0", TRIAL).isMissing());
        assertTrue(cell(trial.table(0), "Row1", TRIAL).isMissing());
        assertTrue(cell(trial.table(0), "Row2", TRIAL).isMissing());
        assertTrue(trial.warning().orElseThrow()
            .startsWith("1 row with a level that the training data did not have (\"placebo\" of \"treatment\": 1)"),
            trial.warning().get());
    }

    @Test
    void configureNamesTheColumnThatDoesNotFit() throws Exception {
        var model = numericGroupModel().getSpec();
        assertFault("\"g\"", model, "x:double");
        assertFault("\"x\"", model, "g:int y:double");
        assertFault("\"x\"", model, "x:string g:int");
        assertFault("\"g\"", model, "x:double g:string");
        assertFault("\"x\"", model, "x:boolean g:int");
        var population = parameters(Scope.TYPICAL, Scale.RESPONSE);
        NodeRun.of(new GlmmPredictorNodeFactory(), population).configure(model, TestTable.spec("x:int"));
        population.predictionColumnName = Optional.of(" ");
        assertThrows(InvalidSettingsException.class, population::validate);
    }

    private static void assertFault(String named, GlmmPortObjectSpec model, String header) {
        var message = assertThrows(InvalidSettingsException.class, () -> NodeRun
            .of(new GlmmPredictorNodeFactory(), new GlmmPredictorNodeParameters())
            .configure(model, TestTable.spec(header))).getMessage();
        assertTrue(message.contains(named), message);
    }

    @Test
    void numbersGivenForTextLevelsAreLabelled() throws Exception {
        var model = FittedTrial.model();
        var asText = predict(new GlmmPredictorNodeParameters(), model, TrialData.table()).table(0);
        var asNumber = predict(new GlmmPredictorNodeParameters(), model,
            TestTable.of("clinic:double treatment:string", "1 drug", "1 control", "2 drug")).table(0);
        for (int i = 0; i < 3; i++) {
            assertEquals(number(asText, "Row" + i, TRIAL), number(asNumber, "Row" + i, TRIAL));
        }
    }

    @Test
    void columnsOfTheTableKeepTheirNamesAndEmptyTablesTheirColumns() throws Exception {
        var spec = "treatment:string Prediction_(favourable/total):double";
        var run = predict(parameters(Scope.TYPICAL, Scale.LINK), FittedTrial.model(), TestTable.of(spec, "drug 7"));
        assertArrayEquals(new String[] {"treatment", TRIAL, TRIAL + " (#1)"}, run.table(0).getDataTableSpec()
            .getColumnNames());
        assertEquals(7, number(run.table(0), "Row0", TRIAL));
        assertEquals(POPULATION[0], number(run.table(0), "Row0", TRIAL + " (#1)"), 1e-5);
        var empty = predict(parameters(Scope.TYPICAL, Scale.LINK), FittedTrial.model(), TestTable.of(spec)).table(0);
        assertEquals(0, empty.size());
        assertEquals(3, empty.getDataTableSpec().getNumColumns());
    }

    /** A long table is predicted by several threads; every row must be what it is in a table of its own. */
    @Test
    void rowsDoNotDependOnEachOther() throws Exception {
        var model = FittedTrial.model();
        var single = predict(new GlmmPredictorNodeParameters(), model, TrialData.table()).table(0);
        var rows = TestTable.rows(TrialData.table()).stream()
            .map(row -> row.getCell(0) + " " + row.getCell(1)).toList();
        var many = new ArrayList<String>();
        Stream.generate(() -> rows).limit(500).forEach(many::addAll);
        var table = predict(new GlmmPredictorNodeParameters(), model,
            TestTable.of("clinic:string treatment:string", many.toArray(String[]::new))).table(0);
        var expected = TestTable.column(single, TRIAL);
        var actual = TestTable.column(table, TRIAL);
        for (int i = 0; i < actual.size(); i++) {
            assertEquals(expected.get(i % expected.size()), actual.get(i));
        }
    }

    @Test
    void settingsSurviveSaving() throws Exception {
        var parameters = parameters(Scope.TYPICAL, Scale.LINK);
        parameters.newLevels = NewGroups.FAIL;
        parameters.predictionColumnName = Optional.of("p");
        parameters.appendProbabilities = false;
        parameters.suffix = "s";
        var settings = NodeRun.settings(parameters);
        assertEquals(List.of("conditional", "typical", "populationAverage", "scale", "newLevels", "contributions",
            "standardErrors", "confidenceIntervals", "predictionIntervals", "confidence", "appendProbabilities",
            "threshold", "predictionColumnName", "predictionColumnName_is_present", "suffix"),
            List.copyOf(settings.keySet()));
        var loaded = NodeParametersUtil.loadSettings(settings, GlmmPredictorNodeParameters.class);
        assertEquals(settings, NodeRun.settings(loaded));
        assertEquals(NewGroups.FAIL, loaded.newLevels);
        assertEquals(Optional.of("p"), loaded.predictionColumnName);
    }

    /** All that can be asked for at once; the numbers are tested with the engine. */
    @Test
    void appendsEveryKindOfPredictionInOneTable() throws Exception {
        var parameters = new GlmmPredictorNodeParameters();
        parameters.typical = true;
        parameters.populationAverage = true;
        parameters.scale = Scale.BOTH;
        parameters.contributions = true;
        parameters.standardErrors = true;
        parameters.confidenceIntervals = true;
        parameters.predictionIntervals = true;
        var rows = TestTable.of("clinic:string treatment:string total:int", "1 drug 20", "1 drug ?", "99 drug 20");
        var table = predict(parameters, FittedTrial.model(), rows).table(0);
        var names = List.of(table.getDataTableSpec().getColumnNames());
        var response = "favourable/total";
        assertEquals(List.of("Prediction (%s)", "Std. Err. (%s)", "Lower bound (%s)", "Upper bound (%s)",
            "Lower prediction bound (%s)", "Upper prediction bound (%s)", "Prediction (%s, link)",
            "Std. Err. (%s, link)", "Lower bound (%s, link)", "Upper bound (%s, link)", "Prediction (%s, typical)")
            .stream().map(name -> name.formatted(response)).toList(), names.subList(3, 14));
        assertTrue(names.contains("Std. Err. (%s, population, link)".formatted(response)), names::toString);
        assertEquals(2, names.stream().filter(name -> name.startsWith("Contribution (")).count());
        for (var row : List.of("Row0", "Row2")) {
            double mean = number(table, row, TRIAL);
            double lower = number(table, row, "Lower bound (favourable/total)");
            double upper = number(table, row, "Upper bound (favourable/total)");
            assertTrue(0 < lower && lower < mean && mean < upper && upper < 1);
            assertTrue(number(table, row, "Lower prediction bound (favourable/total)") <= lower);
            assertTrue(number(table, row, "Upper prediction bound (favourable/total)") >= upper);
        }
        assertTrue(number(table, "Row2", "Std. Err. (favourable/total)") > number(table, "Row0",
            "Std. Err. (favourable/total)"));
        assertTrue(cell(table, "Row1", "Lower prediction bound (favourable/total)").isMissing(), "trials are missing");
        assertEquals(number(table, "Row0", TRIAL), number(table, "Row1", TRIAL), 0);
    }

    @Test
    void theThresholdDecidesOnTheLevel() throws Exception {
        var rows = TestTable.of("x:double g:string", "2 b", "3 c");
        double probability = number(predict(new GlmmPredictorNodeParameters(), nominalModel(), rows).table(0), "Row0",
            "P (y=yes)");
        var parameters = new GlmmPredictorNodeParameters();
        parameters.threshold = probability - 1e-6;
        assertEquals("yes", cell(predict(parameters, nominalModel(), rows).table(0), "Row0", "Prediction (y)")
            .toString());
        parameters.threshold = probability + 1e-6;
        assertEquals("no", cell(predict(parameters, nominalModel(), rows).table(0), "Row0", "Prediction (y)")
            .toString());
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        var nothing = new GlmmPredictorNodeParameters();
        nothing.conditional = false;
        assertThrows(InvalidSettingsException.class, nothing::validate);
        var certain = new GlmmPredictorNodeParameters();
        certain.confidence = 100;
        assertThrows(InvalidSettingsException.class, certain::validate);
        var threshold = new GlmmPredictorNodeParameters();
        threshold.threshold = 0;
        assertThrows(InvalidSettingsException.class, threshold::validate);
    }

    @Test
    void predictionIntervalsNeedTheTrials() throws Exception {
        var parameters = new GlmmPredictorNodeParameters();
        parameters.predictionIntervals = true;
        var problem = assertThrows(KNIMEException.class, () -> predict(parameters, FittedTrial.model(),
            TestTable.of("clinic:string treatment:string", "1 drug")));
        assertTrue(problem.getKNIMEMessage().getSummary().contains("\"total\""), problem.getKNIMEMessage()
            .getSummary());
    }
}
