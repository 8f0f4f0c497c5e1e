package org.glmm.knime.tester;

import static org.glmm.knime.TestTable.cell;
import static org.glmm.knime.TestTable.column;
import static org.glmm.knime.TestTable.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glmm.headless.node.DescriptionCheck;
import org.glmm.headless.node.DialogCheck;

import org.glmm.knime.FittedTrial;
import org.glmm.knime.NodeRun;
import org.glmm.knime.TestTable;
import org.glmm.knime.TrialData;
import org.glmm.knime.port.GlmmPortObject;
import org.glmm.knime.tester.TesterChoices.DegreesOfFreedom;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
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
        assertEquals(List.of("Tests of fixed effects", "Least-squares means", "Comparisons", "Covariance tests"),
            node.outPorts().stream().map(port -> port.name()).toList());
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

    private static NodeRun run(GlmmTesterNodeParameters parameters, Map<String, List<PortType>> ports,
        PortObject... inputs)
        throws Exception {
        return NodeRun.of(new GlmmTesterNodeFactory(), parameters, ports).execute(inputs);
    }

    /** Means, their difference and the odds ratio by hand from the two coefficients and their covariance matrix. */
    @Test
    void meansAndComparisonsFollowFromTheCoefficients() throws Exception {
        var model = FittedTrial.model();
        var fixed = model.model().fixedEffects();
        var parameters = new GlmmTesterNodeParameters();
        parameters.denominatorDf = DegreesOfFreedom.INFINITE;
        var run = run(parameters, Map.of(), model);
        double[] b = fixed.estimates();
        double[] v = fixed.covariance();
        var means = run.table(1);
        assertEquals(b[0] + b[1], number(means, "treatment: drug", "Estimate"), 1e-12);
        assertEquals(Math.sqrt(v[0] + 2 * v[1] + v[3]), number(means, "treatment: drug", "Std. Err."), 1e-12);
        assertEquals(1 / (1 + Math.exp(-b[0])), number(means, "treatment: control", "Mean"), 1e-12);
        double half = 1.959963984540054 * Math.sqrt(v[0]);
        assertEquals(1 / (1 + Math.exp(half - b[0])), number(means, "treatment: control", "Lower bound (mean)"), 1e-9);
        double variance = model.model().randomEffects().stream().mapToDouble(term -> term.covariance()[0]).sum();
        assertEquals(logisticNormal(b[0], variance), number(means, "treatment: control", "Population mean"), 1e-9);
        assertEquals(List.of("b", "a"), column(means, "Letters"), "p is 0.024");
        var comparisons = run.table(2);
        var row = "treatment: control - drug";
        assertEquals(-b[1], number(comparisons, row, "Estimate"), 1e-12);
        assertEquals(0.024429433857411, number(comparisons, row, "Adjusted p-value"), 1e-6);
        assertEquals(Math.exp(-b[1]), number(comparisons, row, "Ratio"), 1e-12);
        assertEquals(Math.exp(-b[1]) * Math.sqrt(v[3]), number(comparisons, row, "Std. Err. (ratio)"), 1e-12);
        assertEquals("Tukey-Kramer", cell(comparisons, row, "Adjustment").toString());
    }

    /** E[1 / (1 + exp(-eta - w))] by Simpson's rule. */
    private static double logisticNormal(double eta, double variance) {
        double deviation = Math.sqrt(variance);
        int steps = 4000;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double z = -10 + 20.0 * i / steps;
            double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-z * z / 2) / (1 + Math.exp(-eta - deviation * z));
        }
        return sum * 20 / steps / 3 / Math.sqrt(2 * Math.PI);
    }

    @Test
    void contrastsComeFromCardsAndFromATable() throws Exception {
        var model = FittedTrial.model();
        double b = model.model().fixedEffects().estimates()[1];
        var parameters = new GlmmTesterNodeParameters();
        parameters.terms = TesterChoices.Terms.NONE;
        var card = new GlmmTesterNodeParameters.ContrastCard();
        card.combination = "treatment[drug] - treatment[control]";
        card.alternative = TesterChoices.Hypothesis.GREATER;
        parameters.contrasts = new GlmmTesterNodeParameters.ContrastCard[] {card};
        var table = TestTable.of("Contrast:string Combination:string",
            "both treatment[drug]-treatment[control]", "both coef[treatment=drug]", "mean treatment[drug]");
        var run = run(parameters, Map.of("Contrasts", List.of(BufferedDataTable.TYPE)), model, table);
        var comparisons = run.table(2);
        assertEquals(List.of("Contrast 1", "both", "both", "mean"), column(comparisons, "Effect"));
        var first = "Contrast 1: treatment[drug] - treatment[control]";
        assertEquals(b, number(comparisons, first, "Estimate"), 1e-12);
        assertTrue(cell(comparisons, first, "Upper bound").isMissing(), "one-sided");
        assertEquals(2 * number(comparisons, first, "p-value"),
            number(comparisons, "both: coef[treatment=drug]", "p-value"), 1e-12);
        var tests = run.table(0);
        assertEquals(List.of("Type III", "Contrast"), column(tests, "Type"));
        assertEquals(number(tests, "treatment", "F"), number(tests, "both", "F"), 1e-10);
        assertEquals(0, run.table(1).size());
    }

    private static GlmmTesterNodeParameters fromTable() {
        var parameters = new GlmmTesterNodeParameters();
        parameters.terms = TesterChoices.Terms.NONE;
        parameters.denominatorDf = DegreesOfFreedom.INFINITE;
        parameters.alternativeColumn = "Alternative";
        parameters.marginColumn = "Margin";
        return parameters;
    }

    private static NodeRun run(GlmmTesterNodeParameters parameters, BufferedDataTable table) throws Exception {
        return run(parameters, Map.of("Contrasts", List.of(BufferedDataTable.TYPE)), FittedTrial.model(), table);
    }

    /** z of the estimate and its standard error, by hand for each alternative. */
    @Test
    void aTableTellsAlternativesAndMargins() throws Exception {
        var fixed = FittedTrial.model().model().fixedEffects();
        double b = fixed.estimates()[1];
        double se = fixed.standardError(1);
        var table = TestTable.of("Contrast:string Combination:string Alternative:string Margin:double",
            "a coef[treatment=drug] ? ?", "b coef[treatment=drug] Greater 0.2",
            "c coef[treatment=drug] non-inferiority 0.5", "d coef[treatment=drug] EQUIVALENCE 2",
            "e coef[treatment=drug] two-sided 1");
        var comparisons = run(fromTable(), table).table(2);
        double[] p = {2 * normalTail(b / se), normalTail((b - 0.2) / se), normalTail((b + 0.5) / se),
            normalTail((2 - b) / se), 2 * normalTail(Math.abs(b - 1) / se)};
        for (int i = 0; i < p.length; i++) {
            var row = (char)('a' + i) + ": coef[treatment=drug]";
            assertEquals(p[i], number(comparisons, row, "p-value"), 1e-9, row);
            assertTrue(cell(comparisons, row, "Adjusted p-value").isMissing(), row);
            assertTrue(cell(comparisons, row, "Mean difference").isMissing(), row);
        }
    }

    private static double normalTail(double z) {
        return 1 - new NormalDistribution().cumulativeProbability(z);
    }

    @Test
    void mistakesInATableOfContrastsAreNamed() throws Exception {
        assertRefused("is none; write one of two-sided",
            "Contrast:string Combination:string Alternative:string Margin:double", "a coef[treatment=drug] larger 0");
        assertRefused("must be a positive number",
            "Contrast:string Combination:string Alternative:string Margin:double",
            "a coef[treatment=drug] equivalence ?");
        assertRefused("differ in their alternative or value",
            "Contrast:string Combination:string Alternative:string Margin:double", "a coef[treatment=drug] less 0",
            "a treatment[drug] greater 0");
        assertRefused("no text column \"Alternative\"", "Contrast:string Combination:string Margin:double",
            "a coef[treatment=drug] 0");
        assertRefused("no numeric column \"Margin\"", "Contrast:string Combination:string Alternative:string",
            "a coef[treatment=drug] less");
        assertRefused("no label", "Contrast:string Combination:string Alternative:string Margin:double",
            "? coef[treatment=drug] less 0");
    }

    private static void assertRefused(String part, String columns, String... rows) {
        var message = assertThrows(Exception.class, () -> run(fromTable(), TestTable.of(columns, rows))).getMessage();
        assertTrue(message.contains(part), message);
    }

    /** Twice the p-value of each of two lines. */
    @Test
    void contrastsAreAdjustedTogether() throws Exception {
        var parameters = fromTable();
        parameters.alternativeColumn = "";
        parameters.marginColumn = "";
        parameters.contrastAdjustment = TesterChoices.ContrastAdjustment.BONFERRONI;
        var comparisons = run(parameters, TestTable.of("Contrast:string Combination:string", "a coef[treatment=drug]",
            "b treatment[drug]")).table(2);
        for (var row : List.of("a: coef[treatment=drug]", "b: treatment[drug]")) {
            assertEquals(2 * number(comparisons, row, "p-value"), number(comparisons, row, "Adjusted p-value"), 1e-12);
            assertEquals("Bonferroni", cell(comparisons, row, "Adjustment").toString());
        }
    }

    /** The difference of the two probabilities, by hand. */
    @Test
    void comparisonsAreGivenOnTheScaleOfTheResponse() throws Exception {
        var fixed = FittedTrial.model().model().fixedEffects();
        double control = 1 / (1 + Math.exp(-fixed.estimates()[0]));
        double drug = 1 / (1 + Math.exp(-fixed.estimates()[0] - fixed.estimates()[1]));
        var comparisons = run(new GlmmTesterNodeParameters(), Map.of(), FittedTrial.model()).table(2);
        assertEquals(control - drug, number(comparisons, "treatment: control - drug", "Mean difference"), 1e-12);
        assertTrue(number(comparisons, "treatment: control - drug", "Std. Err. (difference)") > 0);
    }

    /**
     * Two Laplace fits: log-likelihoods and criteria as the learner reports them; chi-square with 1 df at the edge has
     * half the p-value.
     */
    @Test
    void twoModelsAreCompared() throws Exception {
        var large = FittedTrial.laplace("favourable/total ~ treatment + (1|clinic) + (1|clinic:treatment)");
        var small = FittedTrial.laplace("favourable/total ~ treatment + (1|clinic)");
        var run = run(new GlmmTesterNodeParameters(), Map.of("Second model", List.of(GlmmPortObject.TYPE)), small,
            large);
        var tests = run.table(3);
        double chiSquare = small.model().statistics().minus2LogLikelihood()
            - large.model().statistics().minus2LogLikelihood();
        assertEquals(chiSquare, number(tests, "Model 1 against model 2", "Chi-square"), 1e-12);
        assertEquals((1 - new ChiSquaredDistribution(1).cumulativeProbability(chiSquare)) / 2,
            number(tests, "Model 1 against model 2", "p-value"), 1e-9);
        assertEquals(small.model().statistics().minus2LogLikelihood() + 2 * 3, number(tests, "Model 1", "AIC"), 1e-9);
    }

    /** Two rows left out of the trial, others for each model. */
    @Test
    void modelsOfOtherRowsAreNotCompared() throws Exception {
        var trial = TrialData.table();
        var run = run(new GlmmTesterNodeParameters(), Map.of("Second model", List.of(GlmmPortObject.TYPE)),
            FittedTrial.laplace("favourable/total ~ treatment + (1|clinic)", TestTable.without(trial, "Row0", "Row1")),
            FittedTrial.laplace("favourable/total ~ 1 + (1|clinic)", TestTable.without(trial, "Row2", "Row3")));
        assertTrue(cell(run.table(3), "Model 1 against model 2", "p-value").isMissing());
        var note = cell(run.table(3), "Model 1 against model 2", "Note").toString();
        assertTrue(note.contains("not to the same"), note);
    }

    /** Of two factors, no row has the levels b and v together. */
    @Test
    void whatTheDataCannotEstimateIsMissingWithAReason() throws Exception {
        var rows = new String[12];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = "g" + i / 3 + " " + List.of("a u", "a v", "b u").get(i % 3) + " " + (i * i % 7 + 0.5 * i);
        }
        var parameters = new GlmmTesterNodeParameters();
        var card = new GlmmTesterNodeParameters.ContrastCard();
        card.combination = "A[b] - A[a]; A[b] - A[a] at B[u]";
        parameters.contrasts = new GlmmTesterNodeParameters.ContrastCard[] {card};
        var run = run(parameters, Map.of(), FittedTrial.model("y ~ A * B + (1 | g)", "NORMAL",
            TestTable.of("g:string A:string B:string y:double", rows)));
        for (var where : List.of(List.of("Contrast 1: A[b] - A[a]", "2"), List.of("A:B: b, v", "1"),
            List.of("A: b", "1"))) {
            var table = run.table(Integer.parseInt(where.get(1)));
            assertTrue(cell(table, where.get(0), "Estimate").isMissing(), where.get(0));
            assertTrue(cell(table, where.get(0), "Note").toString().startsWith("Not estimable"), where.get(0));
        }
        assertTrue(number(run.table(2), "Contrast 1: A[b] - A[a] at B[u]", "Std. Err.") > 0);
        assertTrue(cell(run.table(0), "Contrast 1", "Note").toString().contains("1 of 2 functions are not estimable"));
    }

    @Test
    void pseudoLikelihoodsAreNotCompared() throws Exception {
        var run = run(new GlmmTesterNodeParameters(), Map.of("Second model", List.of(GlmmPortObject.TYPE)),
            FittedTrial.model(), FittedTrial.model());
        assertTrue(cell(run.table(3), "Model 1 against model 2", "p-value").isMissing());
        assertTrue(cell(run.table(3), "Model 1 against model 2", "Note").toString().contains("pseudo-likelihood"));
    }

    /** On the log scale of the variance: estimate exp(-+ z se / estimate). */
    @Test
    void varianceIntervalsAreThoseOfTheLogarithm() throws Exception {
        var model = FittedTrial.model();
        var parameter = model.model().covarianceParameters().get(0);
        var table = run(new GlmmTesterNodeParameters(), Map.of(), model).table(3);
        double half = 1.959963984540054 * parameter.standardError() / parameter.estimate();
        var row = "Wald: clinic: (Intercept)";
        assertEquals(parameter.estimate() * Math.exp(half), number(table, row, "Upper bound"), 1e-8);
        assertEquals(parameter.estimate() * Math.exp(-half), number(table, row, "Lower bound"), 1e-8);
    }

    /** The refit by glmmTMB, -64.6750353546064, and the mixture of chi-squares by R. */
    @Test
    void testsOfRandomEffectsAreShown() throws Exception {
        var model = FittedTrial.withRandomEffectTests("favourable/total ~ treatment + (1|clinic)");
        var table = run(new GlmmTesterNodeParameters(), Map.of(), model).table(3);
        var row = "Without (1 | clinic)";
        assertEquals(55.1488656779193, number(table, row, "Chi-square"), 1e-4);
        assertEquals(5.58690667742155e-14, number(table, row, "p-value"), 1e-17);
        assertEquals("1/2 chi-square(0) + 1/2 chi-square(1).", cell(table, row, "Note").toString());
    }

    /** 90% intervals by TMB::tmbroot of glmmTMB 1.1.5; that of the standard deviation squared. */
    @Test
    void profilesAndBootstrapOfTheLearnerAreShown() throws Exception {
        GlmmPortObject model = FittedTrial.withProfilesAndBootstrap("favourable/total ~ treatment + (1|clinic)")
            .output(0);
        var table = run(new GlmmTesterNodeParameters(), Map.of(), model).table(3);
        assertEquals(0.250401654, number(table, "Profile: treatment=drug", "Lower bound"), 1e-4);
        assertEquals(1.240930503, number(table, "Profile: treatment=drug", "Upper bound"), 1e-4);
        assertEquals(Math.exp(2 * -0.141470246), number(table, "Profile: clinic: (Intercept)", "Lower bound"), 1e-4);
        assertEquals(Math.exp(2 * 0.872276299), number(table, "Profile: clinic: (Intercept)", "Upper bound"), 1e-3);
        assertEquals("Level 0.9, as chosen in the learner. The parameter is fixed.",
            cell(table, "Profile: Residual", "Note").toString());
        assertTrue(cell(table, "Profile: Residual", "Upper bound").isMissing());
        assertEquals(0.05, number(table, "Bootstrap without (1 | clinic)", "p-value"), 1e-15);
        assertEquals(
            "19 responses simulated without the effect, seed 1; 0 left out because a fit failed; 0 of the other 19 "
            + "have a statistic at least as large; p = (1 + 0) / (1 + 19).",
            cell(table, "Bootstrap without (1 | clinic)", "Note").toString());
    }

    private static void assertRefused(GlmmTesterNodeParameters parameters, String part) throws Exception {
        var model = FittedTrial.model();
        var message = assertThrows(Exception.class, () -> run(parameters, Map.of(), model)).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void mistakesAreNamed() throws Exception {
        var unknownTerm = new GlmmTesterNodeParameters();
        unknownTerm.terms = TesterChoices.Terms.CHOSEN;
        unknownTerm.chosenTerms = new String[] {"treatmnt"};
        assertRefused(unknownTerm, "did you mean \"treatment\"?");
        var wrongAdjustment = new GlmmTesterNodeParameters();
        wrongAdjustment.adjustment = TesterChoices.Multiplicity.DUNNETT;
        assertRefused(wrongAdjustment, "Dunnett is not meant");
        var unknownLevel = new GlmmTesterNodeParameters();
        var card = new GlmmTesterNodeParameters.ContrastCard();
        card.combination = "treatment[drog]";
        unknownLevel.contrasts = new GlmmTesterNodeParameters.ContrastCard[] {card};
        assertRefused(unknownLevel, "did you mean \"drug\"?");
        card.combination = "  ";
        assertRefused(unknownLevel, "is empty");
        var unknownCovariate = new GlmmTesterNodeParameters();
        unknownCovariate.covariateValues = new GlmmTesterNodeParameters.CovariateValue[] {
            new GlmmTesterNodeParameters.CovariateValue()};
        assertRefused(unknownCovariate, "not a covariate");
        var empty = TestTable.of("Contrast:string Combination:string");
        var model = FittedTrial.model();
        assertTrue(assertThrows(Exception.class, () -> run(new GlmmTesterNodeParameters(),
            Map.of("Contrasts", List.of(BufferedDataTable.TYPE)), model, empty)).getMessage().contains("no rows"));
        var numbers = TestTable.of("Contrast:string x:double", "a 1");
        assertTrue(assertThrows(Exception.class, () -> run(new GlmmTesterNodeParameters(),
            Map.of("Contrasts", List.of(BufferedDataTable.TYPE)), model, numbers)).getMessage()
            .contains("two text columns"));
    }

    @Test
    void specIsKnownAtConfigure() throws Exception {
        var run = NodeRun.of(new GlmmTesterNodeFactory());
        var specs = run.configure(FittedTrial.model().getSpec());
        run.execute(FittedTrial.model());
        for (int port = 0; port < 4; port++) {
            assertTrue(((DataTableSpec)specs[port]).equalStructure(run.table(port).getDataTableSpec()));
        }
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
