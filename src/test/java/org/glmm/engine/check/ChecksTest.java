package org.glmm.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.glmm.engine.design.Design;
import org.glmm.engine.design.ResponseValues;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Control;
import org.junit.jupiter.api.Test;

/** What the checks say before a fit, word for word, on data made for it. */
class ChecksTest {

    private static final int ROWS = 24;
    private static final String INFINITE =
        " are infinite. What is shown for them is where the iterations ended, and their "
        + "standard errors and tests mean nothing; merge levels or leave out effects.";

    private static NumericColumn numbers(String name, IntToDoubleFunction value) {
        return new NumericColumn(name, IntStream.range(0, ROWS).mapToDouble(value).toArray());
    }

    private static FactorColumn factor(String name, IntUnaryOperator code, String... levels) {
        return new FactorColumn(name, IntStream.range(0, ROWS).map(code).toArray(), List.of(levels));
    }

    private static Frame frame(NumericColumn y) {
        return new Frame(List.of(y, numbers("x", i -> i * 7 % 24 / 2.0), numbers("x2", i -> 3 - i * 7 % 24),
            numbers("t", i -> 5), numbers("row", i -> i), factor("a", i -> i % 3, "p", "q", "r"),
            factor("b", i -> i / 3 % 2, "u", "v"), factor("g", i -> i % 6, "1", "2", "3", "4", "5", "6"),
            factor("h", i -> 5 - i % 6, "A", "B", "C", "D", "E", "F"),
            factor("s", i -> i < 2 ? i : 2 + i % 4, "S", "T", "U", "V", "W", "X"),
            factor("yes", i -> y.values()[i] > 0 ? 1 : 0, "no", "yes")));
    }

    private static List<Finding> findings(NumericColumn y, String formula, Distribution distribution, Link link) {
        Frame frame = frame(y);
        Formula parsed = Formula.parse(formula);
        boolean linear = distribution == Distributions.NORMAL;
        var spec = new ModelSpec(parsed, distribution, link, linear ? Method.REML : Method.LAPLACE, linear,
            Optional.empty(), Optional.empty(), Set.of(), Control.DEFAULT);
        var design = Design.of(parsed, frame, Set.of());
        double[] values = design.response() instanceof ResponseValues.Events events
            ? IntStream.range(0, ROWS).mapToDouble(i -> events.events()[i] / events.trials()[i]).toArray() : y.values();
        return checked(new ModelData(frame, design, spec, values));
    }

    private static List<Finding> checked(ModelData data) {
        return Checks.findings(data, () -> { });
    }

    private static List<Finding> normal(String formula) {
        return findings(numbers("y", i -> Math.sin(i)), formula, Distributions.NORMAL, Links.IDENTITY);
    }

    private static List<Finding> binary(NumericColumn y, String formula) {
        return findings(y, formula, Distributions.BINOMIAL, Links.LOGIT);
    }

    private static void assertFound(Kind kind, String text, List<Finding> findings) {
        assertEquals(List.of(new Finding(kind, text)), findings);
    }

    @Test
    void aLevelWithOneOutcomeOnlySeparates() {
        assertFound(Kind.SEPARATION, "Separation: all 8 rows with a = q have y = 1, so that the estimates of a=q"
            + INFINITE,
            binary(numbers("y", i -> i % 3 == 1 || i / 2 % 2 == 1 ? 1 : 0), "y ~ x + a + (1 | g)"));
    }

    @Test
    void aNominalResponseIsToldByItsLevel() {
        assertFound(Kind.SEPARATION, "Separation: all 8 rows with a = q have yes = no, so that the estimates of a=q"
            + INFINITE,
            binary(numbers("y", i -> i % 3 != 1 && i / 2 % 2 == 1 ? 1 : 0), "yes ~ x + a + (1 | g)"));
    }

    @Test
    void aCellWithOneOutcomeOnlySeparates() {
        assertFound(Kind.SEPARATION,
            "Separation: all 4 rows with a = r and b = v have y = 0, so that the estimates of a=r:b=v"
            + INFINITE, binary(numbers("y", i -> i % 6 == 5 ? 0 : i / 6 % 2), "y ~ a * b + (1 | g)")
                .stream().filter(finding -> finding.kind() == Kind.SEPARATION).toList());
    }

    @Test
    void aThresholdSeparatesCompletely() {
        assertFound(Kind.SEPARATION,
            "Separation: all 10 rows with x of at least 7 have y = 1 and all 14 rows with x of at most "
            + "6.5 have y = 0, so that the estimates of (Intercept), x" + INFINITE,
            binary(numbers("y", i -> i * 7 % 24 / 2.0 >= 7 ? 1 : 0), "y ~ x + (1 | g)"));
    }

