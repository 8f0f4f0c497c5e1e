package org.glmm.engine.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.design.Schema;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Operator;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.formula.Response;
import org.glmm.engine.formula.Term;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;

/**
 * The call of PROC GLIMMIX of SAS/STAT. Each random term is a RANDOM statement with the grouping as its subject;
 * transformations of columns are programming statements. GLIMMIX codes factors without contrasts, the last level as
 * reference, so that single coefficients differ, but neither the fit nor its tests.
 */
final class GlimmixCall {

    private static final String PROGRAM = "GLIMMIX";

    private static final Map<String, String> DISTRIBUTIONS = Map.ofEntries(Map.entry("normal", "normal"),
        Map.entry("lognormal", "lognormal"), Map.entry("binomial", "binomial"), Map.entry("poisson", "poisson"),
        Map.entry("gamma", "gamma"), Map.entry("inverse gaussian", "invgauss"), Map.entry("exponential", "exponential"),
        Map.entry("beta", "beta"), Map.entry("nb2", "negbin"), Map.entry("geometric", "geometric"));

    private static final Map<String, String> LINKS = Map.of("identity", "identity", "log", "log", "logit", "logit",
        "probit", "probit", "cloglog", "cloglog", "loglog", "loglog", "inverse", "reciprocal", "inverse square",
        "powerminus2", "sqrt", "power(0.5)");

    /** Its names of the structures that hold for every vector of effects; its "vc" has a variance for each effect. */
    private static final Map<String, String> STRUCTURES = Map.of(RandomTerm.UNSTRUCTURED, "un", RandomTerm.DIAGONAL,
        "un(1)", "cs", "cs", "csh", "csh", "ar1", "ar(1)", "arh1", "arh(1)", "toep", "toep", "toeph", "toeph");

    private final ModelSpec spec;
    private final RModel model;
    private final Schema schema;
    private final SasVariables variables = new SasVariables();

    GlimmixCall(ModelSpec spec, Schema schema) {
        this.spec = spec;
        this.schema = schema;
        this.model = new RModel(spec, schema);
    }

    EquivalentCall call() {
        return obstacle().map(reason -> EquivalentCall.none(PROGRAM, reason))
            .orElseGet(() -> EquivalentCall.of(PROGRAM, text()));
    }

    private Optional<String> obstacle() {
        if (spec.method() == Method.RLAPLACE) {
            return Optional.of("GLIMMIX does not integrate the fixed effects out in Laplace's approximation.");
        }
        if (distribution().isEmpty()) {
            return Optional.of("GLIMMIX does not have the " + spec.distribution().name()
                + " distribution in this form.");
        }
        if (!LINKS.containsKey(spec.link().name()) && !spec.link().name().startsWith("power")) {
            return Optional.of("GLIMMIX does not have the " + spec.link().name() + " link.");
        }
        if (spec.formula().response() instanceof Response.Counts) {
            return Optional.of("GLIMMIX takes events and trials, not events and failures; add the two columns first.");
        }
        if (spec.formula().response() instanceof Response.Single && spec.weights().isPresent()
            && spec.distribution().takesTrials()) {
            return Optional.of("GLIMMIX takes numbers of events and trials, not proportions with weights.");
        }
        var both = classes();
        both.retainAll(numbers());
        return both.stream().findFirst()
            .map(column -> "GLIMMIX takes " + column + " either as a class or as a number; copy the column first.")
            .or(() -> spec.formula().random().stream().flatMap(term -> obstacle(term).stream()).findFirst());
    }

    private Optional<String> distribution() {
        var name = spec.distribution().name();
        if (name.startsWith("t(")) {
            return Optional.of("tcentral(" + name.substring(2));
        }
        boolean binary = spec.distribution().takesTrials() && spec.formula().response() instanceof Response.Single;
        return Optional.ofNullable(DISTRIBUTIONS.get(name)).map(known -> binary ? "binary" : known);
    }

    /**
     * GLIMMIX gives each level of a factor an effect; with all variances and covariances free these are the intercept
     * and the contrasts in other words.
     */
    private Optional<String> obstacle(RandomTerm term) {
        if (term.variance().isPresent()) {
            return Optional.of("The variance of the random effect " + term
                + " is known, for which GLIMMIX needs a PARMS statement with start values of all parameters.");
        }
        if (model.isScalar(term) || model.onlyFactor(term).isPresent()) {
            return Optional.empty();
        }
        var factors = term.effects().stream().filter(effect -> effect.variables().stream().anyMatch(schema::isFactor))
            .toList();
        boolean sameSpan = term.structure().equals(RandomTerm.UNSTRUCTURED) && factors.size() == 1
            && factors.get(0).order() == 1;
        return (factors.isEmpty() || sameSpan) && STRUCTURES.containsKey(term.structure()) ? Optional.empty()
            : Optional.of("The effects of " + term + " are coded in another way by GLIMMIX.");
    }

