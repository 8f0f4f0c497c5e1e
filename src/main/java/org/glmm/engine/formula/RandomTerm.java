package org.glmm.engine.formula;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;

/**
 * A random term {@code (effects | grouping)}: for every level of the grouping factor a vector of random effects.
 *
 * @param intercept whether the level has a random intercept
 * @param effects the other random effects, as terms
 * @param grouping {@link Expression.Column} or {@link Expression.Categorical}; several are crossed by ":"
 * @param structure code of the covariance structure of the vector
 */
public record RandomTerm(boolean intercept, List<Term> effects, List<Expression> grouping, String structure) {

    /** Free variances and covariances: {@code (... | g)}. */
    public static final String UNSTRUCTURED = "us";

    /** Independent effects with a variance each: {@code (... || g)}. */
    public static final String DIAGONAL = "diag";

    public RandomTerm {
        effects = Term.canonical(effects);
        grouping = grouping.stream().distinct().toList();
        if (grouping.isEmpty()) {
            throw new ModelException("A random term needs at least one grouping column.");
        }
        for (var factor : grouping) {
            if (!(factor instanceof Expression.Column || factor instanceof Expression.Categorical)) {
                throw new ModelException("Random effects cannot be grouped by " + factor
                    + "; the grouping must be a column or factor(column).");
            }
        }
        if (!intercept && effects.isEmpty()) {
            throw new ModelException("The random term grouped by \"" + label(grouping)
                + "\" has no effects; give it an intercept or a slope.");
        }
        if (!structure.equals(UNSTRUCTURED) && !structure.equals(DIAGONAL)) {
            throw new ModelException("The covariance structure \"" + structure + "\" of the random term grouped by \""
                + label(grouping) + "\" is unknown; known are " + UNSTRUCTURED + " and " + DIAGONAL + ".");
        }
    }

    /** A random intercept for every combination of the named columns' values. */
    public static RandomTerm intercepts(String... columns) {
        return new RandomTerm(true, List.of(),
            Stream.of(columns).<Expression>map(Expression.Column::new).toList(), UNSTRUCTURED);
    }

    /** The grouping columns joined by ":". */
    public String groupName() {
        return label(grouping);
    }

    /** Whether the other term has the same effects for the same groups, whatever its structure. */
    public boolean repeats(RandomTerm other) {
        return intercept == other.intercept
            && new HashSet<>(effects).equals(new HashSet<>(other.effects))
            && new HashSet<>(grouping).equals(new HashSet<>(other.grouping));
    }

    private static String label(List<Expression> grouping) {
        return grouping.stream().map(Expression::label).collect(Collectors.joining(":"));
    }

    @Override
    public String toString() {
        var left = Stream.concat(Stream.of(intercept ? "1" : "0"), effects.stream().map(Term::toString))
            .collect(Collectors.joining(" + "));
        var right = grouping.stream().map(Expression::toString).collect(Collectors.joining(":"));
        return "(" + left + (structure.equals(DIAGONAL) ? " || " : " | ") + right + ")";
    }
}
