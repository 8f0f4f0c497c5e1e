package org.glmm.knime.learner;

import static org.glmm.knime.TestTable.cell;
import static org.glmm.knime.TestTable.column;
import static org.glmm.knime.TestTable.number;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.glmm.engine.family.Links;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.predict.Scope;
import org.glmm.headless.node.DescriptionCheck;
import org.glmm.headless.node.DialogCheck;

import org.glmm.headless.spi.ExecutionContexts;
import org.glmm.headless.spi.ProgressMonitor;
import org.glmm.knime.FittedTrial;
import org.glmm.knime.NodeRun;
import org.glmm.knime.TestTable;
import org.glmm.knime.TrialData;
import org.glmm.knime.learner.Choices.ContrastCoding;
import org.glmm.knime.learner.Choices.EstimationMethod;
import org.glmm.knime.learner.Choices.Interactions;
import org.glmm.knime.learner.Choices.LinkFunction;
import org.glmm.knime.learner.Choices.MissingValues;
import org.glmm.knime.learner.Choices.ResidualScale;
import org.glmm.knime.learner.Choices.ResponseDistribution;
import org.glmm.knime.learner.Choices.ResponseForm;
import org.glmm.knime.learner.Choices.Specification;
import org.glmm.knime.learner.Choices.Structure;
import org.glmm.knime.learner.FixedEffectsParameters.ContrastCard;
import org.glmm.knime.learner.FixedEffectsParameters.Interaction;
import org.glmm.knime.learner.RandomEffectsParameters.RandomEffect;
import org.glmm.knime.port.GlmmPortObject;
import org.glmm.knime.port.GlmmPortObjectSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.MissingValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

class GlmmLearnerNodeTest {

    private static final String COLUMNS = "y:double n:int trials:int x:double g:string h:int t:string 100%:double";

    private static GlmmLearnerNodeParameters formula(ResponseDistribution distribution, String formula) {
        var parameters = new GlmmLearnerNodeParameters();
        parameters.specification = Specification.FORMULA;
        parameters.response.distribution = distribution;
        parameters.formula = formula;
        return parameters;
    }

    private static GlmmLearnerNodeParameters guidedTrial() {
        var parameters = new GlmmLearnerNodeParameters();
        parameters.response.distribution = ResponseDistribution.BINOMIAL;
        parameters.response.form = ResponseForm.EVENTS_AND_TRIALS;
        parameters.response.eventsColumn = "favourable";
        parameters.response.trialsColumn = "total";
        parameters.fixedEffects.columns = new ColumnFilter(new String[] {"treatment"});
        parameters.randomEffects.terms = new RandomEffect[] {effect("clinic"), effect("clinic", "treatment")};
        parameters.estimation.method = EstimationMethod.RSPL;
        return parameters;
    }

    private static RandomEffect effect(String... grouping) {
        var effect = new RandomEffect();
        effect.groupingColumns = grouping;
        return effect;
    }

    private static NodeRun learn(GlmmLearnerNodeParameters parameters, BufferedDataTable table) throws Exception {
        return NodeRun.of(new GlmmLearnerNodeFactory(), parameters).execute(table);
    }

    private static String failure(GlmmLearnerNodeParameters parameters, BufferedDataTable table) {
        return assertThrows(KNIMEException.class, () -> learn(parameters, table)).getKNIMEMessage().getSummary();
    }

    @Test
    void dialogAndDescriptionHaveNoFaults() throws Exception {
        DialogCheck.check(GlmmLearnerNodeParameters.class, NodeParametersUtil.createDefaultNodeSettingsContext(
            new PortObjectSpec[] {TrialData.table().getDataTableSpec()}));
        DialogCheck.check(GlmmLearnerNodeParameters.class,
            NodeParametersUtil.createDefaultNodeSettingsContext(new PortObjectSpec[1]));
        DescriptionCheck.check(new GlmmLearnerNodeFactory());
    }

    @Test
    void describesItself() {
        var node = NodeRun.of(new GlmmLearnerNodeFactory()).node();
        assertEquals(NodeType.Learner, node.type());
        assertEquals(List.of("Input data"), node.inPorts().stream().map(port -> port.name()).toList());
        assertEquals(
            List.of("GLMM model", "Fixed effects", "Covariance parameters", "Random effects", "Fit statistics",
                "Diagnostics"),
            node.outPorts().stream().map(port -> port.name()).toList());
    }

