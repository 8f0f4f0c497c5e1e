package org.glmm.engine.report;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.design.Schema;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.formula.Response;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;

/**
 * The call of lmer or glmer in the R package lme4 (Bates, Maechler, Bolker and Walker 2015, Journal of Statistical
 * Software 67(1)). There is none where glmer would give other estimates: it holds the scale of the gamma and the
 * inverse Gaussian distribution at a moment estimate, and takes the expected information in its Laplace approximation.
 */
final class Lme4Call {

    private static final String PROGRAM = "lme4";

    private static final Set<String> LINKS = Set.of("logit", "probit", "cloglog", "cauchit", "log", "identity", "sqrt");

    /** The most nodes that glmer takes. */
    private static final int MOST_NODES = 100;

    private final ModelSpec spec;
    private final RModel model;

    Lme4Call(ModelSpec spec, Schema schema) {
        this.spec = spec;
        this.model = new RModel(spec, schema);
    }

    EquivalentCall call() {
        return obstacle().map(reason -> EquivalentCall.none(PROGRAM, reason))
            .orElseGet(() -> EquivalentCall.of(PROGRAM, text()));
    }

    private Optional<String> obstacle() {
        var method = spec.method();
        if (spec.formula().random().isEmpty()) {
            return Optional.of("lme4 takes no model without random effects; lm and glm of R fit it.");
        }
        if (method.linearised() || method == Method.RLAPLACE) {
            return Optional.of("lme4 does not have the method " + method + ".");
        }
        return (method.linear() ? linearObstacle() : generalizedObstacle())
            .or(() -> spec.formula().random().stream().flatMap(term -> obstacle(term).stream()).findFirst())
            .or(model::unnamedCoding);
    }

    private Optional<String> linearObstacle() {
        return spec.frequencies().map(column -> "lmer takes weights as precisions, not as the frequencies in " + column
            + "; repeat the rows.");
    }

    private Optional<String> generalizedObstacle() {
        var distribution = spec.distribution().name();
        if (!distribution.equals("binomial") && !distribution.equals("poisson")) {
            return Optional.of("glmer does not maximise the likelihood of the " + distribution + " distribution.");
        }
        if (spec.weights().isPresent() && spec.frequencies().isPresent()) {
            return Optional.of("glmer does not take weights and frequencies at once.");
        }
        boolean weighted = spec.weights().isPresent() || spec.frequencies().isPresent();
        if (weighted && !(spec.formula().response() instanceof Response.Single)) {
            return Optional.of("glmer does not take weights beside numbers of trials.");
        }
        var link = spec.link();
        if (!LINKS.contains(link.name())) {
            return Optional.of("R does not have the " + link.name() + " link.");
        }
        if (spec.method() == Method.QUADRATURE) {
            boolean one = spec.formula().random().size() == 1 && model.isScalar(spec.formula().random().get(0));
            return one ? Optional.empty()
                : Optional.of("glmer has quadrature for a single random effect per group only.");
        }
        return link.name().equals(spec.distribution().defaultLink().name()) ? Optional.empty()
            : Optional.of("glmer's Laplace approximation takes the expected information, which with the " + link.name()
                + " link is not the observed one taken here; the results differ somewhat.");
    }

    private Optional<String> obstacle(RandomTerm term) {
        var name = "The random effect " + term;
        if (term.variance().isPresent() || term.by().isPresent()) {
            return Optional.of(name + " has " + (term.by().isPresent() ? "parameters for each level of a factor"
                : "a known variance") + ", which lme4 does not have.");
        }
        boolean simple = model.isScalar(term) || term.structure().equals(RandomTerm.UNSTRUCTURED)
            || term.structure().equals(RandomTerm.DIAGONAL) && model.isNumeric(term)
            || term.structure().equals("vc") && model.onlyFactor(term).isPresent();
        return simple ? Optional.empty()
            : Optional.of(name + " has a covariance structure that lme4 does not have.");
    }

    private String text() {
        var arguments = Stream.of(
            Stream.of(model.formula(this::random), "data = d"),
            method(),
            model.arguments().stream()).flatMap(parts -> parts).collect(Collectors.joining(", "));
        return (spec.method().linear() ? "lmer(" : "glmer(") + arguments + ")";
    }

    private Stream<String> method() {
        var family = "family = " + spec.distribution().name() + "(\"" + spec.link().name() + "\")";
        return switch (spec.method()) {
            case REML -> Stream.empty();
            case ML -> Stream.of("REML = FALSE");
            case QUADRATURE -> Stream.of(family, "nAGQ = " + Math.min(spec.control().nodes(), MOST_NODES));
            default -> Stream.of(family);
        };
    }

    private String random(RandomTerm term) {
        if (term.structure().equals("vc") && model.onlyFactor(term).isPresent()) {
            return "(1 | " + RModel.grouping(term) + ":" + model.term(term.effects().get(0)) + ")";
        }
        boolean independent = !model.isScalar(term) && term.structure().equals(RandomTerm.DIAGONAL);
        return "(" + model.effects(term) + (independent ? " || " : " | ") + RModel.grouping(term) + ")";
    }
}
