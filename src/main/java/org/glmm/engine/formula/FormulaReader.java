package org.glmm.engine.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.glmm.engine.error.ModelException;

/**
 * Gives a formula's syntax its meaning: the left-hand side as a {@link Response}, the right-hand side by
 * {@link TermAlgebra} as fixed terms, random terms and offsets.
 */
final class FormulaReader {

    private final String text;
    private final ExpressionReader expressions;
    private Response response;
    private final List<RandomTerm> random = new ArrayList<>();
    private final List<Expression> offsets = new ArrayList<>();

    FormulaReader(String text) {
        this.text = text;
        this.expressions = new ExpressionReader(text);
    }

    Formula read() {
        var sides = new Parser(text).parse();
        response = response(sides.left());
        var algebra = new TermAlgebra(text, this::effect, this::additive);
        var fixed = algebra.expand(sides.right());
        if (!algebra.intercept() && fixed.isEmpty() && random.isEmpty()) {
            throw error("the right-hand side has no effects; write 1 for an intercept alone", sides.right());
        }
        return new Formula(response, algebra.intercept(), fixed, random, offsets);
    }

    private Response response(Syntax left) {
        var bare = withoutParentheses(left);
        Response result;
        if (bare instanceof Syntax.Binary division && division.operator().equals("/")) {
            result = new Response.Proportion(side(division.left()), expressions.arithmetic(division.right()));
        } else if (bare instanceof Syntax.Call call && call.function().equals("cbind")) {
            if (call.arguments().size() != 2) {
                throw error("cbind() takes two arguments, cbind(events, failures)", call);
            }
            result = new Response.Counts(side(call.arguments().get(0)),
                expressions.arithmetic(call.arguments().get(1)));
        } else if (bare instanceof Syntax.Call call && call.function().equals("factor")) {
            result = new Response.Single(expressions.variable(call));
        } else {
            result = new Response.Single(side(bare));
        }
        return result;
    }

    private Expression side(Syntax syntax) {
        var expression = expressions.arithmetic(syntax);
        if (expression.columns().isEmpty()) {
            throw error("the response names no column", syntax);
        }
        return expression;
    }

    private static Syntax withoutParentheses(Syntax syntax) {
        return syntax instanceof Syntax.Parentheses parentheses ? withoutParentheses(parentheses.inner()) : syntax;
    }

    /** A variable on the right-hand side. */
    private Expression effect(Syntax syntax) {
        var variable = expressions.variable(syntax);
        if (response instanceof Response.Single single && single.value().equals(variable)) {
            throw error("the response " + variable + " cannot also be an effect", syntax);
        }
        return variable;
    }

    /** Takes a random term or an offset out of a sum; false if the piece is neither. */
    private boolean additive(Syntax syntax) {
        if (syntax instanceof Syntax.Binary bar && bar.isBar()) {
            var structure = bar.operator().equals("||") ? RandomTerm.DIAGONAL : RandomTerm.UNSTRUCTURED;
            addRandomTerms(bar, new Options(structure, Optional.empty(), OptionalDouble.empty()));
            return true;
        }
        if (syntax instanceof Syntax.Call call && call.isRandomTerm()) {
            addRandomTerms((Syntax.Binary) call.arguments().get(0), options(call));
            return true;
        }
        if (syntax instanceof Syntax.Call call && call.function().equals("offset")) {
            offsets.add(expressions.argument(call));
            return true;
        }
        return false;
    }

    /** What stands around the bar of a random term. */
    private record Options(String structure, Optional<Expression> by, OptionalDouble variance) { }

    /** The structure in front of a random term and its named arguments. */
    private Options options(Syntax.Call call) {
        var bar = (Syntax.Binary) call.arguments().get(0);
        if (bar.operator().equals("||")) {
            throw error("a random term with a covariance structure in front has a single bar", bar);
        }
        Optional<Expression> by = Optional.empty();
        var variance = OptionalDouble.empty();
        for (var argument : call.arguments().subList(1, call.arguments().size())) {
            if (argument instanceof Syntax.Named named && named.name().equals("by")) {
                by = Optional.of(group(named.value()));
            } else if (argument instanceof Syntax.Named named && named.name().equals("variance")) {
                variance = OptionalDouble.of(variance(named.value()));
            } else {
                throw error("a random term takes the arguments by = column and variance = number", argument);
            }
        }
        return new Options(call.function(), by, variance);
    }

    private double variance(Syntax syntax) {
        if (syntax instanceof Syntax.Number number && RandomTerm.isVariance(number.value())) {
            return number.value();
        }
        throw error("a variance is a number greater than zero", syntax);
    }

    private void addRandomTerms(Syntax.Binary bar, Options options) {
        try {
            randomTerms(bar, options).forEach(term -> addRandom(term, bar));
        } catch (FormulaException problem) {
            throw problem;
        } catch (ModelException problem) {
            throw error(problem.getMessage(), bar);
        }
    }

    private void addRandom(RandomTerm term, Syntax.Binary bar) {
        if (random.stream().anyMatch(term::repeats)) {
            throw error("the random term " + term + " appears twice; remove one of them", bar);
        }
        random.add(term);
    }

    private List<RandomTerm> randomTerms(Syntax.Binary bar, Options options) {
        var effects = new TermAlgebra(text, this::effect, FormulaReader::none);
        var terms = effects.expand(bar.left());
        if (!effects.intercept() && terms.isEmpty()) {
            throw error("the random term has no effects before the bar; write (1 | group)", bar);
        }
        requireNesting(bar.right());
        var grouping = new TermAlgebra(text, this::group, FormulaReader::none).expand(bar.right());
        return grouping.stream()
            .map(group -> new RandomTerm(effects.intercept(), terms, group.variables(), options.structure(),
                options.by(), options.variance()))
            .toList();
    }

    private static boolean none(Syntax syntax) {
        return false;
    }

    private void requireNesting(Syntax grouping) {
        if (grouping instanceof Syntax.Parentheses parentheses) {
            requireNesting(parentheses.inner());
        } else if (grouping instanceof Syntax.Binary binary) {
            if (!binary.operator().equals(":") && !binary.operator().equals("/")) {
                throw error("grouping factors are combined by : or / only, as in (1 | a:b) or (1 | a/b)", binary);
            }
            requireNesting(binary.left());
            requireNesting(binary.right());
        } else if (grouping instanceof Syntax.Number || grouping instanceof Syntax.Unary) {
            throw error("the grouping factor must be a column or factor(column)", grouping);
        }
    }

    private Expression group(Syntax syntax) {
        var variable = effect(syntax);
        if (!(variable instanceof Expression.Column || variable instanceof Expression.Categorical)) {
            throw error("the grouping factor must be a column or factor(column)", syntax);
        }
        return variable;
    }

    private FormulaException error(String problem, Syntax syntax) {
        return new FormulaException(problem, text, syntax.position());
    }
}
