package org.glmm.engine.formula;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;

/**
 * A random term {@code (effects | grouping)}: for every level of the grouping factor a vector of random effects. A
 * covariance structure stands in front, with its options behind: {@code ar1(0 + time | subject)},
 * {@code us(1 | subject, by = sex)}, {@code fixed(1 | study, variance = 2.5)}.
 *
 * @param intercept whether the level has a random intercept
 * @param effects the other random effects, as terms
 * @param grouping {@link Expression.Column} or {@link Expression.Categorical}; several are crossed by ":"
 * @param structure name of the covariance structure of the vector
 * @param by a factor for each of whose levels the vector has covariance parameters of its own:
 *        {@link Expression.Column} or {@link Expression.Categorical}
 * @param variance the known variance of every effect, for the structure {@link #FIXED} only
 */
public record RandomTerm(boolean intercept, List<Term> effects, List<Expression> grouping, String structure,
        Optional<Expression> by, OptionalDouble variance) {

    /** Free variances and covariances: {@code (... | g)}. */
    public static final String UNSTRUCTURED = "us";

    /** Independent effects with a variance each: {@code (... || g)}. */
    public static final String DIAGONAL = "diag";

    /** Independent effects with a known variance: {@code fixed(... | g, variance = v)}. */
    public static final String FIXED = "fixed";

    public RandomTerm {
        effects = Term.canonical(effects);
        grouping = grouping.stream().distinct().toList();
        if (grouping.isEmpty()) {
            throw new ModelException("A random term needs at least one grouping column.");
        }
        grouping.forEach(factor -> requireFactor("grouped", factor));
        by.ifPresent(factor -> requireFactor("separated", factor));
        if (!intercept && effects.isEmpty()) {
            throw new ModelException("The random term grouped by \"" + label(grouping)
                + "\" has no effects; give it an intercept or a slope.");
        }
        if (structure.equals(FIXED) != variance.isPresent()) {
            throw new ModelException(variance.isPresent()
                ? "The covariance structure \"" + structure + "\" takes no variance; write " + FIXED
                    + "(1 | " + label(grouping) + ", variance = ...) for a known one."
                : "The known variance of the random term grouped by \"" + label(grouping) + "\" is missing; write "
                    + FIXED + "(1 | " + label(grouping) + ", variance = ...).");
        }
        if (variance.isPresent() && !isVariance(variance.getAsDouble())) {
            throw new ModelException("The variance of the random term grouped by \"" + label(grouping) + "\" is "
                + variance.getAsDouble() + "; it must be a number greater than zero.");
        }
    }

    /** A term whose covariance parameters are all estimated and the same for all groups. */
    public RandomTerm(boolean intercept, List<Term> effects, List<Expression> grouping, String structure) {
        this(intercept, effects, grouping, structure, Optional.empty(), OptionalDouble.empty());
    }

    private static void requireFactor(String role, Expression factor) {
        if (!(factor instanceof Expression.Column || factor instanceof Expression.Categorical)) {
            throw new ModelException("Random effects cannot be " + role + " by " + factor
                + "; it must be a column or factor(column).");
        }
    }

    static boolean isVariance(double value) {
        return value > 0 && Double.isFinite(value);
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

    /** The factors of the grouping, and that of {@link #by}. */
    public List<Expression> factors() {
        if (by.isEmpty()) {
            return grouping;
        }
        List<Expression> factors = new ArrayList<>(grouping);
        factors.add(by.get());
        return factors;
    }

    /** The effects as written: {@code 1 + x}, {@code time}. */
    public String effectsName() {
        return Stream.concat(intercept ? Stream.of("1") : Stream.empty(), effects.stream().map(Term::name))
            .collect(Collectors.joining(" + "));
    }

    /** Whether the other term has the same effects for the same groups, whatever its structure. */
    public boolean repeats(RandomTerm other) {
        return intercept == other.intercept
            && by.equals(other.by)
            && new HashSet<>(effects).equals(new HashSet<>(other.effects))
            && new HashSet<>(grouping).equals(new HashSet<>(other.grouping));
    }

    private static String label(List<Expression> grouping) {
        StringJoiner label = new StringJoiner(":");
        for (Expression factor : grouping) {
            label.add(factor.label());
        }
        return label.toString();
    }

    @Override
    public String toString() {
        var left = Stream.concat(Stream.of(intercept ? "1" : "0"), effects.stream().map(Term::toString))
            .collect(Collectors.joining(" + "));
        var right = grouping.stream().map(Expression::toString).collect(Collectors.joining(":"));
        boolean isPlain = by.isEmpty() && (structure.equals(UNSTRUCTURED) || structure.equals(DIAGONAL));
        return (isPlain ? "" : structure)
            + "(" + left + (isPlain && structure.equals(DIAGONAL) ? " || " : " | ") + right
            + by.map(factor -> ", by = " + factor).orElse("")
            + (variance.isPresent() ? ", variance = " + new Expression.Constant(variance.getAsDouble()) : "") + ")";
    }
}
