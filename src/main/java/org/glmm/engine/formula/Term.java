package org.glmm.engine.formula;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;

/**
 * A main effect or an interaction: one or more distinct variables. Equality ignores their order.
 *
 * @param variables columns, transformations, {@code I()} or {@code factor()}
 */
public record Term(List<Expression> variables) {

    public Term {
        variables = variables.stream().distinct().toList();
        if (variables.isEmpty()) {
            throw new ModelException("A term needs at least one variable.");
        }
        for (var variable : variables) {
            if (!variable.isVariable()) {
                throw new ModelException("The expression " + variable + " is not a variable; write I(" + variable
                    + ").");
            }
        }
    }

    /** The interaction of the named columns; a main effect if there is one name. */
    public static Term of(String... columns) {
        return new Term(Stream.of(columns).<Expression>map(Expression.Column::new).toList());
    }

    /** 1 for a main effect, 2 for a two-way interaction and so on. */
    public int order() {
        return variables.size();
    }

    /** The variables' labels joined by ":". */
    public String name() {
        return variables.stream().map(Expression::label).collect(Collectors.joining(":"));
    }

    public boolean contains(Expression variable) {
        return variables.contains(variable);
    }

    /** The interaction of both terms; a variable in both counts once. */
    Term with(Term other) {
        return new Term(Stream.concat(variables.stream(), other.variables.stream()).toList());
    }

    /**
     * R's order: main effects before two-way interactions and so on, otherwise as written; duplicates removed;
     * variables within a term in the order in which the terms first name them.
     */
    static List<Term> canonical(List<Term> terms) {
        var sorted = new LinkedHashSet<>(terms).stream().sorted(Comparator.comparingInt(Term::order)).toList();
        List<Expression> order = new ArrayList<>(new LinkedHashSet<>(
            sorted.stream().flatMap(term -> term.variables.stream()).toList()));
        return sorted.stream()
            .map(term -> new Term(term.variables.stream().sorted(Comparator.comparingInt(order::indexOf)).toList()))
            .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Term term && new HashSet<>(variables).equals(new HashSet<>(term.variables));
    }

    @Override
    public int hashCode() {
        return new HashSet<>(variables).hashCode();
    }

    @Override
    public String toString() {
        return variables.stream().map(Expression::toString).collect(Collectors.joining(":"));
    }
}