    /** 90% intervals by TMB::tmbroot of glmmTMB 1.1.5; that of the standard deviation squared. */
    @Test
    void profileIntervalsTakeThePlaceOfWalds() throws Exception {
        var run = FittedTrial.withProfilesAndBootstrap("favourable/total ~ treatment + (1|clinic)");
        assertEquals(0.250401654, number(run.table(1), "treatment=drug", "Lower bound"), 1e-4);
        assertEquals(1.240930503, number(run.table(1), "treatment=drug", "Upper bound"), 1e-4);
        assertEquals("90% profile likelihood", cell(run.table(1), "treatment=drug", "Interval method").toString());
        assertEquals(Math.exp(2 * -0.141470246), number(run.table(2), "clinic: (Intercept)", "Lower bound"), 1e-4);
        assertEquals(Math.exp(2 * 0.872276299), number(run.table(2), "clinic: (Intercept)", "Upper bound"), 1e-3);
        assertTrue(cell(run.table(2), "Residual", "Lower bound").isMissing());
    }

    /** References: RSPL by a dense program in R, independent of this project and of lme4. */
    @Test
    void clinicalTrialAgreesWithDenseReference() throws Exception {
        var run = learn(guidedTrial(), TrialData.table());

        var fixed = run.table(1);
        assertEquals(List.of("(Intercept)", "treatment=drug"), column(fixed, "Variable"));
        assertEquals(-1.16498306964701, number(fixed, "(Intercept)", "Coeff."), 1e-6);
        assertEquals(0.748533780366097, number(fixed, "treatment=drug", "Coeff."), 1e-6);
        double error = 0.365630737947495;
        double quantile = 2.730941;
        assertEquals(error, number(fixed, "treatment=drug", "Std. Err."), 1e-6);
        assertEquals(4.17583118682755, number(fixed, "treatment=drug", "df"), 1e-4);
        assertEquals(0.748533780366097 / error, number(fixed, "treatment=drug", "t-value"), 1e-5);
        assertEquals(0.107084843464967, number(fixed, "treatment=drug", "P>|t|"), 1e-5);
        assertEquals(0.748533780366097 - quantile * error, number(fixed, "treatment=drug", "Lower bound"), 1e-4);
        assertEquals(0.748533780366097 + quantile * error, number(fixed, "treatment=drug", "Upper bound"), 1e-4);
        assertEquals("Kenward-Roger", cell(fixed, "treatment=drug", "Df method").toString());

        var covariance = run.table(2);
        assertEquals(2.01030829214512, number(covariance, "clinic: (Intercept)", "Estimate"), 1e-5);
        assertEquals(Math.sqrt(2.01030829214512),
            number(covariance, "clinic: (Intercept)", "Std. Dev. / Correlation"), 1e-5);
        assertEquals(1.27157096155468, number(covariance, "clinic: (Intercept)", "Std. Err."), 1e-4);
        assertEquals(0.0605679834463031, number(covariance, "clinic:treatment: (Intercept)", "Estimate"), 1e-5);
        assertEquals("fixed", cell(covariance, "Residual", "Status").toString());
        assertTrue(cell(covariance, "Residual", "Std. Err.").isMissing());
        assertTrue(cell(covariance, "Residual", "Effect").isMissing());

        var random = run.table(3);
        assertEquals(8 + 16, random.size());
        assertEquals(1.78374307500837, number(random, "clinic=2: (Intercept)", "Estimate"), 1e-5);
        assertEquals(Math.sqrt(0.380347206558633), number(random, "clinic=2: (Intercept)", "Std. Err."), 1e-5);

        var statistics = run.table(4);
        assertEquals(50.3015797870671, number(statistics, "minus-2-log-likelihood", "Value"), 1e-4);
        assertEquals("-2 restricted log pseudo-likelihood",
            cell(statistics, "minus-2-log-likelihood", "Statistic").toString());
        assertEquals(13.5472261228791, number(statistics, "generalized-chi-square", "Value"), 1e-4);
        assertEquals(6.48896157144526, number(statistics, "pearson-chi-square", "Value"), 1e-4);
        assertEquals(13.5472261228791 / 14, number(statistics, "generalized-chi-square-df", "Value"), 1e-5);
        assertEquals(16, number(statistics, "rows-used", "Value"));
        assertEquals(8, number(statistics, "levels: clinic", "Value"));
        assertEquals("favourable/total ~ treatment + (1 | clinic) + (1 | clinic:treatment)",
            cell(statistics, "formula", "Text").toString());
        assertFalse(column(statistics, "Statistic").contains("AIC"), "no AIC for a pseudo-likelihood");
        assertEquals(Optional.empty(), run.warning());
    }

