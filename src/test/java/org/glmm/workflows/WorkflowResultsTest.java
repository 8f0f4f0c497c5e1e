package org.glmm.workflows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.FDistribution;
import org.ejml.simple.SimpleMatrix;
import org.glmm.engine.estimate.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The tables that the workflows write, against fits by a dense program in R that is independent of this project and of
 * lme4, to six digits.
 */
class WorkflowResultsTest {

    private static final double SIX_DIGITS = 1e-6;

    /** A tail probability as one minus the rest is known up to this. */
    private static final double ROUNDING_OF_ONE = 1e-15;

    private static final Map<String, List<String>> RANGE_FACTORS = Map.of(
        "management", List.of("M1", "M2", "M3", "M4", "M5", "M6", "M7"), "mix", List.of("S1", "S2", "S3", "S4"));

    private static final List<String> RANGE_TERMS = List.of("management", "mix", "management:mix");

    /** A fit in a workflow: the suffix of its files, its predictor, the reference, and the factors of its design. */
    enum Fit {
        CLINICAL_TRIAL("clinical-trial", "", 4, "bl_clinic_trt.dense.laplace",
            Map.of("treatment", List.of("control", "drug")), List.of("treatment")),
        RANGE("range-split-plot", "", 4, "range_poisson.oracle.rspl", RANGE_FACTORS, RANGE_TERMS),
        RANGE_OVERDISPERSED("range-split-plot", "-overdispersed", 13, "range_poisson.oracle.rspl_phi",
            RANGE_FACTORS, RANGE_TERMS);

        private final String workflow;
        private final String suffix;
        private final int predictor;
        private final Reference reference;
        private final Map<String, List<String>> factors;
        private final List<String> terms;

        Fit(String workflow, String suffix, int predictor, String reference, Map<String, List<String>> factors,
            List<String> terms) {
            this.workflow = workflow;
            this.suffix = suffix;
            this.predictor = predictor;
            this.reference = Reference.read(reference);
            this.factors = factors;
            this.terms = terms;
        }

        CsvTable table(String name) {
            return CsvTable.read(finished.resolve(workflow).resolve("data").resolve(name + suffix + ".csv"));
        }

        boolean estimatesScale() {
            return reference.json().get("phi_estimated").asBoolean();
        }
    }

    @TempDir
    private static Path finished;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void runWorkflows() throws IOException {
        for (var name : Arrays.stream(Fit.values()).map(fit -> fit.workflow).distinct().toList()) {
            var copy = WorkflowFolders.copy(WorkflowFolders.folder(name), finished.resolve(name));
            WorkflowFolders.run(copy, "-reset", "-nosave");
        }
    }

    private static void assertRelative(double expected, double actual) {
        assertEquals(expected, actual, SIX_DIGITS * Math.abs(expected));
    }

