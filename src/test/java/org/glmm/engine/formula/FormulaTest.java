package org.glmm.engine.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.glmm.engine.error.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {

    private static Expression column(String name) {
        return new Expression.Column(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "y~x; y ~ x",
        "y ~ x*trt + (1+x|g); y ~ x + trt + x:trt + (1 + x | g)",
        "y ~ (x|g); y ~ 1 + (1 + x | g)",
        "y ~ x + (0 + x | g) + (1|g); y ~ x + (0 + x | g) + (1 | g)",
        "y ~ x + (x - 1 | g); y ~ x + (0 + x | g)",
        "y ~ x + (1+x||g); y ~ x + (1 + x || g)",
        "y ~ 0 + (1|g); y ~ 0 + (1 | g)",
        "y ~ (1|a/b/c); y ~ 1 + (1 | a) + (1 | a:b) + (1 | a:b:c)",
        "y ~ (1|a:b); y ~ 1 + (1 | a:b)",
        "y ~ (1|(a/b):c); y ~ 1 + (1 | a:c) + (1 | a:b:c)",
        "y ~ (1|factor(year)); y ~ 1 + (1 | factor(year))",
        "y ~ x + (a*b|g); y ~ x + (1 + a + b + a:b | g)",
        "y ~ (x + (1|g)); y ~ x + (1 | g)",
        "y ~ ((1|g)); y ~ 1 + (1 | g)",
        "events/trials ~ x; events/trials ~ x",
        "(events/trials) ~ x; events/trials ~ x",
        "(a+b)/n ~ x; (a + b)/n ~ x",
        "cbind(events, n - events) ~ x; cbind(events, n - events) ~ x",
        "I(e/n) ~ x; I(e/n) ~ x",
        "log1p(y) ~ x; log1p(y) ~ x",
        "factor(y) ~ x; factor(y) ~ x",
        "y ~ offset(log(e)) + offset(w) + x; y ~ x + offset(log(e)) + offset(w)",
        "y ~ offset(w) + offset(w); y ~ 1 + offset(w)",
        "y ~ I(x^2)+I((x+1)*(x-1))+I(-x^-2)+I(x/2/z)+I(x/(2*z)); "
            + "y ~ I(x^2) + I((x + 1) * (x - 1)) + I(-x^(-2)) + I(x/2/z) + I(x/(2 * z))",
        "y ~ I(2^x^3)+I((2^x)^3)+I((-x)^2)+I(1-(x-z))+I(-(x+z)); "
            + "y ~ I(2^x^3) + I((2^x)^3) + I((-x)^2) + I(1 - (x - z)) + I(-(x + z))",
        "y ~ log(x+0.50)+I(x*1e-7)+I(x*1e3); y ~ log(x + 0.5) + I(x * 1.0E-7) + I(x * 1000)",
        "`blood pressure (mm)` ~ `a.b`*x_1 + (1 | `herd id`); "
            + "`blood pressure (mm)` ~ a.b + x_1 + a.b:x_1 + (1 | `herd id`)",
        "y ~ größe + .x + `.5` + `TRUE` + `1st` + log; y ~ größe + .x + `.5` + `TRUE` + `1st` + log"})
    void readsAndPrints(String text, String canonical) {
        var formula = Formula.parse(text);
        assertEquals(canonical, formula.toString());
        assertEquals(formula, Formula.parse(canonical));
    }

    @Test
    void ignoresBlanksOfAnyKind() {
        assertEquals(Formula.parse("y ~ x + z"), Formula.parse("y\t~\u00a0x\n +z "));
    }

    @Test
    void keepsBackticksAndBackslashesInNames() {
        var formula = Formula.parse("y ~ `tick\\`ed` + `back\\\\slash` + `single\\n`");
        assertEquals(List.of("y", "tick`ed", "back\\slash", "single\\n"), formula.columns());
        assertEquals(formula, Formula.parse(formula.toString()));
    }

    @Test
    void readsTheParts() {
        var formula = Formula.parse("e/n ~ a:log(x) + offset(w) + (0 + x || g:h)");
        assertEquals(new Response.Proportion(column("e"), column("n")), formula.response());
        assertEquals("a:log(x)", formula.fixed().get(0).name());
        assertEquals(List.of(column("w")), formula.offsets());
        var random = formula.random().get(0);
        assertEquals(new RandomTerm(false, List.of(Term.of("x")), List.of(column("g"), column("h")), "diag"), random);
        assertEquals("g:h", random.groupName());
        assertEquals(List.of("e", "n", "a", "x", "w", "g", "h"), formula.columns());
    }

    @Test
    void namesTermsWithoutBackticks() {
        assertEquals("herd size:x", Formula.parse("y ~ `herd size`:x").fixed().get(0).name());
    }

    /** Each case: the 1-based position expected and a part of the message, then the formula. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "5; the function poly() is unknown; y ~ poly(x)",
        "9; the function foo() is unknown; y ~ I(1+foo(x))",
        "8; ends where; 'y ~ x +'",
        "5; opened here is not closed; y ~ (x + z",
        "8; opened here is not closed; y ~ log(x",
        "6; has no opening one; y ~ x)",
        "9; is expected before this; y ~ (x +)",
        "5; the backtick opened here; y ~ `x",
        "5; no column name between; y ~ ``",
        "7; an operator such as +; y ~ x z",
        "8; '*' is not expected; y ~ x **z",
        "7; has no meaning here; y ~ x $ z",
        "5; name the columns; y ~ .",
        "1; response is missing; ~ x",
        "4; right-hand side is empty; y ~",
        "2; a ~ with; y",
        "1; formula is empty; ''",
        "7; one ~; y ~ x ~ z",
        "7; must stand in parentheses; y ~ 1 | g",
        "9; no grouping factor; y ~ (1 |)",
        "6; no effects before the bar; y ~ (| g)",
        "8; no effects before the bar; y ~ (0 | g)",
        "10; only one bar; y ~ (1|g | h)",
        "15; appears twice; y ~ (1|g) + (1|g)",
        "17; appears twice; y ~ (1|g/h) + (1||g)",
        "9; only be added; y ~ x*(1|g)",
        "11; only be added; y ~ x - (1|g)",
        "9; only be added; y ~ x - offset(w)",
        "9; by : or / only; y ~ (1|a+b)",
        "8; must be a column; y ~ (1|log(g))",
        "8; must be a column; y ~ (1|1)",
        "9; only 0 and 1; y ~ x + 2",
        "7; part of an interaction; y ~ x:1",
        "9; whole number; y ~ (x)^z",
        "8; not an arithmetical; y ~ I(x:z)",
        "9; takes exactly one; 'y ~ x + log(x, 2)'",
        "5; names no column; y ~ I(2)",
        "5; factor() takes one column; y ~ factor(log(x))",
        "9; factor() cannot be used; y ~ log(factor(x))",
        "5; whole response; 'y ~ cbind(a, b)'",
        "1; two arguments; cbind(a) ~ x",
        "1; names no column; 1 ~ x",
        "5; has no effects; y ~ 0",
        "9; cannot also be an effect; y ~ x + y",
        "8; cannot also be an effect; y ~ (1|y)",
        "11; too large; y ~ I(x + 1e999)",
        "11; single bar; y ~ ar1(0 || g)",
        "15; takes the arguments by; 'y ~ us(1 | g, trt)'",
        "15; takes the arguments by; 'y ~ us(1 | g, for = trt)'",
        "20; must be a column; 'y ~ us(1 | g, by = log(x))'",
        "29; greater than zero; 'y ~ fixed(1 | g, variance = 0)'",
        "29; greater than zero; 'y ~ fixed(1 | g, variance = v)'",
        "13; variance of the random term; y ~ fixed(1 | g)",
        "10; takes no variance; 'y ~ us(1 | g, variance = 2)'",
        "10; named arguments; 'cbind(a, b = c) ~ x'",
        "8; '=' is not expected; y ~ (x = 2)",
        "9; takes exactly one; 'y ~ x + sqrt(x, z)'",
        "20; cannot also be an effect; 'y ~ us(1 | g, by = y)'"})
    void saysWhatIsWrongAndWhere(int position, String part, String text) {
        var problem = assertThrows(FormulaException.class, () -> Formula.parse(text));
        assertTrue(problem.getMessage().contains(part), problem.getMessage());
        assertEquals(position, problem.position(), problem.getMessage());
        assertTrue(problem.getMessage().startsWith("Formula error at position " + position + ", "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "log2", "log10", "log1p", "exp", "sqrt", "I", "factor", "offset", "cbind"})
    void listsTheKnownFunctions(String function) {
        var problem = assertThrows(FormulaException.class, () -> Formula.parse("y ~ spline(x)"));
        assertTrue(problem.getMessage().matches(".*known are .*\\b" + function + "\\b.*"), problem.getMessage());
    }

    @Test
    void termsAreEqualInAnyOrder() {
        assertEquals(Term.of("a", "b"), Term.of("b", "a"));
        assertEquals(Term.of("a", "b").hashCode(), Term.of("b", "a").hashCode());
        assertEquals(Term.of("a"), Term.of("a", "a"));
    }

    @Test
    void buildsTheSameFormulaFromParts() {
        var parts = new Formula(new Response.Proportion(column("favourable"), column("total")), true,
            List.of(Term.of("treatment", "sex"), Term.of("treatment"), Term.of("sex"), Term.of("sex", "treatment")),
            List.of(RandomTerm.intercepts("clinic"), RandomTerm.intercepts("clinic", "treatment")), List.of());
        assertEquals(Formula.parse("favourable/total ~ treatment*sex + (1|clinic/treatment)"), parts);
        assertEquals("favourable/total ~ treatment + sex + treatment:sex + (1 | clinic) + (1 | clinic:treatment)",
            parts.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"y ~ x + ar1(0 + time | g:h)", "y ~ 1 + us(1 + x | g, by = trt)",
        "y ~ 1 + fixed(1 | g, variance = 2.5)", "y ~ 1 + fixed(1 + x | g, by = factor(a), variance = 1.0E-9)",
        "y ~ 1 + diag(1 + x | g, by = `my group`)", "y ~ 1 + cs(0 + factor(time) | g)"})
    void printsCovarianceStructures(String text) {
        assertEquals(text, Formula.parse(text).toString());
        assertEquals(Formula.parse(text), Formula.parse(Formula.parse(text).toString()));
    }

    @Test
    void theStructureInFrontSaysTheSameAsTheBar() {
        assertEquals(Formula.parse("y ~ (1 + x | g) + (1 | h/k)"),
            Formula.parse("y ~ us(1 + x | g) + us(1 | h/k)"));
        assertEquals(Formula.parse("y ~ (1 + x || g)"), Formula.parse("y ~ diag(1 + x | g)"));
        var term = Formula.parse("y ~ us(1 + x | g, by = trt)").random().get(0);
        assertEquals(Optional.of(column("trt")), term.by());
        assertEquals("1 + x", term.effectsName());
        assertEquals(List.of("y", "x", "g", "trt"), Formula.parse("y ~ us(1 + x | g, by = trt)").columns());
        assertEquals(OptionalDouble.of(2.5),
            Formula.parse("y ~ fixed(1 | g, variance = 2.5)").random().get(0).variance());
    }

    @Test
    void validatesParts() {
        var y = new Response.Single(column("y"));
        var twice = List.of(RandomTerm.intercepts("a", "b"), RandomTerm.intercepts("b", "a"));
        assertThrows(ModelException.class, () -> new Formula(y, true, List.of(), twice, List.of()));
        assertThrows(ModelException.class, () -> new Formula(y, false, List.of(), List.of(), List.of()));
        assertThrows(ModelException.class,
            () -> new Formula(y, true, List.of(Term.of("x", "y")), List.of(), List.of()));
        assertThrows(ModelException.class, () -> RandomTerm.intercepts());
        assertThrows(ModelException.class, () -> new Term(List.of(new Expression.Constant(1))));
        assertThrows(ModelException.class,
            () -> new RandomTerm(false, List.of(), List.of(column("g")), RandomTerm.UNSTRUCTURED));
        assertThrows(ModelException.class, () -> new RandomTerm(true, List.of(), List.of(column("g")), "fixed"));
        assertThrows(ModelException.class, () -> new RandomTerm(true, List.of(), List.of(column("g")), "us",
            Optional.empty(), OptionalDouble.of(2)));
        assertThrows(ModelException.class, () -> new RandomTerm(true, List.of(), List.of(column("g")), "fixed",
            Optional.empty(), OptionalDouble.of(0)));
        assertThrows(ModelException.class, () -> new RandomTerm(true, List.of(), List.of(column("g")), "us",
            Optional.of(new Expression.Constant(1)), OptionalDouble.empty()));
        assertThrows(ModelException.class, () -> new Response.Single(
            new Expression.Arithmetic(Operator.DIVIDE, column("e"), column("n"))));
    }
}
