package org.glmm.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.glmm.engine.estimate.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of the oats workflow against emmeans with Kenward-Roger degrees of freedom, {@code oats.tests.json}. */
class ContrastsWorkflowTest {

    private static final double DIGITS = 1e-4;

    @TempDir
    private static Path temporary;

    private static CsvTable comparisons;
    private static CsvTable means;
    private static CsvTable tests;
    private static JsonNode variety;
    private static JsonNode nitrogen;

    @BeforeAll
    static void run() throws Exception {
        var workflow = WorkflowFolders.copy(WorkflowFolders.folder("oats-contrasts"), temporary.resolve("oats"));
        WorkflowFolders.run(workflow, "-reset", "-nosave");
        comparisons = CsvTable.read(workflow.resolve("data/comparisons.csv"));
        means = CsvTable.read(workflow.resolve("data/means.csv"));
        tests = CsvTable.read(workflow.resolve("data/tests.csv"));
        var emmeans = Reference.read("tests/oats.tests").json().get("emmeans_kr");
        variety = emmeans.get(0);
        nitrogen = emmeans.get(1);
    }

    private static double number(JsonNode table, String column, int row) {
        return table.get(column).get(row).asDouble();
    }

    private static void assertDigits(double expected, double actual) {
        assertEquals(expected, actual, DIGITS * Math.max(1e-2, Math.abs(expected)));
    }

    /** The table of contrasts has Marvellous minus Golden Rain, emmeans the reverse. */
    @Test
    void aContrastFromTheTableIsThatOfEmmeans() {
        var contrast = comparisons.where("Effect", "Marvellous against Golden Rain");
        var pair = variety.get("pairs_none");
        assertDigits(-number(pair, "estimate", 0), contrast.number("Estimate"));
        assertDigits(number(pair, "SE", 0), contrast.number("Std. Err."));
        assertDigits(number(pair, "df", 0), contrast.number("df"));
        assertDigits(number(pair, "p.value", 0), contrast.number("p-value"));
        assertDigits(-number(pair, "upper.CL", 0), contrast.number("Lower bound"));
        var step = comparisons.where("Effect", "first step of nitrogen");
        var first = nitrogen.get("pairs_none");
        assertDigits(-number(first, "estimate", 0), step.number("Estimate"));
        assertDigits(number(first, "p.value", 0), step.number("p-value"));
    }

    /** Two independent differences of three varieties: the joint test of all of them. */
    @Test
    void linesOfOneContrastAreTestedJointly() {
        var joint = tests.where("Effect", "varieties");
        var expected = variety.get("joint_test");
        assertEquals(2, joint.number("Num df"));
        assertDigits(number(expected, "df2", 0), joint.number("Den df"));
        assertDigits(number(expected, "p.value", 0), joint.number("p-value"));
    }

    @Test
    void meansAndTukeyComparisonsAreThoseOfEmmeans() {
        var ofVariety = means.where("Effect", "Variety");
        var expected = variety.get("means");
        for (int i = 0; i < 3; i++) {
            var mean = ofVariety.where("Level", expected.get("Variety").get(i).asText());
            assertDigits(number(expected, "emmean", i), mean.number("Estimate"));
            assertDigits(number(expected, "SE", i), mean.number("Std. Err."));
            assertDigits(number(expected, "df", i), mean.number("df"));
            assertDigits(number(expected, "lower.CL", i), mean.number("Lower bound"));
        }
        var tukey = nitrogen.get("pairs_tukey");
        double[] p = comparisons.where("Effect", "Variety:nitro").numbers("Adjusted p-value");
        assertEquals(0, p.length, "interactions are compared by simple effects");
        var pairs = new CsvTable(comparisons.where("Effect", "nitro").rows().stream()
            .filter(row -> row.getString("Slice") == null).toList());
        for (int i = 0; i < 6; i++) {
            assertEquals(number(tukey, "p.value", i), pairs.numbers("Adjusted p-value")[i], 1e-6);
            assertDigits(number(tukey, "lower.CL", i), pairs.numbers("Lower bound")[i]);
        }
    }

    /**
     * Cells of a variety share a letter of nitrogen where Tukey's test of emmeans within the variety is not
     * significant.
     */
    @Test
    void cellsHaveLettersOfTheirSlices() {
        var emmeans = Reference.read("tests/oats.tests").json().get("emmeans_kr").get(3);
        assertEquals("~nitroF|Variety", emmeans.get("spec").asText());
        var pairs = emmeans.get("pairs_tukey");
        for (int i = 0; i < pairs.get("row").size(); i++) {
            var of = pairs.get("Variety").get(i).asText();
            var levels = pairs.get("contrast").get(i).asText().replace("nitroF", "").split(" - ");
            var first = lettersOfNitrogen(of, levels[0]);
            var second = lettersOfNitrogen(of, levels[1]);
            boolean share = first.chars().anyMatch(letter -> second.indexOf(letter) >= 0);
            assertEquals(number(pairs, "p.value", i) >= 0.05, share, of + " " + levels[0] + " " + levels[1]);
        }
    }

    private static String lettersOfNitrogen(String variety, String amount) {
        var letters = means.where("Effect", "Variety:nitro").where("Level", variety + ", " + amount).texts("Letters")
            .get(0);
        return letters.replaceAll(".*nitro: ", "");
    }
}
