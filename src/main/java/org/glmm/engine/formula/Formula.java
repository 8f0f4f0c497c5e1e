package org.glmm.engine.formula;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;

/**
 * A mixed-model formula: response, fixed effects, random terms and offsets.
 * The fixed terms are kept in the order of R's {@code terms()}; {@code toString()} prints a form that parses back
 * to an equal formula.
 *
 * @param intercept whether the fixed effects have an intercept
 * @param fixed main effects and interactions, without the intercept
 * @param offsets known parts of the linear predictor; distinct ones add up, a repeated one counts once as in R
 */
public record Formula(Response response, boolean intercept, List<Term> fixed, List<RandomTerm> random,
        List<Expression> offsets) {

    public Formula {
        fixed = Term.canonical(fixed);
        random = List.copyOf(random);
        offsets = offsets.stream().distinct().toList();
        if (!intercept && fixed.isEmpty() && random.isEmpty()) {
            throw new ModelException("The model of " + response
                + " has no effects; give it at least an intercept.");
        }
        for (int i = 0; i < random.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (random.get(i).repeats(random.get(j))) {
                    throw new ModelException("The random term " + random.get(i)
                        + " appears twice; remove one of them.");
                }
            }
        }
        if (response instanceof Response.Single single) {
            requireNotAnEffect(single.value(), fixed, random);
        }
    }

    /**
     * Reads a formula in the notation of R and lme4.
     *
     * @throws FormulaException if the text is not a formula, naming the position
     */
    public static Formula parse(String text) {
        return new FormulaReader(text).read();
    }

    /** The distinct names of all columns used, the response's first. */
    public List<String> columns() {
        return Stream.of(
                response.columns().stream(),
                terms(fixed, random).flatMap(term -> term.variables().stream()).flatMap(v -> v.columns().stream()),
                offsets.stream().flatMap(offset -> offset.columns().stream()),
                random.stream().flatMap(term -> term.factors().stream()).flatMap(g -> g.columns().stream()))
            .flatMap(names -> names)
            .distinct()
            .toList();
    }

    /** The distinct variables of the fixed and random effects, in order of appearance. */
    public Set<Expression> effects() {
        Set<Expression> variables = new LinkedHashSet<>();
        addVariables(fixed, variables);
        for (RandomTerm term : random) {
            addVariables(term.effects(), variables);
        }
        return variables;
    }

    private static void addVariables(List<Term> terms, Set<Expression> variables) {
        for (Term term : terms) {
            variables.addAll(term.variables());
        }
    }

    private static Stream<Term> terms(List<Term> fixed, List<RandomTerm> random) {
        return Stream.concat(fixed.stream(), random.stream().flatMap(term -> term.effects().stream()));
    }

    private static void requireNotAnEffect(Expression response, List<Term> fixed, List<RandomTerm> random) {
        boolean isGroup = random.stream().anyMatch(term -> term.factors().contains(response));
        if (isGroup || terms(fixed, random).anyMatch(term -> term.contains(response))) {
            throw new ModelException("The response " + response
                + " is also an effect of the model; remove it from the right-hand side.");
        }
    }

    @Override
    public String toString() {
        boolean showIntercept = !intercept || fixed.isEmpty();
        return response + " ~ " + Stream.of(
                showIntercept ? Stream.of(intercept ? "1" : "0") : Stream.<String>empty(),
                fixed.stream().map(Term::toString),
                offsets.stream().map(offset -> "offset(" + offset + ")"),
                random.stream().map(RandomTerm::toString))
            .flatMap(parts -> parts)
            .collect(Collectors.joining(" + "));
    }
}
