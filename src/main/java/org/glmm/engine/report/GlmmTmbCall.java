package org.glmm.engine.report;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.design.Schema;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;

/**
 * The call of the R package glmmTMB (Brooks and others 2017, The R Journal 9, 378-400). Its Laplace approximation
 * takes the observed information, as that of the engine. A known dispersion parameter is the offset of a dispersion
 * model without coefficients, on the scale of the logarithm.
 */
final class GlmmTmbCall {

    private static final String PROGRAM = "glmmTMB";

    private static final Map<String, String> FAMILIES = Map.of("normal", "gaussian", "binomial", "binomial", "poisson",
        "poisson", "gamma", "Gamma", "beta", "beta_family", "beta-binomial", "betabinomial", "nb1", "nbinom1", "nb2",
        "nbinom2");

    private static final Set<String> LINKS = Set.of("identity", "log", "logit", "probit", "cloglog", "inverse");

    /** Its names of the structures; those that it has with a variance for each effect only are left out. */
    private static final Map<String, String> STRUCTURES = Map.of(RandomTerm.UNSTRUCTURED, "",
        RandomTerm.DIAGONAL, "diag", "csh", "cs", "ar1", "ar1", "toeph", "toep");

    /** A family and, if its dispersion parameter is known, the value. */
    private record Family(String name, Optional<String> dispersion) {
    }

    private final ModelSpec spec;
    private final RModel model;

    GlmmTmbCall(ModelSpec spec, Schema schema) {
        this.spec = spec;
        this.model = new RModel(spec, schema);
    }

    EquivalentCall call() {
        return obstacle().map(reason -> EquivalentCall.none(PROGRAM, reason))
            .orElseGet(() -> EquivalentCall.of(PROGRAM, text()));
    }

    private Family family() {
        var name = spec.distribution().name();
        if (name.equals("exponential")) {
            return new Family("gamma", Optional.of("1"));
        }
        if (name.equals("geometric")) {
            return new Family("nb2", Optional.of("1"));
        }
        int parenthesis = name.indexOf('(');
        return parenthesis < 0 ? new Family(name, Optional.empty())
            : new Family(name.substring(0, parenthesis),
                Optional.of(name.substring(parenthesis + 1, name.length() - 1)));
    }

    private Optional<String> obstacle() {
        var method = spec.method();
        if (method.linearised() || method == Method.QUADRATURE) {
            return Optional.of("glmmTMB has Laplace's approximation only, not the method " + method + ".");
        }
        if (!method.linear() && !FAMILIES.containsKey(family().name())) {
            return Optional.of("glmmTMB does not have the " + spec.distribution().name()
                + " distribution in this form.");
        }
        if (spec.link().name().equals("sqrt")) {
            return Optional.of("glmmTMB starts from coefficients of zero, where the square root link is flat, and stops"
                + " there or nearby; give it start values.");
        }
        if (!LINKS.contains(spec.link().name())) {
            return Optional.of("glmmTMB does not have the " + spec.link().name() + " link.");
        }
        if (spec.weights().isPresent() && (spec.distribution().hasScale() || spec.frequencies().isPresent())) {
            return Optional.of("glmmTMB takes weights as frequencies, not as the precisions in " + spec.weights().get()
                + ".");
        }
        return spec.formula().random().stream().flatMap(term -> obstacle(term).stream()).findFirst()
            .or(model::unnamedCoding);
    }

    private Optional<String> obstacle(RandomTerm term) {
        if (term.variance().isPresent()) {
            return Optional.of("The variance of the random effect " + term
                + " is known, for which glmmTMB needs start values and a map of all covariance parameters.");
        }
        if (term.by().isPresent()) {
            return term.intercept() && term.effects().isEmpty() ? Optional.empty()
                : Optional.of("The random effect " + term
                    + " has parameters for each level of a factor, which glmmTMB does not have.");
        }
        boolean known = model.isScalar(term) || STRUCTURES.containsKey(term.structure())
            || term.structure().equals("vc") && model.onlyFactor(term).isPresent();
        return known ? Optional.empty() : Optional.of("The random effect " + term
            + " has a covariance structure that glmmTMB does not have, or only with other variances.");
    }

    private String text() {
        var family = family();
        boolean linear = spec.method().linear();
        var arguments = Stream.of(
            Stream.of(model.formula(this::random), "data = d"),
            linear ? Stream.<String>empty()
                : Stream.of("family = " + FAMILIES.get(family.name()) + "(\"" + spec.link().name() + "\")"),
            spec.method().restricted() ? Stream.of("REML = TRUE") : Stream.<String>empty(),
            family.dispersion().map(GlmmTmbCall::fixedDispersion).stream(),
            model.arguments().stream()).flatMap(parts -> parts).collect(Collectors.joining(", "));
        return "glmmTMB(" + arguments + ")";
    }

    private static String fixedDispersion(String value) {
        return "dispformula = ~ 0 + offset(rep(log(" + value + "), nrow(d)))";
    }

    private String random(RandomTerm term) {
        var grouping = RModel.grouping(term);
        if (term.by().isPresent()) {
            return "diag(0 + " + term.by().get() + " | " + grouping + ")";
        }
        if (model.isScalar(term)) {
            return "(" + model.effects(term) + " | " + grouping + ")";
        }
        return term.structure().equals("vc") ? "(1 | " + grouping + ":" + model.term(term.effects().get(0)) + ")"
            : STRUCTURES.get(term.structure()) + "(" + model.effects(term) + " | " + grouping + ")";
    }
}