    @Test
    void aThresholdWithATieSeparatesQuasi() {
        assertFound(Kind.SEPARATION,
            "Separation: all 10 rows with q of at least 14 have y = 1 and all 12 rows with q of at "
            + "most 0 have y = 0, so that the estimates of (Intercept), q" + INFINITE,
            findingsWithCovariate());
    }

    private static List<Finding> findingsWithCovariate() {
        double[] q = IntStream.range(0, ROWS).mapToDouble(i -> i < 12 ? -i : i == 12 ? 1 : i == 13 ? 1 : i).toArray();
        double[] y = IntStream.range(0, ROWS).mapToDouble(i -> i < 13 ? 0 : 1).toArray();
        Frame frame = new Frame(List.of(new NumericColumn("y", y), new NumericColumn("q", q),
            factor("g", i -> i * 5 % 6, "1", "2", "3", "4", "5", "6")));
        Formula formula = Formula.parse("y ~ q + (1 | g)");
        var spec = new ModelSpec(formula, Distributions.BINOMIAL, Links.LOGIT, Method.LAPLACE, false, Optional.empty(),
            Optional.empty(), Set.of(), Control.DEFAULT);
        return checked(new ModelData(frame, Design.of(formula, frame, Set.of()), spec, y));
    }

    @Test
    void twoCovariatesSeparateTogether() {
        assertFound(Kind.SEPARATION,
            "Separation: together, x and z predict y perfectly in all 24 rows, so that the estimates of "
            + "(Intercept), x, z" + INFINITE, binaryWithSecondCovariate());
    }

    private static List<Finding> binaryWithSecondCovariate() {
        double[] x = IntStream.range(0, ROWS).mapToDouble(i -> i * 7 % 24).toArray();
        double[] z = IntStream.range(0, ROWS).mapToDouble(i -> i * 11 % 24).toArray();
        double[] y = IntStream.range(0, ROWS).mapToDouble(i -> x[i] + 1.5 * z[i] > 30.2 ? 1 : 0).toArray();
        Frame frame = new Frame(List.of(new NumericColumn("y", y), new NumericColumn("x", x), new NumericColumn("z", z),
            factor("g", i -> i / 4, "1", "2", "3", "4", "5", "6")));
        Formula formula = Formula.parse("y ~ x + z + (1 | g)");
        var spec = new ModelSpec(formula, Distributions.BINOMIAL, Links.PROBIT, Method.LAPLACE, false, Optional.empty(),
            Optional.empty(), Set.of(), Control.DEFAULT);
        return checked(new ModelData(frame, Design.of(formula, frame, Set.of()), spec, y));
    }

    @Test
    void countsOfZeroInALevelSeparate() {
        assertFound(Kind.SEPARATION, "Separation: all 8 rows with a = r have y = 0, so that the estimates of a=r"
            + INFINITE,
            findings(numbers("y", i -> i % 3 == 2 ? 0 : i % 5), "y ~ a + (1 | g)", Distributions.POISSON, Links.LOG));
    }

    @Test
    void eventsOutOfTrialsSeparateWhereAllOrNoneHappen() {
        assertFound(Kind.SEPARATION,
            "Separation: all 8 rows with a = p have y/t = 1, so that the estimates of (Intercept), "
            + "a=q, a=r" + INFINITE, binary(numbers("y", i -> i % 3 == 0 ? 5 : i % 5 + 1), "y/t ~ a + (1 | g)"));
        assertEquals(List.of(), binary(numbers("y", i -> i == 0 ? 4 : i % 3 == 0 ? 5 : i % 5 + 1),
            "y/t ~ a + (1 | g)"));
    }

    @Test
    void separationInsideGroupsIsNoTrouble() {
        assertEquals(List.of(), binary(numbers("y", i -> i % 6 < 2 ? i % 6 : i * i % 7 % 2), "y ~ x + (1 | g)"));
    }

    @Test
    void aMeanThatReachesItsLimitAtAFiniteValueDoesNotSeparate() {
        assertEquals(List.of(), findings(numbers("y", i -> i % 3 == 2 ? 0 : i % 5), "y ~ a + (1 | g)",
            Distributions.POISSON, Links.IDENTITY));
    }

