package org.glmm.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glmm.headless.BatchRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What users do wrong, as they see it in a batch run: one sentence that names the column, term or level, no stack
 * trace. What is merely hard to fit is fitted and flagged.
 */
class BadInputTest {

    private static final String DATA = """
        y,n,total,x,t,g
        2,3,5,0.1,a,g1
        4,1,5,0.4,b,g1
        1,2,6,0.3,a,g2
        3,5,6,0.9,b,g2
        6,4,7,0.5,a,g3
        5,0,4,0.8,b,g3
        7,2,4,0.2,a,g4
        2,1,3,0.7,b,g4
        """;

    private static final String NORMAL_FORMULA = "y ~ x + (1|g)";

    /** Stack frames, and names of exceptions or of our packages. */
    private static final Pattern TECHNICAL = Pattern.compile("\\bat [\\w.$]+\\(|Exception|Error:|org\\.(glmm|knime)");

    @TempDir
    private Path folder;

    private LearnerWorkflow data(String csv) {
        return new LearnerWorkflow(folder, csv);
    }

    private LearnerWorkflow normal(String csv) {
        return data(csv).formula("NORMAL", NORMAL_FORMULA);
    }

    private LearnerWorkflow poisson(String csv) {
        return data(csv).formula("POISSON", "n ~ x + (1|g)");
    }

    private LearnerWorkflow trials(String csv) {
        return data(csv).formula("BINOMIAL", "n/total ~ x + (1|g)");
    }

    /** The learner fails with this sentence, which is all that is printed as error or warning. */
    private static void assertRefused(String sentence, LearnerWorkflow workflow) {
        var run = workflow.run();
        assertEquals("ERROR GLMM Learner (#2): " + sentence + "\n", run.err());
        assertExit(4, run);
    }

    private static void assertNotLoaded(String sentence, LearnerWorkflow workflow) {
        assertRefused("Loading model settings failed: " + sentence, workflow);
        assertExit(3, workflow.run("-failonloaderror"));
    }

    private static void assertFlagged(String warning, LearnerWorkflow workflow) {
        var run = workflow.run();
        assertEquals("WARN  GLMM Learner (#2): " + warning + "\n", run.err());
        assertExit(0, run);
    }

    private static void assertExit(int code, BatchRun run) {
        assertEquals(code, run.code().value(), run.err());
        var printed = run.out() + run.err();
        assertFalse(TECHNICAL.matcher(printed).find(), printed);
    }

    private static String rows(int count, IntFunction<String> row) {
        return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
    }

    @ParameterizedTest
    @CsvSource({"y ~ dose + (1|g), dose", "y ~ x + (1|clinic), clinic", "score ~ x + (1|g), score",
        "y ~ x + (1+dose|g), dose", "y ~ log(dose) + (1|g), dose", "y ~ x + offset(dose) + (1|g), dose"})
    void aColumnOfTheFormulaThatTheTableDoesNotHave(String formula, String column) {
        var run = data(DATA).formula("NORMAL", formula).run();
        assertTrue(run.err().startsWith("ERROR GLMM Learner (#2): There is no column \"" + column
            + "\" in the input table; "), run.err());
        assertEquals(1, run.err().lines().count());
        assertExit(4, run);
    }

    @Test
    void theNameOfAColumnIsSuggested() {
        assertRefused("There is no column \"totl\" in the input table; did you mean \"total\"?",
            data(DATA).formula("NORMAL", "totl ~ x + (1|g)"));
    }

    @Test
    void aChosenColumnThatTheTableDoesNotHave() throws Exception {
        assertRefused("There is no column \"totl\" in the input table; did you mean \"total\"?",
            data(DATA).guided("NORMAL", "totl", List.of("x"), "g"));
        assertRefused("The column \"dose\", selected as a fixed effect, is not in the input table or has a type that a"
            + " model cannot use; remove it from the selection or provide it.",
            data(DATA).guided("NORMAL", "y", List.of("x", "dose"), "g"));
        assertRefused("There is no column \"totl\" in the input table; did you mean \"total\"?",
            data(DATA).guided("NORMAL", "y", List.of("x"), "totl"));
    }