    @Test
    void formulaAndDialogGiveTheSameModel() throws Exception {
        var guided = learn(guidedTrial(), TrialData.table());
        var formula = formula(ResponseDistribution.BINOMIAL,
            "favourable/total ~ treatment + (1|clinic) + (1|clinic:treatment)");
        formula.estimation.method = EstimationMethod.RSPL;
        var written = learn(formula, TrialData.table());
        for (int port = 1; port < 4; port++) {
            assertEquals(TestTable.texts(guided.table(port)), TestTable.texts(written.table(port)));
        }
    }

    @Test
    void specsOfConfigureAreThoseOfExecute() throws Exception {
        var run = NodeRun.of(new GlmmLearnerNodeFactory(), guidedTrial());
        var table = TrialData.table();
        var specs = run.configure(table.getDataTableSpec());
        run.execute(table);
        for (int port = 1; port < specs.length; port++) {
            assertTrue(((DataTableSpec)specs[port]).equalStructure(run.table(port).getDataTableSpec()));
            assertEquals(((DataTableSpec)specs[port]).getName(), run.table(port).getDataTableSpec().getName());
        }
        var spec = (GlmmPortObjectSpec)specs[0];
        assertEquals("binomial", spec.distribution());
        assertEquals("logit", spec.link());
        assertEquals(List.of("treatment", "clinic"), List.copyOf(spec.predictors(Scope.CONDITIONAL)));
        assertEquals(List.of("treatment"), List.copyOf(spec.predictors(Scope.TYPICAL)));
    }

    @Test
    void omittedRowsAreCountedByColumn() throws Exception {
        var table = TestTable.of("y:double x:double g:string", "1 1 a", "2 ? a", "4 3 a", "? 1 b", "3 2 b", "6 3 b",
            "1.5 1 c", "2 2 c", "? ? c", "2 4 d", "5 6 d");
        var parameters = formula(ResponseDistribution.NORMAL, "y ~ x + (1|g)");
        var run = learn(parameters, table);
        assertTrue(run.warning().orElseThrow()
            .startsWith("3 rows with missing values were omitted (y: 2, x: 2)."), run.warning().get());
        assertEquals(8, number(run.table(4), "rows-used", "Value"));
        assertEquals(3, number(run.table(4), "rows-omitted", "Value"));

        parameters.data.missingValues = MissingValues.FAIL;
        var message = failure(parameters, table);
        assertTrue(message.contains("\"x\"") && message.contains("Row1"), message);
    }

    @Test
    void nominalResponseModelsTheChosenEvent() throws Exception {
        var table = TestTable.of("y:string x:double g:string", "no 1 a", "yes 2 a", "no 3 a", "yes 4 a", "no 1 b",
            "no 2 b", "yes 3 b", "yes 4 b", "yes 1 c", "no 2 c", "yes 3 c", "no 4 c");
        var parameters = formula(ResponseDistribution.BINOMIAL, "y ~ x + (1|g)");
        var yes = learn(parameters, table);
        assertEquals(List.of("yes", "no"), yes.<GlmmPortObject>output(0).getSpec().classes());
        assertEquals("yes", cell(yes.table(4), "event-level", "Text").toString());
        parameters.response.eventLevel = "no";
        var no = learn(parameters, table);
        assertEquals(List.of("no", "yes"), no.<GlmmPortObject>output(0).getSpec().classes());
        assertEquals(number(yes.table(1), "x", "Coeff."), -number(no.table(1), "x", "Coeff."), 1e-6);
    }