    /** The columns that are classes: factors of all terms, and the columns of groups. */
    private Set<String> classes() {
        return Stream.concat(
            terms().flatMap(term -> term.variables().stream()).filter(schema::isFactor),
            spec.formula().random().stream().flatMap(term -> term.factors().stream()))
            .flatMap(factor -> factor.columns().stream()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<String> numbers() {
        return Stream.concat(
            terms().flatMap(term -> term.variables().stream()).filter(variable -> !schema.isFactor(variable)),
            spec.formula().offsets().stream())
            .flatMap(number -> number.columns().stream()).toList();
    }

    private Stream<Term> terms() {
        return Stream.concat(spec.formula().fixed().stream(),
            spec.formula().random().stream().flatMap(term -> term.effects().stream()));
    }

    private String text() {
        var statements = Stream.of(
            spec.weights().map(column -> "weight " + SasVariables.name(column)).stream(),
            spec.frequencies().map(column -> "freq " + SasVariables.name(column)).stream(),
            Stream.of(modelStatement()),
            spec.formula().random().stream().map(this::randomStatement),
            hasResidualScale() ? Stream.of("random _residual_") : Stream.<String>empty(),
            Stream.of("run")).flatMap(parts -> parts).toList();
        var classes = classes();
        var head = Stream.concat(Stream.of("proc glimmix data=d" + method()),
            classes.isEmpty() ? Stream.empty()
                : Stream.of("class " + classes.stream().map(SasVariables::name).collect(Collectors.joining(" "))));
        return Stream.of(head, variables.statements(), statements.stream()).flatMap(parts -> parts)
            .collect(Collectors.joining("; ", "", ";"));
    }

    private boolean hasResidualScale() {
        return spec.estimateScale() && !spec.distribution().hasScale();
    }

    /** Without random effects GLIMMIX maximises the likelihood, which has no integral to approximate. */
    private String method() {
        if (spec.formula().random().isEmpty() && spec.method().marginalLikelihood()) {
            return "";
        }
        return " method=" + switch (spec.method()) {
            case REML -> "rspl";
            case ML -> "mspl";
            case QUADRATURE -> "quad(qpoints=" + spec.control().nodes() + ")";
            case LAPLACE, RLAPLACE -> "laplace";
            case RSPL, MSPL, RMPL, MMPL -> spec.method().name().toLowerCase(Locale.ROOT);
        };
    }

    private String modelStatement() {
        var formula = spec.formula();
        var options = Stream.of(
            Stream.of("solution", "dist=" + distribution().orElseThrow(), "link=" + link()),
            formula.intercept() ? Stream.<String>empty() : Stream.of("noint"),
            offset().map(offset -> "offset=" + offset).stream(),
            degrees().map(degrees -> "ddfm=" + degrees).stream()).flatMap(parts -> parts)
            .collect(Collectors.joining(" "));
        var effects = formula.fixed().stream().map(term -> " " + effect(term)).collect(Collectors.joining());
        return "model " + response() + " =" + effects + " / " + options;
    }

    private String response() {
        if (spec.formula().response() instanceof Response.Proportion proportion) {
            return variables.of(proportion.events()) + "/" + variables.of(proportion.trials());
        }
        var value = ((Response.Single) spec.formula().response()).value();
        if (!spec.distribution().takesTrials()) {
            return variables.of(value);
        }
        return variables.of(value) + "(event='" + spec.eventLevel().orElse("1").replace("'", "''") + "')";
    }

    private String link() {
        return LINKS.getOrDefault(spec.link().name(), spec.link().name());
    }

    private Optional<String> offset() {
        return spec.formula().offsets().stream()
            .reduce((a, b) -> new Expression.Arithmetic(Operator.ADD, a, b)).map(variables::of);
    }

    /** The degrees of freedom of the table of fixed effects. */
    private Optional<String> degrees() {
        if (spec.method().marginalLikelihood()) {
            return Optional.of("none");
        }
        return Optional.of(spec.method().restricted() ? "kr" : "satterthwaite");
    }

    private String effect(Term term) {
        return term.variables().stream().map(variables::of).collect(Collectors.joining("*"));
    }

    private String randomStatement(RandomTerm term) {
        boolean hasFactor = !model.isNumeric(term);
        var effects = Stream.concat(term.intercept() && !hasFactor ? Stream.of("intercept") : Stream.empty(),
            term.effects().stream().map(this::effect)).collect(Collectors.joining(" "));
        var grouping = term.grouping().stream().map(variables::of).collect(Collectors.joining("*"));
        var structure = model.isScalar(term) || term.structure().equals("vc") ? ""
            : " type=" + STRUCTURES.get(term.structure());
        return "random " + effects + " / subject=" + grouping + structure
            + term.by().map(factor -> " group=" + variables.of(factor)).orElse("");
    }
}