    @Test
    void noColumnChosen() throws Exception {
        assertRefused("No response column is selected; select one in the dialog.",
            data(DATA).guided("NORMAL", "", List.of("x"), "g"));
    }

    @Test
    void weightsOrOffsetThatTheTableDoesNotHave() {
        var message = "There is no column \"totl\" in the input table; did you mean \"total\"?";
        assertRefused(message, normal(DATA).weights("totl"));
        assertRefused(message, normal(DATA).offset("totl"));
    }

    @Test
    void textInTheResponse() throws Exception {
        var message = "The column \"y\" has the type String, but a response of the normal distribution must be numeric;"
            + " choose another column, or convert it to numbers.";
        var csv = DATA.replace("\n3,5", "\nabc,5");
        assertRefused(message, normal(csv));
        assertRefused(message, data(csv).guided("NORMAL", "y", List.of("x"), "g"));
    }

    @Test
    void textInTheEventsOrTrials() {
        assertRefused("The column \"n\" has the type String, but the number of events must be numeric; choose another"
            + " column, or convert it to numbers.", trials(DATA.replace("\n4,1", "\n4,one")));
        assertRefused("The column \"total\" has the type String, but the number of trials must be numeric; choose"
            + " another column, or convert it to numbers.", trials(DATA.replace("\n4,1,5", "\n4,1,five")));
    }

    @Test
    void textInATransformedColumn() {
        assertRefused("The column \"x\" has the type String, but a column in log(x) must be numeric; choose another"
            + " column, or convert it to numbers.",
            data(DATA.replace("0.3", "abc")).formula("NORMAL", "y ~ log(x) + (1|g)"));
    }

    @Test
    void textInACovariate() throws Exception {
        var csv = DATA.replace("0.3", "n.a.");
        var message = "The column \"x\" has the type String because of values such as \"n.a.\", although 7 of its 8"
            + " different values are numbers; correct or empty these cells, or write factor(x) in a formula if the"
            + " column is a factor.";
        assertRefused(message, normal(csv));
        assertRefused(message, data(csv).formula("NORMAL", "y ~ t + (0 + x|g)"));
        assertRefused(message, data(csv).guided("NORMAL", "y", List.of("t", "x"), "g"));
    }

    @Test
    void aFactorWithSomeNumbersAmongItsLevelsIsFitted() {
        var csv = "y,children,g\n" + rows(24, row -> row * row % 7 + "," + List.of("0", "1", "2", "3+").get(row % 4)
            + ",g" + row / 6);
        assertExit(0, data(csv).formula("NORMAL", "y ~ children + (1|g)").run());
        var years = "y,year,g\n" + rows(42, row -> row * row % 11 + "," + (row % 7 == 6 ? "before" : 2001 + row % 7)
            + ",g" + row / 7);
        assertExit(0, data(years).formula("NORMAL", "y ~ factor(year) + (1|g)").run());
        assertExit(0, data(years).formula("NORMAL", "y ~ 1 + (1|year)").run());
    }

    @Test
    void textAsWeightsOrOffset() {
        assertRefused("The column \"t\" has the type String, but the weights must be numeric; choose another column,"
            + " or convert it to numbers.", normal(DATA).weights("t"));
        assertRefused("The column \"t\" has the type String, but the offset must be numeric; choose another column, or"
            + " convert it to numbers.", normal(DATA).offset("t"));
    }

    @Test
    void moreEventsThanTrials() {
        assertRefused("Events \"n\" exceed trials \"total\" in row 2 of the rows used: 9 events in 5 trials; correct"
            + " the data or exchange the columns.", trials(DATA.replace("\n4,1,5", "\n4,9,5")));
    }

    @Test
    void noTrials() {
        assertRefused("The trials \"total\" are 0 in row 6 of the rows used; they must be whole numbers from 1.",
            trials(DATA.replace("\n5,0,4", "\n5,0,0")));
    }