    @Test
    void droppedCoefficientsHaveMissingValues() throws Exception {
        var table = TestTable.of("y:double x:double z:double g:string", "1 1 2 a", "2 2 4 a", "4 3 6 a", "3 2 4 b",
            "6 3 6 b", "1.5 1 2 c", "2 2 4 c", "2 4 8 d", "5 6 12 d");
        var fixed = learn(formula(ResponseDistribution.NORMAL, "y ~ x + z + (1|g)"), table).table(1);
        assertEquals(List.of("(Intercept)", "x", "z"), column(fixed, "Variable"));
        assertTrue(cell(fixed, "z", "Coeff.").isMissing());
    }

    @Test
    void modelWithoutRandomEffectsSaysSo() throws Exception {
        var run = learn(formula(ResponseDistribution.NORMAL, "y ~ x"),
            TestTable.of("y:double x:double", "1 1", "2 2", "4 3", "3 2"));
        assertEquals(Optional.of("The model has no random effects."), run.warning());
        assertEquals(0, run.table(3).size());
    }

    @Test
    void settingsWithoutPartInTheModelAreSaid() throws Exception {
        var table = TestTable.of("y:double x:double g:string h:string", "1 1 a p", "2 2 a q", "4 3 a p", "3 2 b q",
            "6 3 b p", "1.5 1 c q", "2 2 c p", "2 4 d q", "5 6 e p", "5 5 e q");
        var parameters = formula(ResponseDistribution.NORMAL, "y ~ x + (1|g)");
        parameters.fixedEffects.categoricalColumns = new String[] {"h"};
        var card = new ContrastCard();
        card.column = "h";
        parameters.fixedEffects.codings = new ContrastCard[] {card};
        var said = "The column \"h\" is to be treated as categorical, but is not in the model.\n"
            + "There are contrasts for the column \"h\", but it is not in the model.";
        var run = NodeRun.of(new GlmmLearnerNodeFactory(), parameters);
        run.configure(table.getDataTableSpec());
        assertEquals(Optional.of(said), run.warning());
        assertTrue(learn(parameters, table).warning().orElseThrow().startsWith(said));
    }

    @Test
    void likelihoodFitsHaveInformationCriteria() throws Exception {
        var table = TestTable.of("y:double x:double g:string", "1 1 a", "2 2 a", "4 3 a", "3 2 b", "6 3 b", "1.5 1 c",
            "2 2 c", "2 4 d", "5 6 d");
        var statistics = learn(formula(ResponseDistribution.NORMAL, "y ~ x + (1|g)"), table).table(4);
        double objective = number(statistics, "minus-2-log-likelihood", "Value");
        assertEquals(objective + 2 * 4, number(statistics, "aic", "Value"), 1e-10);
        assertEquals(objective + 2 * 4 + 2 * 4 * 5 / 4.0, number(statistics, "aicc", "Value"), 1e-10);
        assertEquals(objective + 4 * Math.log(9), number(statistics, "bic", "Value"), 1e-10);
    }

    /** RowIDs are what workflows pick statistics by. */
    @Test
    void fitStatisticsSayAllThereIsToSay() throws Exception {
        var table = TestTable.of("y:int x:double g:string", "1 1 a", "20 2 a", "4 3 a", "35 2 b", "6 3 b", "1 1 c",
            "22 2 c", "2 4 d", "50 6 d", "3 4 d");
        var statistics = learn(formula(ResponseDistribution.POISSON, "y ~ x + (1|g)"), table).table(4);
        assertEquals(List.of("method", "formula", "distribution", "link", "log-likelihood", "minus-2-log-likelihood",
            "aic", "aicc", "bic", "deviance", "pearson-chi-square", "pearson-chi-square-df", "residual-scale",
            "r2-marginal", "r2-conditional", "icc-adjusted", "icc: g", "observation-variance", "zeros-observed",
            "zeros-expected", "zeros", "uniformity", "uniformity-p", "uniformity-verdict", "rows-used",
            "rows-omitted", "levels: g", "fixed-effects", "covariance-parameters", "residual-df", "iterations",
            "evaluations", "convergence", "scaled-gradient", "seconds", "call: lme4", "call: glmmTMB", "call: GLIMMIX",
            "warning-1", "note-1"), TestTable.rows(statistics).stream().map(row -> row.getKey().getString()).toList());
        assertEquals(number(statistics, "minus-2-log-likelihood", "Value"),
            -2 * number(statistics, "log-likelihood", "Value"), 1e-12);
        assertTrue(number(statistics, "scaled-gradient", "Value") < 1e-4);
        assertEquals(
            "The grouping g has only 4 levels, too few to estimate a variance well; consider it as a fixed effect.",
            cell(statistics, "note-1", "Text").toString());
        assertTrue(cell(statistics, "warning-1", "Text").toString().contains("times as much as the poisson"));
    }