    @Test
    void groupsWithOneOutcomeEachAreFlagged() {
        assertFound(Kind.DEGENERATE_RESPONSE,
            "In each level of g all rows have the same y, so that the data set no upper limit "
            + "to the variance of the random term (1 | g); model one row for each level instead.",
            binary(numbers("y", i -> i % 6 < 3 ? 1 : 0), "y ~ x + (1 | g)"));
    }

    @Test
    void equalPartitionsAreFlagged() {
        assertFound(Kind.CONFOUNDED,
            "The random terms (1 | g) and (1 | h) have the same groups and both have the effect "
            + "(Intercept) (g and h divide the rows alike), so that the data determine only the sum of the two "
            + "variances; remove the effect from one of them.", normal("y ~ x + (1 | g) + (1 | h)"));
        assertFound(Kind.CONFOUNDED,
            "The random terms (1 | g) and (1 + x | g) have the same groups and both have the effect "
            + "(Intercept), so that the data determine only the sum of the two variances; remove the effect from one "
            + "of them.",
            normal("y ~ x + (1 | g) + (x | g)"));
        assertEquals(List.of(), normal("y ~ x + (1 | g) + (0 + x | g)"));
    }

    @Test
    void aFactorThatIsFixedAndRandomIsFlagged() {
        assertFound(Kind.CONFOUNDED,
            "The random effects (Intercept) for g are combinations of the fixed effects g, so that their "
            + "variance cannot be estimated; remove the one or the other.", normal("y ~ g + x + (1 | g)"));
        assertFound(Kind.CONFOUNDED,
            "The random effects (Intercept) for g are combinations of the fixed effects a, b and a:b, so "
            + "that their variance cannot be estimated; remove the one or the other.", normal("y ~ a * b + (1 | g)"));
        assertEquals(List.of(), normal("y ~ a + x + (1 | g)"));
    }

    @Test
    void aLevelForEachRowIsFlaggedWhereItEqualsTheResidual() {
        assertFound(Kind.CONFOUNDED,
            "The random term (1 | row) has 24 effects (24 levels) for 24 rows, at least as many "
            + "effects as rows, so that its variance cannot be told from the residual variance; remove it or choose a "
            + "coarser grouping.",
            normal("y ~ x + (1 | row)"));
        assertFound(Kind.CONFOUNDED,
            "The random term (1 | row) has 24 effects (24 levels) for 24 rows of zeros and ones, which "
            + "vary no more than their means allow, so that the data do not determine its variance; remove it or "
            + "choose a coarser grouping.", binary(numbers("y", i -> i * i % 7 % 2), "y ~ x + (1 | row)"));
        assertEquals(List.of(), findings(numbers("y", i -> i % 5), "y ~ x + (1 | row)", Distributions.POISSON,
            Links.LOG));
    }

    @Test
    void droppedColumnsAreGivenByTheOthers() {
        assertFound(Kind.DROPPED_COLUMNS,
            "The fixed-effect column x2 is a linear combination of columns before it and was "
            + "dropped: x2 = 3 - 2 x.", normal("y ~ x + x2 + (1 | g)"));
        List<Finding> edge = edge("y ~ x + x2 + A + B + (1 | g)");
        assertFound(Kind.DROPPED_COLUMNS,
            "The fixed-effect columns x2, B=v, B=w are linear combinations of columns before them "
            + "and were dropped: x2 = 1 + 2 x, B=v = A=b and B=w = A=c.", edge);
    }

    private static List<Finding> edge(String formula) {
        Formula parsed = Formula.parse(formula);
        Frame frame = TestFrames.read("edge_small", parsed.columns());
        var spec = new ModelSpec(parsed, Distributions.NORMAL, Links.IDENTITY, Method.REML, true, Optional.empty(),
            Optional.empty(), Set.of(), Control.DEFAULT);
        return checked(new ModelData(frame, Design.of(parsed, frame, Set.of()), spec,
            ((NumericColumn) frame.column("y")).values()));
    }

    @Test
    void thinLevelsAreNoted() {
        assertFound(Kind.SINGLE_ROWS, "2 levels of the 6 of the grouping s have a single row: \"S\" and \"T\".",
            normal("y ~ x + (1 | s)"));
        assertFound(Kind.SINGLE_ROWS,
            "2 levels of the factor s have a single row: \"S\" and \"T\"; a coefficient rests on this "
            + "row alone.", normal("y ~ x + s + (1 | g)"));
        assertFound(Kind.FEW_LEVELS,
            "The grouping a has only 3 levels, too few to estimate a variance well; consider it as a "
            + "fixed effect.", normal("y ~ x + (1 | a)"));
    }
}
