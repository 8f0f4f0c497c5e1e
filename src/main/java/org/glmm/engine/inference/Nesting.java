package org.glmm.engine.inference;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glmm.engine.covariance.CovarianceStructure.Quantity;
import org.glmm.engine.covariance.CovarianceStructures;
import org.glmm.engine.design.CodedTerm;
import org.glmm.engine.design.RandomPart;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.model.FittedModel;

/**
 * Whether a model is a special case of another of the same response, judged by their terms, distributions and links.
 *
 * @param small the model with fewer parameters
 * @param large the one with more
 */
record Nesting(FittedModel small, FittedModel large) {

    /** For distributions with a parameter at the end of whose range another one lies, that one. */
    private static final Map<String, String> LIMITS = Map.of("nb2", "poisson", "nb1", "poisson", "beta-binomial",
        "binomial");
    /** For distributions with a parameter inside whose range another one lies, that one. */
    private static final Map<String, String> CASES = Map.of("nb2", "geometric", "gamma", "exponential");

    /** The structures that have each structure as a special case, for the same effects. */
    private static final Map<String, Set<String>> GENERALISATIONS = Map.of(
        "us", Set.of(), "diag", Set.of("us", "csh", "arh1", "toeph"),
        "vc", Set.of("us", "diag", "cs", "csh", "ar1", "arh1", "toep", "toeph"),
        "cs", Set.of("us", "csh", "toep", "toeph"), "csh", Set.of("us", "toeph"),
        "ar1", Set.of("us", "arh1", "toep", "toeph"), "arh1", Set.of("us", "toeph"), "toep", Set.of("us", "toeph"),
        "toeph", Set.of("us"));
    /** The structures that are themselves again when some of the effects are left out. */
    private static final Set<String> HEREDITARY = Set.of(RandomTerm.UNSTRUCTURED, RandomTerm.DIAGONAL);

    /** Why the smaller model is no special case, to be put after "because"; empty if it is one. */
    Optional<String> obstacle() {
        if (!small.spec().link().name().equals(large.spec().link().name())) {
            return Optional.of("their links differ");
        }
        if (!isSameDistribution() && !isCaseOfDistribution() && !isLimitOfDistribution()) {
            return Optional.of("their distributions differ");
        }
        if (!Set.copyOf(small.spec().formula().offsets()).equals(Set.copyOf(large.spec().formula().offsets()))) {
            return Optional.of("their offsets differ");
        }
        if (!hasIntercept(large) && hasIntercept(small)) {
            return Optional.of("the larger one has no intercept");
        }
        return missing("fixed effect", small.recipe().terms().stream().filter(term -> !isFixed(term))
            .map(term -> term.term().name()).toList())
            .or(() -> missing("random term", small.spec().formula().random().stream()
                .filter(term -> large.spec().formula().random().stream().noneMatch(other -> isPart(term, other)))
                .map(RandomTerm::toString).toList()));
    }

    private static Optional<String> missing(String what, List<String> names) {
        return names.isEmpty() ? Optional.empty()
            : Optional.of("the larger one does not contain the " + what + " " + names.get(0));
    }

    private boolean isSameDistribution() {
        return small.spec().distribution().name().equals(large.spec().distribution().name());
    }

    private boolean isLimitOfDistribution() {
        return small.spec().distribution().name().equals(LIMITS.get(large.spec().distribution().name()));
    }

    private boolean isCaseOfDistribution() {
        var name = small.spec().distribution().name();
        var general = large.spec().distribution().name();
        return name.equals(CASES.get(general)) || name.startsWith(general + "(");
    }

    /** Indicators of all levels sum to one. */
    private static boolean hasIntercept(FittedModel model) {
        return model.spec().formula().intercept() || model.recipe().terms().stream()
            .anyMatch(term -> term.variables().stream().allMatch(variable -> variable.isFactor()));
    }

    /** A term lies in the span of one that has it and further factors, which then has indicators of these. */
    private boolean isFixed(CodedTerm term) {
        return large.recipe().terms().stream().anyMatch(other -> variables(other).containsAll(variables(term))
            && other.variables().stream().allMatch(v -> v.isFactor()
            || variables(term).contains(v.variable().toString())));
    }

    /** The variables of a term; a column that counts as a factor and one made a factor in the formula are the same. */
    private static Set<String> variables(CodedTerm term) {
        return term.variables().stream().map(variable -> variable.isFactor()
            ? "factor " + variable.variable().columns().get(0) : variable.variable().toString())
            .collect(Collectors.toSet());
    }

    private boolean isPart(RandomTerm term, RandomTerm of) {
        boolean sameGroups = grouping(small, term.grouping()).equals(grouping(large, of.grouping()));
        boolean sameDivision = term.by().isEmpty()
            || grouping(small, term.by().stream().toList()).equals(grouping(large, of.by().stream().toList()));
        boolean sameEffects = term.intercept() == of.intercept()
            && new HashSet<>(term.effects()).equals(new HashSet<>(of.effects()));
        boolean fewerEffects = (of.intercept() || !term.intercept())
            && new HashSet<>(of.effects()).containsAll(term.effects());
        boolean single = term.effects().size() + (term.intercept() ? 1 : 0) == 1;
        if (!sameGroups || !sameDivision || !term.variance().equals(of.variance())) {
            return false;
        }
        return sameEffects && (term.structure().equals(of.structure())
            || GENERALISATIONS.getOrDefault(term.structure(), Set.of()).contains(of.structure()))
            || fewerEffects && HEREDITARY.contains(of.structure()) && (single || HEREDITARY.contains(term.structure())
            && (of.structure().equals(RandomTerm.UNSTRUCTURED) || term.structure().equals(RandomTerm.DIAGONAL)));
    }

    private static Set<String> grouping(FittedModel model, Collection<Expression> factors) {
        return factors.stream().map(model.recipe().schema()::asFactor).map(factor -> factor.columns().get(0))
            .collect(Collectors.toSet());
    }

    /**
     * The number of parameters of the larger model that have the smaller one at an end of their range: variances of
     * random effects that the smaller one has not got, and the parameter of a distribution that has the other as a
     * limit.
     */
    int atTheEdge() {
        var parts = large.recipe().randomParts();
        return (isLimitOfDistribution() ? 1 : 0) + IntStream.range(0, parts.size())
            .map(part -> newVariances(parts.get(part), large.recipe().effectNames(part))).sum();
    }

    private int newVariances(RandomPart part, List<String> effects) {
        if (part.term().variance().isPresent()) {
            return 0;
        }
        int absent = (int) effects.stream().filter(effect -> !smallHas(part, effect)).count();
        long variances = CovarianceStructures.named(part.term().structure()).reported(effects.size()).stream()
            .filter(element -> element.quantity() == Quantity.VARIANCE).count();
        return variances == effects.size() ? absent : absent == effects.size() ? 1 : 0;
    }

    private boolean smallHas(RandomPart part, String effect) {
        var parts = small.recipe().randomParts();
        return IntStream.range(0, parts.size()).anyMatch(i -> grouping(small, parts.get(i).term().grouping())
            .equals(grouping(large, part.term().grouping())) && small.recipe().effectNames(i).contains(effect));
    }
}