    /** The cell of a call is missing, with the reason, where a program does not have the model. */
    @Test
    void fitStatisticsHaveTheCallsOfOtherPrograms() throws Exception {
        var statistics = learn(guidedTrial(), TrialData.table()).table(4);
        assertEquals("proc glimmix data=d method=rspl; class treatment clinic; model favourable/total = treatment /"
            + " solution dist=binomial link=logit ddfm=kr; random intercept / subject=clinic;"
            + " random intercept / subject=clinic*treatment; run;",
            cell(statistics, "call: GLIMMIX", "Text").toString());
        assertEquals("lme4 does not have the method RSPL.",
            ((MissingValue) cell(statistics, "call: lme4", "Text")).getError());
        assertTrue(cell(statistics, "call: glmmTMB", "Text").isMissing());
    }

    @Test
    void firstGuessSaysSoOnceAndIsNotRepeated() throws Exception {
        var table = TestTable.of("day:int subject:string sex:string y:double", "1 a m 1", "2 a m 2", "1 b f 3",
            "2 b f 5", "1 c m 4", "2 c m 2", "1 d f 6", "2 d f 1", "1 e m 4", "2 e m 5");
        var run = NodeRun.of(new GlmmLearnerNodeFactory());
        run.configure(table.getDataTableSpec());
        assertTrue(run.warning().orElseThrow().contains("y ~ day + sex + (1 | subject)"), run.warning().get());

        var guess = new GlmmLearnerNodeParameters();
        FirstGuess.fill(guess, table.getDataTableSpec());
        var chosen = NodeRun.of(new GlmmLearnerNodeFactory(), guess);
        chosen.configure(table.getDataTableSpec());
        assertEquals(Optional.empty(), chosen.warning());
        var other = TestTable.spec("z:double");
        var message = assertThrows(InvalidSettingsException.class, () -> chosen.configure(other)).getMessage();
        assertTrue(message.contains("\"day\""), message);
    }

    @Test
    void tableWithoutResponseAsksForOne() {
        var message = assertThrows(InvalidSettingsException.class,
            () -> NodeRun.of(new GlmmLearnerNodeFactory()).configure(TestTable.spec("g:string"))).getMessage();
        assertEquals("No response column is selected; select one in the dialog.", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "NORMAL   | y ~ nothere               | nothere",
        "NORMAL   | nothere ~ x               | nothere",
        "NORMAL   | g ~ x                     | g",
        "POISSON  | log(g) ~ x                | g",
        "BINOMIAL | g/trials ~ x              | g",
        "BINOMIAL | n/t ~ x                   | t",
        "BINOMIAL | cbind(n, t) ~ x           | t",
        "NORMAL   | y ~ log(t)                | t",
        "NORMAL   | y ~ offset(t)             | t",
        "NORMAL   | y ~ x:sqrt(t)             | t",
        "NORMAL   | y ~ x + (1 + log(t) / 1)  | position",
        "NORMAL   | y ~ x + (1 ~ g)           | position",
        "NORMAL   | y ~                       | position",
        "POISSON  | n/trials ~ x              | binomial",
        "NORMAL   | y ~ `100`                 | 100%"})
    void configureNamesWhatIsWrong(ResponseDistribution distribution, String formula, String named) {
        var message = assertThrows(InvalidSettingsException.class, () -> NodeRun
            .of(new GlmmLearnerNodeFactory(), formula(distribution, formula)).configure(TestTable.spec(COLUMNS)))
            .getMessage();
        assertTrue(message.contains(named), message);
    }

