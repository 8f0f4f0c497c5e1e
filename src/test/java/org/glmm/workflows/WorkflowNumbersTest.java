package org.glmm.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glmm.engine.estimate.Reference;
import org.glmm.engine.frame.TestFrames;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The workflows with one learner for each choice of the dialog, against fits by R: glmmTMB, lme4, dense programs of
 * pseudo- likelihood and Laplace's approximation, and the exact likelihood. The resource {@code learners.csv} says
 * which reference goes with which learner, and to how many standard errors the estimates agree.
 */
class WorkflowNumbersTest {

    private static final List<String> WORKFLOWS = List.of("contrast-codings", "covariance-structures",
        "estimation-methods", "link-functions", "response-distributions");

    @TempDir
    private static Path finished;

    /** A line of the resource. */
    record Learner(String workflow, String suffix, String reference, double tolerance) {

        CsvTable table(String name) {
            return CsvTable.read(finished.resolve(workflow).resolve("data").resolve(name + "-" + suffix + ".csv"));
        }
    }

    @BeforeAll
    static void runWorkflows() throws IOException {
        for (var name : WORKFLOWS) {
            WorkflowFolders.run(WorkflowFolders.copy(WorkflowFolders.folder(name), finished.resolve(name)), "-reset",
                "-nosave");
        }
    }

    static Stream<Learner> learners() {
        return TestFrames.lines("/org/glmm/workflows/learners.csv").stream().skip(1).map(line -> line.split(","))
            .map(cells -> new Learner(cells[0], cells[1], cells[2], Double.parseDouble(cells[3])));
    }

    /**
     * The standard errors of restricted pseudo-likelihood are those of Kenward and Roger; a reference without them has
     * those for known covariance parameters, which are smaller.
     */
    @ParameterizedTest
    @MethodSource("learners")
    void theTablesHoldTheNumbersOfTheReference(Learner learner) {
        var reference = Reference.read(learner.reference());
        double[] errors = reference.numbers("fixef", "se");
        double[] adjusted = reference.numbers("fixef", "se_kr");
        boolean isRestricted = learner.reference().matches(".*oracle\\.r.*");
        double[] estimates = reference.numbers("fixef", "estimate");
        var table = learner.table("fixed-effects");
        assertEquals(estimates.length, table.rows().size());
        int[] rows = rows(reference.texts("fixef", "names"), table.texts("Variable"));
        double[] actual = Arrays.stream(rows).mapToDouble(row -> table.numbers("Coeff.")[row]).toArray();
        double[] actualErrors = Arrays.stream(rows).mapToDouble(row -> table.numbers("Std. Err.")[row]).toArray();
        for (int i = 0; i < estimates.length; i++) {
            assertEquals(estimates[i], actual[i], learner.tolerance() * errors[i], "coefficient " + i);
            if (isRestricted && adjusted.length == 0) {
                assertTrue(actualErrors[i] > errors[i] * (1 - 1e-5), "error " + i);
            } else {
                double error = isRestricted ? adjusted[i] : errors[i];
                assertEquals(error, actualErrors[i], Math.max(1e-4, learner.tolerance()) * error, "error " + i);
            }
        }
        var statistics = learner.table("fit-statistics");
        double objective = IntStream.range(0, statistics.rows().size())
            .filter(row -> statistics.texts("Statistic").get(row).matches("-2 .*log.*"))
            .mapToDouble(row -> statistics.numbers("Value")[row]).findFirst().orElseThrow();
        assertEquals(reference.minus2LogLikelihood().orElseThrow(), objective, 1e-7 * Math.abs(objective));
        assertEquals(List.of("converged"), statistics.where("Statistic", "Convergence").texts("Text"));
    }

    /**
     * The rows of a table that R's names belong to; without such names, as of some contrasts, they have the same order.
     */
    private static int[] rows(List<String> theirs, List<String> ours) {
        var plain = ours.stream().map(WorkflowNumbersTest::plain).toList();
        int[] rows = theirs.stream().mapToInt(name -> plain.indexOf(plain(name))).toArray();
        return Arrays.stream(rows).allMatch(row -> row >= 0) ? rows : IntStream.range(0, rows.length).toArray();
    }

    /** A coefficient's name as R has it, with the parts of an interaction in alphabetical order. */
    private static String plain(String name) {
        return Stream.of(name.replace("=", "").split(":")).sorted().collect(Collectors.joining(":"));
    }

    /** Every variance of the random effects is one of the reference. */
    @ParameterizedTest
    @MethodSource("learners")
    void theVariancesAreThoseOfTheReference(Learner learner) {
        double[] expected = Reference.read(learner.reference()).components();
        var table = learner.table("covariance-parameters").where("Parameter", "Variance");
        double[] actual = IntStream.range(0, table.rows().size())
            .filter(row -> !"Residual".equals(table.texts("Group").get(row)))
            .mapToDouble(row -> table.numbers("Estimate")[row]).distinct().toArray();
        for (double variance : actual) {
            assertTrue(Arrays.stream(expected)
                .anyMatch(e -> Math.abs(e - variance) <= Math.max(1e-5, learner.tolerance())
                * variance), variance + " is not among " + Arrays.toString(expected));
        }
        assertTrue(actual.length > 0);
    }

    @Test
    void everyLearnerHasAReference() throws IOException {
        Set<String> written = new TreeSet<>();
        for (var name : WORKFLOWS) {
            WorkflowFolders.tables(WorkflowFolders.folder(name)).stream()
                .filter(file -> file.startsWith("fixed-effects-"))
                .forEach(file -> written.add(name + " " + file.replaceAll("fixed-effects-|\\.csv", "")));
        }
        assertEquals(written, learners().map(learner -> learner.workflow() + " " + learner.suffix())
            .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The constants of the dialog's choices, which all but AUTOMATIC are in some learner's settings. */
    @ParameterizedTest
    @MethodSource("choices")
    void everyChoiceOfTheDialogIsInAWorkflow(String key, List<String> constants) throws IOException {
        Set<String> chosen = new TreeSet<>();
        for (var folder : WorkflowFolders.all().toList()) {
            WorkflowFolders.files(folder, file -> file.matches("GLMM Learner.*settings\\.xml")).values().stream()
                .flatMap(String::lines).map(String::strip)
                .filter(line -> line.startsWith("<entry key=\"" + key + "\""))
                .forEach(line -> chosen.add(line.replaceAll(".*value=\"(\\w*)\".*", "$1")));
        }
        var missing = new TreeSet<>(constants);
        missing.removeAll(chosen);
        missing.remove("AUTOMATIC");
        assertEquals(Set.of(), missing);
    }

    static Stream<Arguments> choices() {
        return Stream.of(List.of("distribution", "ResponseDistribution"), List.of("link", "LinkFunction"),
            List.of("structure", "Structure"), List.of("coding", "ContrastCoding"),
            List.of("method", "EstimationMethod"))
            .map(pair -> Arguments.of(pair.get(0), constants(pair.get(1))));
    }

    private static List<String> constants(String choice) {
        try {
            return Arrays.stream(Class.forName("org.glmm.knime.learner.Choices$" + choice).getEnumConstants())
                .map(constant -> ((Enum<?>)constant).name()).toList();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
