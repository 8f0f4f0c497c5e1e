package org.glmm.engine.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.design.Schema;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.FactorCoding.Contrasts;
import org.glmm.engine.formula.Operator;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.formula.Response;
import org.glmm.engine.formula.Term;
import org.glmm.engine.model.ModelSpec;

/**
 * The parts of a model that all packages of R write alike. A lognormal response is written as its logarithm, which is
 * normal: the estimates are the same, but the log-likelihood is that of the logarithm.
 */
final class RModel {

    private final ModelSpec spec;
    private final Schema schema;

    RModel(ModelSpec spec, Schema schema) {
        this.spec = spec;
        this.schema = schema;
    }

    /** The formula, with random terms as a package writes them. */
    String formula(Function<RandomTerm, String> random) {
        var formula = spec.formula();
        boolean bare = !formula.intercept() || formula.fixed().isEmpty();
        return response() + " ~ " + Stream.of(
                bare ? Stream.of(formula.intercept() ? "1" : "0") : Stream.<String>empty(),
                formula.fixed().stream().map(this::term),
                formula.offsets().stream().map(offset -> "offset(" + offset + ")"),
                formula.random().stream().map(random))
            .flatMap(parts -> parts).collect(Collectors.joining(" + "));
    }

    private String response() {
        var response = spec.formula().response();
        if (response instanceof Response.Proportion proportion) {
            return "cbind(" + proportion.events() + ", "
                + new Expression.Arithmetic(Operator.SUBTRACT, proportion.trials(), proportion.events()) + ")";
        }
        if (spec.distribution().name().equals("lognormal")) {
            return "log(" + response + ")";
        }
        return response instanceof Response.Single single && spec.eventLevel().isPresent()
            ? "as.numeric(" + plain(single.value()) + " == " + quoted(spec.eventLevel().get()) + ")"
            : response.toString();
    }

    private static Expression plain(Expression value) {
        return value instanceof Expression.Categorical factor ? factor.column() : value;
    }

    /** A term; a numeric column that counts as a factor becomes {@code factor(column)}. */
    String term(Term term) {
        return term.variables().stream().map(this::variable).collect(Collectors.joining(":"));
    }

    private String variable(Expression variable) {
        boolean counts = variable instanceof Expression.Column column && schema.categorical().contains(column.name());
        return counts ? "factor(" + variable + ")" : variable.toString();
    }

    /** The effects of a random term: {@code 1 + x}. */
    String effects(RandomTerm term) {
        return Stream.concat(Stream.of(term.intercept() ? "1" : "0"), term.effects().stream().map(this::term))
            .collect(Collectors.joining(" + "));
    }

    static String grouping(RandomTerm term) {
        return term.grouping().stream().map(Expression::toString).collect(Collectors.joining(":"));
    }

    /** Whether a group has a single effect: an intercept, or a slope in numbers. */
    boolean isScalar(RandomTerm term) {
        return term.intercept() ? term.effects().isEmpty() : term.effects().size() == 1 && isNumeric(term);
    }

    /** Whether no factor is among the effects. */
    boolean isNumeric(RandomTerm term) {
        return term.effects().stream().flatMap(effect -> effect.variables().stream()).noneMatch(schema::isFactor);
    }

    /** The factor whose levels are the only effects, if it is so. */
    Optional<Expression> onlyFactor(RandomTerm term) {
        boolean one = !term.intercept() && term.effects().size() == 1 && term.effects().get(0).order() == 1;
        return one ? Optional.of(term.effects().get(0).variables().get(0)).filter(schema::isFactor) : Optional.empty();
    }

    /** The arguments {@code weights} and {@code contrasts}, as far as they are needed. */
    List<String> arguments() {
        return Stream.concat(
            spec.weights().or(spec::frequencies).map(column -> "weights = " + new Expression.Column(column)).stream(),
            contrasts().stream()).toList();
    }

    private Optional<String> contrasts() {
        var coded = spec.formula().fixed().stream().flatMap(term -> term.variables().stream()).distinct()
            .filter(schema::isFactor)
            .filter(factor -> !schema.codingOf(factor).equals(FactorCoding.DEFAULT))
            .map(factor -> new Expression.Column(variable(factor)) + " = " + contrasts(factor))
            .collect(Collectors.joining(", "));
        return coded.isEmpty() ? Optional.empty() : Optional.of("contrasts = list(" + coded + ")");
    }

    private String contrasts(Expression factor) {
        var coding = schema.codingOf(factor);
        var levels = schema.levelsOf(factor);
        int reference = levels.indexOf(coding.reference()) + 1;
        return switch (coding.contrasts()) {
            case TREATMENT -> "contr.treatment(" + levels.size() + ", base = " + Math.max(1, reference) + ")";
            case SUM -> "\"contr.sum\"";
            case HELMERT -> "\"contr.helmert\"";
            case POLYNOMIAL -> "\"contr.poly\"";
        };
    }

    /** A factor whose coding R does not have under a name. */
    Optional<String> unnamedCoding() {
        return schema.codings().entrySet().stream()
            .filter(coding -> coding.getValue().contrasts() == Contrasts.SUM)
            .filter(coding -> !coding.getValue().reference().isEmpty())
            .map(coding -> "The sum contrasts of " + coding.getKey() + " leave out the level "
                + coding.getValue().reference() + ", those of R the last one.")
            .findFirst();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