    @Test
    void configureChecksChosenColumns() {
        assertNamed("\"w\"", parameters -> parameters.data.weightsColumn = Optional.of("w"));
        assertNamed("\"t\"", parameters -> parameters.data.weightsColumn = Optional.of("t"));
        assertNamed("\"w\"", parameters -> parameters.data.offsetColumn = Optional.of("w"));
        assertNamed("\"t\"", parameters -> parameters.data.offsetColumn = Optional.of("t"));
        assertNamed("\"50% w\"", parameters -> parameters.response.column = "50% w");
        assertNamed("\"w\"", parameters -> parameters.fixedEffects.columns = new ColumnFilter(new String[] {"w"}));
        assertNamed("\"w\"", parameters -> parameters.randomEffects.terms = new RandomEffect[] {effect("w")});
        assertNamed("\"w\"", parameters -> {
            var slope = effect("g");
            slope.slopeColumns = new String[] {"w"};
            parameters.randomEffects.terms = new RandomEffect[] {slope};
        });
        assertNamed("response column", parameters -> parameters.response.column = "");
        assertNamed("event level \"1\"", parameters -> {
            parameters.response.distribution = ResponseDistribution.BINOMIAL;
            parameters.response.eventLevel = "1";
        });
        assertNamed("formula", parameters -> parameters.specification = Specification.FORMULA);
        assertNamed("events column", parameters -> {
            parameters.response.distribution = ResponseDistribution.BINOMIAL;
            parameters.response.form = ResponseForm.EVENTS_AND_TRIALS;
        });
    }

    private static void assertNamed(String named, Consumer<GlmmLearnerNodeParameters> change) {
        var parameters = new GlmmLearnerNodeParameters();
        parameters.response.column = "y";
        change.accept(parameters);
        var message = assertThrows(InvalidSettingsException.class, () -> NodeRun
            .of(new GlmmLearnerNodeFactory(), parameters).configure(TestTable.spec(COLUMNS))).getMessage();
        assertTrue(message.contains(named), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "NONE ; y ~ x + g + h + (1 + x | t)",
        "ALL_TWO_WAY ; y ~ x + g + h + x:g + x:h + g:h + (1 + x | t)",
        "FULL_FACTORIAL ; y ~ x + g + h + x:g + x:h + g:h + x:g:h + (1 + x | t)",
        "CHOSEN      ; y ~ x + g + h + x:h + (1 + x | t)"})
    void guidedChoicesMakeAFormula(Interactions interactions, String expected) {
        var parameters = new GlmmLearnerNodeParameters();
        parameters.response.column = "y";
        parameters.fixedEffects.columns = new ColumnFilter(new String[] {"y", "x", "g", "h"});
        parameters.fixedEffects.interactions = interactions;
        var chosen = new Interaction();
        chosen.columns = new String[] {"x", "h"};
        parameters.fixedEffects.chosenInteractions = new Interaction[] {chosen};
        var slope = effect("t");
        slope.slopeColumns = new String[] {"x"};
        parameters.randomEffects.terms = new RandomEffect[] {slope};
        assertEquals(expected, GuidedFormula.of(parameters, TestTable.spec(COLUMNS)).toString());

        slope.structure = Structure.INDEPENDENT;
        slope.intercept = false;
        parameters.fixedEffects.intercept = false;
        var changed = GuidedFormula.of(parameters, TestTable.spec(COLUMNS)).toString();
        assertTrue(changed.startsWith("y ~ 0 + x") && changed.endsWith("(0 + x || t)"), changed);

        slope.structure = Structure.AR1;
        slope.byColumn = "g";
        var separated = GuidedFormula.of(parameters, TestTable.spec(COLUMNS)).toString();
        assertTrue(separated.endsWith(" + ar1(0 + x | t, by = g)"), separated);
    }

    /** With two levels the sum contrast is minus half the difference, and the intercept the mean of both. */
    @Test
    void contrastsAreThoseOfTheCard() throws Exception {
        var parameters = guidedTrial();
        var contrasts = new ContrastCard();
        contrasts.column = "treatment";
        contrasts.coding = ContrastCoding.SUM;
        parameters.fixedEffects.codings = new ContrastCard[] {contrasts};
        var fixed = learn(parameters, TrialData.table()).table(1);
        assertEquals(List.of("(Intercept)", "treatment=control"), column(fixed, "Variable"));
        assertEquals(-0.748533780366097 / 2, number(fixed, "treatment=control", "Coeff."), 1e-6);
        assertEquals(-1.16498306964701 + 0.748533780366097 / 2, number(fixed, "(Intercept)", "Coeff."), 1e-6);

        contrasts.referenceLevel = "placebo";
        assertTrue(failure(parameters, TrialData.table()).contains("\"placebo\""));
        parameters.fixedEffects.columns = new ColumnFilter(new String[0]);
        parameters.randomEffects.terms = new RandomEffect[] {effect("clinic")};
        assertEquals(List.of("(Intercept)"), column(learn(parameters, TrialData.table()).table(1), "Variable"));
    }

