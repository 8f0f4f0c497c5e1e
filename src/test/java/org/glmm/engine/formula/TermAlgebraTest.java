package org.glmm.engine.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.frame.TestFrames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The expansion of formulas against R's {@code terms()}; the expected terms were printed by R. */
class TermAlgebraTest {

    static List<String> expansions() {
        return TestFrames.lines("/org/glmm/engine/formula/terms.csv").stream()
            .filter(line -> !line.startsWith("#")).toList();
    }

    @ParameterizedTest
    @MethodSource("expansions")
    void expandsAsR(String line) {
        var parts = line.split(";", -1);
        var formula = Formula.parse(parts[0]);
        assertEquals(parts[1].equals("1"), formula.intercept());
        List<Set<String>> expected = parts[2].isEmpty() ? List.of()
            : Stream.of(parts[2].split(", ")).map(label -> Set.of(label.split(":"))).toList();
        assertEquals(expected, formula.fixed().stream()
            .map(term -> term.variables().stream().map(Expression::toString).collect(Collectors.toSet())).toList());
    }

    @ParameterizedTest
    @MethodSource("expansions")
    void printsWhatParsesBackToTheSameNames(String line) {
        var formula = Formula.parse(line.split(";")[0]);
        var again = Formula.parse(formula.toString());
        assertEquals(formula, again);
        assertEquals(formula.fixed().stream().map(Term::name).toList(),
            again.fixed().stream().map(Term::name).toList());
    }
}