    @Test
    void negativeCounts() {
        var csv = DATA.replace("\n4,1", "\n4,-1");
        assertRefused("The response \"n\" is -1 in row 2 of the rows used; the poisson distribution needs a count"
            + " (0, 1, 2, ...).", poisson(csv));
        assertRefused("The events \"n\" are -1 in row 2 of the rows used; they must be whole numbers from 0.",
            trials(csv));
        assertRefused("The failures \"total\" are -2 in row 2 of the rows used; they must be whole numbers from 0.",
            data(DATA.replace("\n4,1,5", "\n4,1,-2")).formula("BINOMIAL", "cbind(n, total) ~ x + (1|g)"));
    }

    @Test
    void fractionalCounts() {
        assertRefused("The response \"n\" is 1.5 in row 2 of the rows used; the poisson distribution needs a count"
            + " (0, 1, 2, ...).", poisson(DATA.replace("\n4,1", "\n4,1.5")));
    }

    @Test
    void countsAsBinomialResponse() {
        assertRefused("The response \"n\" is 3 in row 1 of the rows used; the binomial distribution needs a proportion"
            + " between 0 and 1.", data(DATA).formula("BINOMIAL", "n ~ x + (1|g)"));
    }

    @Test
    void eventsAndTrialsForCounts() {
        assertRefused("The response n/total gives events and trials, which the poisson distribution does not have;"
            + " choose the binomial or beta-binomial distribution.",
            data(DATA).formula("POISSON", "n/total ~ x + (1|g)"));
    }

    @Test
    void aGroupingWithOneLevel() {
        assertRefused("In the random term (1 | g) the column \"g\" has only one level in the rows used; a grouping"
            + " factor needs at least two, so remove it.", normal(DATA.replaceAll("g\\d", "g1")));
    }

    @Test
    void aFactorWithOneLevel() {
        assertRefused("The factor \"t\" has only one level (\"a\") in the rows used; remove it from the model.",
            data(DATA.replace(",b,", ",a,")).formula("NORMAL", "y ~ x + t + (1|g)"));
    }

    @Test
    void aBinaryResponseWithoutTwoLevels() {
        assertRefused("The response \"t\" has 1 level (\"a\") in the rows used; a binomial response needs exactly two.",
            data(DATA.replace(",b,", ",a,")).formula("BINOMIAL", "t ~ x + (1|g)"));
        assertRefused("The response \"g\" has 4 levels (\"g1\", \"g2\", \"g3\", \"g4\") in the rows used; a binomial"
            + " response needs exactly two.", data(DATA).formula("BINOMIAL", "g ~ x + (1|t)"));
    }

    @Test
    void anEventLevelThatTheResponseDoesNotHave() {
        assertRefused("The event level \"c\" is not a level of the response \"t\"; its levels are \"a\", \"b\".",
            data(DATA).formula("BINOMIAL", "t ~ x + (1|g)").set("response", "eventLevel", "c"));
    }

    @Test
    void noCompleteRow() {
        assertRefused("No row is left: each of the 4 rows has a missing value in a column of the model (2 in \"y\", 1"
            + " in \"x\", 1 in \"g\"); remove or fill these columns.",
            normal("y,x,g\n,1,a\n2,,a\n3,3,\n,4,b\n"));
    }

    /** The CSV Reader takes a column without values for text. */
    @Test
    void aResponseWithoutValues() {
        assertRefused("The column \"y\" has the type String, but a response of the normal distribution must be numeric;"
            + " choose another column, or convert it to numbers.", normal("y,x,g\n,1,a\n,2,a\n,3,b\n,4,b\n"));
    }

    @Test
    void anEmptyTable() {
        var run = normal("y,x,g\n").run();
        assertEquals("WARN  CSV Reader (#1): Node created an empty data table.\n"
            + "ERROR GLMM Learner (#2): The column \"y\" has the type String, but a response of the normal distribution"
            + " must be numeric; choose another column, or convert it to numbers.\n", run.err());
        assertExit(4, run);
    }

    @Test
    void missingValuesIfTheyAreNotToBeOmitted() {
        assertRefused("The column \"x\" has a missing value in row \"Row2\"; fill it, remove the row, or choose to omit"
            + " rows with missing values.", normal(DATA.replace("0.3", "")).set("data", "missingValues", "FAIL"));
    }