    @Test
    void separatedRandomEffectsAreGroupsOfTheirOwn() throws Exception {
        var parameters = guidedTrial();
        parameters.randomEffects.terms = new RandomEffect[] {effect("clinic")};
        parameters.randomEffects.terms[0].byColumn = "treatment";
        var run = learn(parameters, TrialData.table());
        assertEquals(List.of("clinic (treatment=control)", "clinic (treatment=drug)", "Residual"),
            column(run.table(2), "Group"));
        assertEquals(16, run.table(3).size());
    }

    @Test
    void correlationsAreListedAsSuch() throws Exception {
        var run = learn(formula(ResponseDistribution.BINOMIAL, "favourable/total ~ treatment + "
            + "cs(0 + treatment | clinic)"), TrialData.table());
        assertEquals(List.of("treatment", "treatment", "?"), column(run.table(2), "Effect"));
        assertEquals(List.of("Variance", "Correlation", "Variance"), column(run.table(2), "Parameter"));
    }

    @Test
    void scaleAndMethodFollowTheDistribution() {
        var parameters = formula(ResponseDistribution.POISSON, "n ~ x + (1|g)");
        var automatic = ModelRequest.of(parameters, TestTable.spec(COLUMNS)).spec();
        assertEquals(Links.LOG, automatic.link());
        assertEquals(Method.LAPLACE, automatic.method());
        assertFalse(automatic.estimateScale());

        parameters.residual.scale = ResidualScale.ESTIMATED;
        assertEquals(Method.RSPL, ModelRequest.of(parameters, TestTable.spec(COLUMNS)).spec().method());
        parameters.estimation.method = EstimationMethod.MSPL;
        parameters.estimation.maximumIterations = 5;
        parameters.estimation.tolerance = 1e-3;
        parameters.data.weightsColumn = Optional.of("trials");
        var chosen = ModelRequest.of(parameters, TestTable.spec(COLUMNS)).spec();
        assertTrue(chosen.estimateScale());
        assertEquals(Method.MSPL, chosen.method());
        assertEquals(new ModelSpec.Control(5, 1e-3), chosen.control());
        assertEquals(Optional.of("trials"), chosen.weights());

        var normal = formula(ResponseDistribution.NORMAL, "y ~ x + (1|g)");
        normal.residual.scale = ResidualScale.FIXED_ONE;
        var linear = ModelRequest.of(normal, TestTable.spec(COLUMNS)).spec();
        assertTrue(linear.estimateScale(), "the residual variance of a normal response is always estimated");
        assertEquals(Method.REML, linear.method());
        parameters.residual.scale = ResidualScale.AUTOMATIC;
        parameters.estimation.method = EstimationMethod.QUADRATURE;
        parameters.estimation.quadratureNodes = 7;
        assertEquals(new ModelSpec.Control(5, 1e-3, 7), ModelRequest.of(parameters, TestTable.spec(COLUMNS)).spec()
            .control());

        normal.response.link = LinkFunction.LOG;
        assertEquals(Method.LAPLACE, ModelRequest.of(normal, TestTable.spec(COLUMNS)).spec().method());
    }

    @Test
    void offsetColumnJoinsTheFormula() throws Exception {
        var parameters = formula(ResponseDistribution.POISSON, "n ~ x + offset(log(trials)) + (1|g)");
        parameters.data.offsetColumn = Optional.of("y");
        parameters.fixedEffects.categoricalColumns = new String[] {"x", "h"};
        var request = ModelRequest.of(parameters, TestTable.spec(COLUMNS));
        assertEquals("n ~ x + offset(log(trials)) + offset(y) + (1 | g)", request.spec().formula().toString());
        assertEquals(Set.of("x"), request.spec().categorical());
    }