    private static void assertRelative(double[] expected, double[] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertRelative(expected[i], actual[i]);
        }
    }

    /** Estimates to a part of their standard errors. */
    private static void assertEstimates(double[] expected, double[] errors, double[] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], SIX_DIGITS * errors[i]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fixedEffects(Fit fit) {
        var table = fit.table("fixed-effects");
        assertEquals(fit.reference.texts("fixef", "names"),
            table.texts("Variable").stream().map(name -> name.replace("=", "")).toList());
        assertEstimates(fit.reference.numbers("fixef", "estimate"), fit.reference.numbers("fixef", "se"),
            table.numbers("Coeff."));
        boolean adjusted = fit.reference.json().get("fixef").has("se_kr");
        assertRelative(fit.reference.numbers("fixef", adjusted ? "se_kr" : "se"), table.numbers("Std. Err."));
    }

    @ParameterizedTest
    @EnumSource
    void covarianceParameters(Fit fit) {
        var table = fit.table("covariance-parameters");
        assertEquals(table.rows().size() - 1, table.texts("Group").indexOf("Residual"));
        int estimated = table.rows().size() - (fit.estimatesScale() ? 0 : 1);
        assertRelative(fit.reference.numbers("cov_params", "estimate"),
            Arrays.copyOf(table.numbers("Estimate"), estimated));
        assertRelative(fit.reference.numbers("cov_params", "se_observed"),
            Arrays.copyOf(table.numbers("Std. Err."), estimated));
        var residual = table.where("Group", "Residual");
        assertRelative(fit.reference.number("phi"), residual.number("Estimate"));
        assertEquals(List.of(fit.estimatesScale() ? "estimated" : "fixed"), residual.texts("Status"));
    }

    @ParameterizedTest
    @EnumSource
    void randomEffects(Fit fit) {
        var table = fit.table("random-effects");
        var groups = table.texts("Group").stream().distinct().toList();
        var references = StreamSupport.stream(fit.reference.json().get("ranef").spliterator(), false).toList();
        assertEquals(references.size(), groups.size());
        for (int i = 0; i < groups.size(); i++) {
            assertRandomEffects(references.get(i), table.where("Group", groups.get(i)));
        }
    }

    private static void assertRandomEffects(JsonNode reference, CsvTable table) {
        assertEquals(reference.get("levels").size(), table.rows().size());
        for (int i = 0; i < table.rows().size(); i++) {
            var level = table.where("Level", reference.get("levels").get(i).asText().replaceAll("[._]", ":"));
            double error = Math.sqrt(reference.get("pev").get(i).asDouble());
            assertEquals(reference.get("modes").get("(Intercept)").get(i).asDouble(), level.number("Estimate"),
                SIX_DIGITS * error);
            assertRelative(error, level.number("Std. Err."));
        }
    }

    @ParameterizedTest
    @EnumSource
    void fitStatistics(Fit fit) {
        var table = fit.table("fit-statistics");
        Map.of("-2 log likelihood", "minus2loglik",
            "-2 restricted log pseudo-likelihood", "minus2_pseudo_loglik",
            "Generalized chi-square", "generalized_chisq_unscaled",
            "Pearson chi-square", "pearson_chisq_conditional",
            "Residual scale", "phi",
            "Rows used", "n_obs",
            "Residual degrees of freedom", "df_n_minus_p").forEach((statistic, key) -> {
                if (fit.reference.json().has(key)) {
                    assertRelative(fit.reference.number(key), table.where("Statistic", statistic).number("Value"));
                }
            });
        assertEquals(List.of("converged"), table.where("Statistic", "Convergence").texts("Text"));
    }

    @ParameterizedTest
    @EnumSource
    void predictions(Fit fit) throws IOException {
        assertRelative(fit.reference.numbers("first10", "response_conditional"), firstTen(fit.table("predictions")));
        assertPredictions(fit, "response_population", "conditional,false,boolean", "typical,true,boolean");
        assertPredictions(fit, "link_conditional", "scale,LINK,String");
        assertPredictions(fit, "link_population", "scale,LINK,String", "conditional,false,boolean",
            "typical,true,boolean");
    }

    private void assertPredictions(Fit fit, String key, String... settings) throws IOException {
        var copy = WorkflowFolders.copy(WorkflowFolders.folder(fit.workflow), temporary.resolve(key));
        var options = Arrays.stream(settings).map(setting -> "-option=" + fit.predictor + "," + setting);
        WorkflowFolders.run(copy, Stream.concat(Stream.of("-reset", "-nosave"), options).toArray(String[]::new));
        var table = CsvTable.read(copy.resolve("data/predictions" + fit.suffix + ".csv"));
        assertArrayEquals(fit.reference.numbers("first10", key), firstTen(table), SIX_DIGITS);
    }

    /** The clinical trial by quadrature, against integrals by the trapezoidal rule in both dimensions. */
    @Test
    void maximumLikelihoodByQuadrature() throws IOException {
        var reference = Reference.read("bl_clinic_trt.exact.ml");
        var copy = WorkflowFolders.copy(WorkflowFolders.folder("clinical-trial-quadrature"),
            temporary.resolve("exact"));
        WorkflowFolders.run(copy, "-reset", "-nosave");
        var fixed = CsvTable.read(copy.resolve("data/fixed-effects.csv"));
        assertEstimates(reference.numbers("fixef", "estimate"), reference.numbers("fixef", "se"),
            fixed.numbers("Coeff."));
        assertRelative(reference.numbers("fixef", "se"), fixed.numbers("Std. Err."));
        var statistics = CsvTable.read(copy.resolve("data/fit-statistics.csv"));
        assertRelative(reference.number("minus2loglik"), statistics.where("Statistic", "-2 log likelihood")
            .number("Value"));
        var parameters = CsvTable.read(copy.resolve("data/covariance-parameters.csv"));
        assertEquals(reference.number("sd_outer"), Math.sqrt(parameters.where("Group", "clinic").number("Estimate")),
            SIX_DIGITS * reference.numbers("se_sd")[0]);
        assertEquals(reference.number("sd_inner"),
            Math.sqrt(parameters.where("Group", "clinic:treatment").number("Estimate")),
            SIX_DIGITS * reference.numbers("se_sd")[1]);
    }

    /** The numbers of the last column in the first ten rows. */
    private static double[] firstTen(CsvTable table) {
        var names = table.rows().get(0).getMetaData().headers();
        assertTrue(names[names.length - 1].startsWith("Prediction ("));
        return Arrays.copyOf(table.numbers(names[names.length - 1]), 10);
    }

    /**
     * Wald tests from the estimates of the reference: by chi-square for the clinical trial, whose random effects are
     * integrated out, otherwise by Kenward and Roger, of which the reference has the test of the interaction.
     */
    @ParameterizedTest
    @EnumSource
    void tests(Fit fit) {
        var table = fit.table("tests");
        assertEquals(fit.terms, table.texts("Effect").subList(0, fit.terms.size()));
        for (var term : fit.terms) {
            var hypotheses = hypotheses(fit, List.of(term.split(":")));
            double chiSquare = wald(fit.reference, hypotheses);
            var test = table.where("Effect", term);
            int df = hypotheses.getNumRows();
            assertEquals(df, test.number("Num df"));
            assertRelative(df * test.number("F"), test.number("Chi-square"));
            assertEquals(pValue(test, df), test.number("p-value"), SIX_DIGITS * pValue(test, df) + ROUNDING_OF_ONE);
            if (fit == Fit.CLINICAL_TRIAL) {
                assertTrue(Double.isNaN(test.number("Den df")));
                assertRelative(chiSquare, test.number("Chi-square"));
            } else {
                assertEquals(List.of("Kenward-Roger"), test.texts("Df method"));
                assertTrue(test.number("F") <= (1 + SIX_DIGITS) * chiSquare / df, "the adjusted variance is larger");
            }
        }
    }

    /** The mean of a level is the average of its cells, and so is the table's, with the standard errors enlarged. */
    @Test
    void leastSquaresMeansAreAveragesOfCells() {
        var fit = Fit.RANGE_OVERDISPERSED;
        var estimates = new SimpleMatrix(fit.reference.numbers("fixef", "estimate"));
        for (var factor : List.of("management", "mix")) {
            var table = fit.table("means").where("Effect", factor);
            for (var level : RANGE_FACTORS.get(factor)) {
                double mean = new SimpleMatrix(1, estimates.getNumRows(), true, average(fit, factor, level))
                    .mult(estimates).get(0);
                assertRelative(mean, table.where("Level", level).number("Estimate"));
                assertRelative(Math.exp(mean), table.where("Level", level).number("Mean"));
            }
        }
    }

    private static double[] average(Fit fit, String factor, String level) {
        var names = fit.reference.texts("fixef", "names");
        var cells = combinations(fit.factors.keySet(), fit.factors::get).stream()
            .filter(cell -> cell.get(factor).equals(level)).toList();
        return names.stream().mapToDouble(name -> cells.stream().filter(cell -> isIn(cell, name)).count()
            / (double)cells.size()).toArray();
    }

    private static double pValue(CsvTable test, int df) {
        double denominator = test.number("Den df");
        return Double.isNaN(denominator)
            ? 1 - new ChiSquaredDistribution(df).cumulativeProbability(test.number("Chi-square"))
            : 1 - new FDistribution(df, denominator).cumulativeProbability(test.number("F"));
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "RANGE_OVERDISPERSED"})
    void theInteractionIsTestedAsInTheReference(Fit fit) {
        var expected = fit.reference.json().get("tests").get("interaction").get("expected_information");
        var test = fit.table("tests").where("Effect", "management:mix");
        assertRelative(expected.get("F_unscaled").asDouble(), test.number("F"));
        if (fit.estimatesScale()) {
            assertRelative(expected.get("den_df_kr").asDouble(), test.number("Den df"));
        } else {
            assertTrue(expected.get("den_df_kr").isNull() && Double.isNaN(test.number("Den df")), "infinite");
        }
    }

    private static double wald(Reference reference, SimpleMatrix hypotheses) {
        var vcov = reference.json().get("vcov_fixef");
        var covariance = new SimpleMatrix(vcov.size(), vcov.size());
        for (int i = 0; i < vcov.size(); i++) {
            for (int j = 0; j < vcov.size(); j++) {
                covariance.set(i, j, vcov.get(i).get(j).asDouble());
            }
        }
        var estimates = hypotheses.mult(new SimpleMatrix(reference.numbers("fixef", "estimate")));
        return estimates.transpose()
            .mult(hypotheses.mult(covariance).mult(hypotheses.transpose()).solve(estimates)).get(0);
    }

    /**
     * The designs are complete factorials, so type III hypotheses weigh all cells alike: contrasts with the first level
     * for the factors in the term, averages over the levels of the others.
     */
    private static SimpleMatrix hypotheses(Fit fit, List<String> term) {
        var contrasts = combinations(term, factor -> fit.factors.get(factor).stream().skip(1).toList());
        return new SimpleMatrix(contrasts.stream().map(contrast -> hypothesis(fit, contrast))
            .toArray(double[][]::new));
    }

    private static double[] hypothesis(Fit fit, Map<String, String> contrast) {
        var names = fit.reference.texts("fixef", "names");
        var hypothesis = new double[names.size()];
        for (var cell : combinations(fit.factors.keySet(), fit.factors::get)) {
            double weight = 1;
            for (var factor : cell.keySet()) {
                weight *= weight(cell.get(factor), contrast.get(factor), fit.factors.get(factor));
            }
            for (int i = 0; i < hypothesis.length; i++) {
                hypothesis[i] += isIn(cell, names.get(i)) ? weight : 0;
            }
        }
        return hypothesis;
    }

    private static double weight(String level, String contrasted, List<String> levels) {
        if (contrasted == null) {
            return 1.0 / levels.size();
        }
        return level.equals(contrasted) ? 1 : level.equals(levels.get(0)) ? -1 : 0;
    }

    /** Whether a coefficient, named by R as factor and level, is part of the mean of a cell. */
    private static boolean isIn(Map<String, String> cell, String coefficient) {
        return coefficient.equals("(Intercept)") || Arrays.stream(coefficient.split(":"))
            .allMatch(part -> cell.keySet().stream().anyMatch(factor -> part.equals(factor + cell.get(factor))));
    }

    private static List<Map<String, String>> combinations(Collection<String> factors,
        Function<String, List<String>> levels) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (var factor : factors) {
            combinations = combinations.stream().flatMap(combination -> levels.apply(factor).stream().map(level -> {
                Map<String, String> extended = new HashMap<>(combination);
                extended.put(factor, level);
                return extended;
            })).toList();
        }
        return combinations;
    }
}