    @ParameterizedTest
    @CsvSource({"0.3, x, Row2, Infinity", "0.3, x, Row2, -Infinity", "0.3, x, Row2, NaN", "7, y, Row6, NaN",
        "7, y, Row6, -Infinity"})
    void valuesThatAreNotFinite(String replaced, String column, String row, String value) {
        var start = column.equals("y") ? "\n" : ",";
        assertRefused("The column \"" + column + "\" has the value " + value + " in row \"" + row
            + "\"; replace it by a finite number or a missing value.",
            normal(DATA.replace(start + replaced + ",", start + value + ",")));
    }

    @Test
    void valuesThatAreTooLarge() {
        assertRefused("The column \"x\" has the value -1.0E60 in row \"Row2\"; it is too large to compute with, so"
            + " correct it or rescale the column.", normal(DATA.replace("0.3", "-1e60")));
        assertRefused("The expression exp(n) is too large to compute with in row 3 of the rows used, where \"n\" = 200;"
            + " change the expression or leave the row out.",
            data(DATA.replace("\n1,2,", "\n1,200,")).formula("NORMAL", "y ~ exp(n) + (1|g)"));
    }

    @ParameterizedTest
    @CsvSource({"NORMAL, y ~ x*total + (1|g)", "POISSON, n ~ x*total + (1|g)", "NORMAL, y ~ (0+x|g)"})
    void largeValuesCanBeComputedWith(String distribution, String formula) {
        assertExit(0, data(DATA.replace("0.3", "1e50").replace("0.9,b", "-1e49,b")).formula(distribution, formula)
            .run());
    }

