package org.glmm.engine.formula;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The algebra of R's model formulas: expands +, -, *, :, /, ^ and %in% into a list of distinct terms.
 * The constants 0 and 1 set the intercept, which is present unless removed; the last one wins.
 * Source: Chambers and Hastie (1992), Statistical Models in S, section 2.4.1.
 */
final class TermAlgebra {

    private final String text;
    private final Function<Syntax, Expression> variables;
    private final Predicate<Syntax> additive;
    private boolean intercept = true;

    /**
     * @param variables reads a variable of a term
     * @param additive takes a piece of a sum that is not a term (a random term, an offset); false leaves it
     */
    TermAlgebra(String text, Function<Syntax, Expression> variables, Predicate<Syntax> additive) {
        this.text = text;
        this.variables = variables;
        this.additive = additive;
    }

    /** The distinct terms of a right-hand side, in order of appearance. */
    List<Term> expand(Syntax syntax) {
        return sum(syntax, true, true);
    }

    /** Whether the expanded right-hand side keeps the intercept. */
    boolean intercept() {
        return intercept;
    }

    /** {@code outermost}: not an operand of a product, so that random terms and offsets may stand here. */
    private List<Term> sum(Syntax syntax, boolean adding, boolean outermost) {
        if (outermost && adding && additive.test(syntax)) {
            return List.of();
        }
        if (syntax instanceof Syntax.Number number) {
            intercept = (constant(number) == 1) == adding;
            return List.of();
        }
        if (syntax instanceof Syntax.Parentheses parentheses) {
            return sum(parentheses.inner(), adding, outermost);
        }
        if (syntax instanceof Syntax.Unary unary) {
            boolean plus = unary.operator().equals("+");
            var terms = sum(unary.operand(), plus == adding, outermost);
            return plus ? terms : List.of();
        }
        if (syntax instanceof Syntax.Binary binary) {
            return binary(binary, adding, outermost);
        }
        return List.of(new Term(List.of(variables.apply(syntax))));
    }

    private List<Term> binary(Syntax.Binary binary, boolean adding, boolean outermost) {
        var left = binary.left();
        var right = binary.right();
        return switch (binary.operator()) {
            case "+" -> union(sum(left, adding, outermost), sum(right, adding, outermost));
            case "-" -> difference(sum(left, adding, outermost), sum(right, !adding, outermost));
            case "*" -> crossed(operand(left, adding), operand(right, adding));
            case ":" -> products(operand(left, adding), operand(right, adding));
            case "/" -> nested(operand(left, adding), operand(right, adding));
            case "%in%" -> within(operand(left, adding), operand(right, adding));
            case "^" -> power(operand(left, adding), exponent(right));
            default -> throw error("a random term can only be added, in parentheses of its own", binary);
        };
    }

    private List<Term> operand(Syntax syntax, boolean adding) {
        if (syntax instanceof Syntax.Number) {
            throw error("a number cannot be part of an interaction; write I() for arithmetic", syntax);
        }
        return sum(syntax, adding, false);
    }

    private double constant(Syntax.Number number) {
        if (number.value() != 0 && number.value() != 1) {
            throw error("only 0 and 1 can stand in a sum, for the intercept; write I() for arithmetic", number);
        }
        return number.value();
    }

    private int exponent(Syntax syntax) {
        if (syntax instanceof Syntax.Number number && number.value() >= 1 && number.value() <= 99
                && number.value() == Math.rint(number.value())) {
            return (int) number.value();
        }
        throw error("the power of a sum of terms must be a whole number from 1; write I() for arithmetic", syntax);
    }

    private static List<Term> union(List<Term> left, List<Term> right) {
        return distinct(Stream.concat(left.stream(), right.stream()));
    }

    private static List<Term> difference(List<Term> left, List<Term> right) {
        return left.stream().filter(term -> !right.contains(term)).toList();
    }

    private static List<Term> products(List<Term> left, List<Term> right) {
        return distinct(left.stream().flatMap(first -> right.stream().map(first::with)));
    }

    private static List<Term> crossed(List<Term> left, List<Term> right) {
        return union(union(left, right), products(left, right));
    }

    /** a/b is a + a:b, where the a of the interaction joins all variables on the left. */
    private static List<Term> nested(List<Term> left, List<Term> right) {
        return union(left, left.isEmpty() ? right : products(List.of(joined(left)), right));
    }

    private static List<Term> within(List<Term> left, List<Term> right) {
        return right.isEmpty() ? left : products(left, List.of(joined(right)));
    }

    private static List<Term> power(List<Term> base, int exponent) {
        var result = base;
        for (int i = 1; i < exponent; i++) {
            var next = distinct(Stream.concat(result.stream(), products(result, base).stream()));
            if (next.equals(result)) {
                break;
            }
            result = next;
        }
        return result;
    }

    private static Term joined(List<Term> terms) {
        return terms.stream().reduce(Term::with).orElseThrow();
    }

    private static List<Term> distinct(Stream<Term> terms) {
        return new ArrayList<>(terms.collect(LinkedHashSet::new, LinkedHashSet::add, LinkedHashSet::addAll));
    }

    private FormulaException error(String problem, Syntax syntax) {
        return new FormulaException(problem, text, syntax.position());
    }
}