    @Test
    void badDataGiveOneSentence() {
        var poisson = formula(ResponseDistribution.POISSON, "n ~ x + (1|g)");
        var negative = failure(poisson, TestTable.of("n:int x:double g:string", "1 1 a", "-2 2 a", "1 1 b", "2 3 b"));
        assertTrue(negative.contains("n") && negative.contains("-2"), negative);
        var trial = failure(formula(ResponseDistribution.BINOMIAL, "n/m ~ x + (1|g)"),
            TestTable.of("n:int m:int x:double g:string", "1 1 1 a", "3 2 2 a", "1 4 1 b", "2 3 3 b"));
        assertTrue(trial.contains("\"n\"") && trial.contains("\"m\""), trial);
        var empty = failure(poisson, TestTable.of("n:int x:double g:string"));
        assertTrue(empty.contains("no rows"), empty);
        var infinite = failure(poisson, TestTable.of("n:int x:double g:string", "1 1 a", "2 Infinity a", "1 1 b"));
        assertTrue(infinite.contains("\"x\"") && infinite.contains("Row1"), infinite);
        var missing = failure(poisson, TestTable.of("n:int x:double g:string", "? 1 a", "2 ? a"));
        assertTrue(missing.contains("\"n\"") && missing.contains("\"x\""), missing);
    }

    @Test
    void progressIsShownAndCancelEndsTheFit() throws Exception {
        var messages = new ConcurrentLinkedQueue<String>();
        NodeRun.of(new GlmmLearnerNodeFactory(), guidedTrial())
            .execute(ExecutionContexts.create(monitor(messages, Integer.MAX_VALUE)), TrialData.table());
        var shown =
            Pattern.compile("Linearisation, iteration \\d+: -2 restricted log pseudo-likelihood -?[\\d.e+-]+, gradient "
            + "[\\d.e+-]+").asMatchPredicate();
        assertTrue(messages.stream().anyMatch(shown), messages.toString());
        assertThrows(CanceledExecutionException.class, () -> NodeRun
            .of(new GlmmLearnerNodeFactory(), guidedTrial())
            .execute(ExecutionContexts.create(monitor(messages, 3)), new PortObject[] {TrialData.table()}));
    }

    /**
     * Whenever KNIME says so for the first time, between evaluations or within one, the node ends as KNIME wants it.
     */
    @Test
    void cancelEndsTheFitAtEveryQuestion() throws Exception {
        var questions = new AtomicInteger();
        NodeRun.of(new GlmmLearnerNodeFactory(), guidedTrial())
            .execute(ExecutionContexts.create(cancelled(questions, Integer.MAX_VALUE)), TrialData.table());
        int all = questions.get();
        assertTrue(all > 100, all + " questions");
        for (int last = 1; last < all; last += 1 + all / 20) {
            var context = ExecutionContexts.create(cancelled(new AtomicInteger(), last));
            assertThrows(CanceledExecutionException.class, () -> NodeRun.of(new GlmmLearnerNodeFactory(), guidedTrial())
                .execute(context, new PortObject[] {TrialData.table()}));
        }
    }

    private static ProgressMonitor cancelled(AtomicInteger questions, int after) {
        return new ProgressMonitor() {
            @Override
            public void progress(double fraction, Supplier<String> message) {
            }

            @Override
            public boolean isCanceled() {
                return questions.incrementAndGet() > after;
            }
        };
    }

    private static ProgressMonitor monitor(Collection<String> messages, int cancelAfter) {
        var count = new AtomicInteger();
        return new ProgressMonitor() {
            @Override
            public void progress(double fraction, Supplier<String> message) {
                if (message != null && message.get() != null) {
                    messages.add(message.get());
                    count.incrementAndGet();
                }
            }

            @Override
            public boolean isCanceled() {
                return count.get() >= cancelAfter;
            }
        };
    }

    @Test
    void configuredModelHasTheColumnsOfTheTable() {
        var spec = ModelRequest.of(guidedTrial(), TrialData.table().getDataTableSpec()).portSpec();
        assertArrayEquals(new String[] {"favourable", "total", "treatment", "clinic"}, spec.columns().getColumnNames());
        assertFalse(spec.isNominal());
    }
}