    @Test
    void aTransformationThatIsNotFinite() {
        assertRefused("The expression log(n) has no finite value in row 6 of the rows used, where \"n\" = 0; change the"
            + " expression or leave the row out.", data(DATA).formula("NORMAL", "y ~ log(n) + (1|g)"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "y ~ x + (1|g => at position 9, at '(1|g': the parenthesis opened here is not closed.",
        "y x + (1|g) => at position 3, at 'x + (1|g)': an operator such as + is missing before 'x'; put a column name"
            + " that contains blanks in backticks.",
        "y ~ sin(x) => at position 5, at 'sin(x)': the function sin() is unknown; known are log, log2, log10, log1p,"
            + " exp, sqrt, I, factor, offset, cbind.",
        "~ x => at position 1, at '~ x': the response is missing; name it before the ~.",
        "y ~ 0 => at position 5, at '0': the right-hand side has no effects; write 1 for an intercept alone.",
        "y ~ y + (1|g) => at position 5, at 'y + (1|g)': the response y cannot also be an effect.",
        "y ~ x + (1|g) + (1|g) => at position 19, at '|g)': the random term (1 | g) appears twice; remove one of"
            + " them."})
    void aFormulaThatCannotBeRead(String formula, String message) {
        assertNotLoaded("Formula error " + message, data(DATA).formula("NORMAL", formula));
    }

    @Test
    void noFormula() {
        assertRefused("Formula error at position 1, at the end: the formula is empty; write response ~ effects.",
            data(DATA).formula("NORMAL", ""));
    }

    @ParameterizedTest
    @CsvSource({"(1|n:total), (1 | n:total), 8 effects (8 levels)", "(1|g) + (1|g:t), (1 | g:t), 8 effects (8 levels)",
        "(1+x|g), (1 + x | g), 8 effects (4 levels)"})
    void aRandomTermThatEqualsTheResidual(String terms, String culprit, String effects) {
        var run = data(DATA).formula("NORMAL", "y ~ x + " + terms).run();
        assertTrue(run.err()
            .contains("The random term " + culprit + " has " + effects
            + " for 8 rows, at least as many effects as rows, so"
            + " that its variance cannot be told from the residual variance; remove it or choose a coarser grouping."),
            run.err());
        assertExit(0, run);
    }

    @Test
    void moreFixedEffectsThanRows() {
        assertRefused("The model has 8 fixed-effect coefficients but only 8 rows of data; remove fixed effects or add"
            + " data.", data(DATA).formula("POISSON", "y ~ factor(x) + n + total + t + (1|g)"));
    }

    @ParameterizedTest
    @CsvSource({"NORMAL, 3", "POISSON, 3", "POISSON, 0"})
    void aConstantResponse(String distribution, int value) {
        assertRefused("The response \"y\" has the same value (" + value + ") in all 8 rows used; there is nothing to"
            + " model.",
            data(DATA.replaceAll("(?m)^\\d", "" + value)).formula(distribution, NORMAL_FORMULA));
    }

    @Test
    void eventsInEveryTrialOrInNone() {
        assertRefused("The response \"total/total\" has the same value (1) in all 8 rows used; there is nothing to"
            + " model.", data(DATA).formula("BINOMIAL", "total/total ~ x + (1|g)"));
        assertRefused("The response \"n/total\" has the same value (0) in all 8 rows used; there is nothing to model.",
            trials(DATA.replaceAll("(?m)^(\\d),\\d,", "$1,0,")));
    }

    @Test
    void weightsThatAreNotPositive() {
        assertRefused(
            "The value in the weights column \"n\" is 0 in row 6 of the rows used; it must be positive, so leave"
            + " such rows out.", normal(DATA).weights("n"));
    }

    @Test
    void anExposureThatIsNotPositive() {
        assertRefused(
            "The exposure \"n\" must be positive, row 6 of the rows used has 0; leave such rows out or choose another"
            + " column.", poisson(DATA).exposure("n"));
    }

    @Test
    void frequenciesThatAreNotWhole() {
        assertRefused(
            "The value in the frequencies column \"x\" is 0.1 in row 1 of the rows used; frequencies must be whole"
            + " numbers. Choose it as weights if it is a precision.", poisson(DATA).frequencies("x"));
    }

    @Test
    void responsesOnTheBoundaryOfTheirRange() {
        assertRefused(
            "The response \"n\" is 0 in row 6 of the rows used; the gamma distribution needs a positive number."
            + " Zeros have no density there; leave these rows out, model whether the response is zero apart from its "
            + "size, or replace zeros by a value below the limit of "
            + "detection.", data(DATA).formula("GAMMA", "n ~ x + (1|g)"));
        assertRefused("The response \"I(n/total)\" is 0 in row 6 of the rows used; the beta distribution needs a number"
            + " between 0 and 1, both excluded. Proportions of exactly 0 or 1 have no beta density; if they are events "
            + "among trials use the binomial or beta-binomial distribution, otherwise move all values inwards, such as "
            + "to (y (n - 1) + 0.5) / n with n the number of rows.",
            data(DATA).formula("BETA", "I(n/total) ~ x + (1|g)"));
    }

    @Test
    void aFactorWithFarTooManyLevels() {
        var csv = "y,g\n" + rows(100_000, row -> row % 5 + ",g" + row);
        assertRefused("The term g has 99999 columns on 100000 rows, too many for the fixed effects; remove it or make"
            + " its factor the grouping of a random term.", data(csv).formula("POISSON", "y ~ g"));
    }

    @Test
    void aLinkOrMethodThatDoesNotFitTheDistribution() {
        assertNotLoaded("The link LOGIT is not available for the poisson distribution; choose another link, or"
            + " Automatic.", poisson(DATA).set("response", "link", "LOGIT"));
        assertNotLoaded("Method RSPL does not apply to the normal distribution with the identity link; choose REML or"
            + " ML.", normal(DATA).set("estimation", "method", "RSPL"));
    }

    @Test
    void aColumnNameThatOccursTwice() {
        var run = data("y,x,x,g\n1,2,3,a\n2,5,1,a\n4,3,2,b\n3,2,2,b\n5,1,4,c\n2,2,2,c\n")
            .formula("NORMAL", "y ~ x + `x (#1)`").run();
        assertEquals("WARN  CSV Reader (#1): The column header occurs more than once and got a number appended: x\n"
            + "WARN  GLMM Learner (#2): The model has no random effects.\n", run.err());
        assertExit(0, run);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "2,nokey,1,int => Option 2,nokey: there is no setting \"nokey\".",
        "2,estimation/maximumIterations,many,int => Option 2,estimation/maximumIterations: \"many\" is not a value of "
        + "type int.",
        "2,estimation/maximumIterations,5,String => Option 2,estimation/maximumIterations: the setting is not of type "
        + "String.",
        "7,formula,y ~ 1,String => Option 7,formula: there is no such node in the workflow."})
    void anOptionThatCannotBeApplied(String option, String message) {
        var run = normal(DATA).run("-option=" + option);
        assertEquals("ERROR " + message + "\n", run.err());
        assertExit(2, run);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "2,response/distribution,ZIPF,String => Invalid value 'ZIPF'. Possible values: NORMAL, LOGNORMAL, STUDENT_T, "
        + "GAMMA,"
            + " INVERSE_GAUSSIAN, EXPONENTIAL, BINOMIAL, BETA_BINOMIAL, BETA, POISSON, NEGATIVE_BINOMIAL,"
            + " LINEAR_NEGATIVE_BINOMIAL, GEOMETRIC",
        "2,formula,y ~ x + (1|g,String => Formula error at position 9, at '(1|g': the parenthesis opened here is not"
            + " closed.",
        "2,estimation/maximumIterations,0,int => The maximum number of iterations is 0; it must be at least 1.",
        "2,estimation/tolerance,-1,double => The tolerance is -1.0; it must lie between 0 and 1.",
        "2,estimation/tolerance,NaN,double => The tolerance is NaN; it must lie between 0 and 1."})
    void anOptionThatTheNodeRefuses(String option, String message) {
        var run = normal(DATA).run("-option=" + option);
        assertEquals("ERROR GLMM Learner (#2): Loading model settings failed: " + message, run.err().lines()
            .findFirst().orElseThrow());
        assertExit(3, run);
    }

    @Test
    void missingValuesAreCounted() {
        assertFlagged("2 rows with missing values were omitted (x: 1, t: 1). The fit has converged on the boundary: the"
            + " variance of (Intercept) for g is estimated as zero.",
            data(DATA.replace("0.3", "").replace("0.9,b", "0.9,")).formula("NORMAL", "y ~ x + t + (1|g)"));
    }

    @Test
    void collinearColumnsAreNamed() {
        assertFlagged(
            "The fixed-effect column x is a linear combination of columns before it and was dropped: x = 0.5.",
            normal(DATA.replaceAll("0\\.\\d", "0.5")));
    }

    @Test
    void aZeroVarianceIsFlagged() {
        assertFlagged("The fit has converged on the boundary: the variance of (Intercept) for g is estimated as zero.",
            poisson(DATA));
    }

    @Test
    void tooFewIterationsAreFlagged() {
        var run = poisson(DATA).set("estimation", "method", "RSPL").run("-option=2,estimation/maximumIterations,1,int");
        assertTrue(run.err().startsWith("WARN  GLMM Learner (#2): The fit has not converged: "), run.err());
        assertExit(0, run);
    }

    @ParameterizedTest
    @CsvSource({"RSPL", "LAPLACE"})
    void perfectSeparationIsFlagged(String method) {
        var csv = "y,x,g\n" + rows(60, row -> row / 30 + "," + row / 10.0 + ",g" + row % 6);
        var run = data(csv).formula("BINOMIAL", "y ~ x + (1|g)").set("estimation", "method", method).run();
        assertTrue(run.err().startsWith("WARN  GLMM Learner (#2): The fit has not converged: "), run.err());
        assertTrue(run.err()
            .contains("Separation: all 30 rows with x of at least 3 have y = 1 and all 30 rows with x of at"
            + " most 2.9 have y = 0, so that the estimates of (Intercept), x are infinite."), run.err());
        assertExit(0, run);
    }

    @Test
    void aLevelForEachOfManyRowsIsFitted() {
        var csv = "y,x,g\n" + rows(100_000, row -> row * 7919L % 7 + "," + row % 100 / 100.0 + ",g" + row);
        var run = data(csv).formula("POISSON", "y ~ x + (1|g)").run();
        assertTrue(run.err()
            .startsWith("WARN  GLMM Learner (#2): The Laplace approximation is not accurate for these data"),
            run.err());
        assertEquals(1, run.err().lines().count());
        assertExit(0, run);
    }
}
