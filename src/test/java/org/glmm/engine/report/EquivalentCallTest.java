package org.glmm.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glmm.engine.Glmm;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.FactorCoding.Contrasts;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Control;
import org.glmm.engine.model.ModelSpec.Extras;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The calls that other programs would take. The resource {@code calls.tsv} has for each case and program the call or
 * the reason why there is none; {@code calls.R} beside it ran every call of R (4.2.2, lme4 1.1-31, glmmTMB 1.1.5) and
 * wrote the log-likelihood and the fixed effects that it gave. They show that the call fits the same model.
 */
class EquivalentCallTest {

    /** Default tolerances of the optimisers of lme4 and glmmTMB leave this much in the log-likelihood. */
    private static final double LOG_LIKELIHOOD = 1e-3;

    /** Largest difference of a coefficient, in its standard errors; glmer stops this far from the maximum. */
    private static final double COEFFICIENT = 1e-2;

    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    static {
        linear("oats", "yield ~ nitro * Variety + (1 | Block/Variety)", Method.REML);
        linear("oats", "yield ~ nitroF + (1 | Block) + (1 | Block:Variety)", Method.ML);
        linear("sleepstudy", "Reaction ~ Days + (1 + Days | Subject)", Method.REML);
        linear("sleepstudy", "Reaction ~ Days + (1 + Days || Subject)", Method.ML);
        linear("machines", "score ~ Machine + (0 + Machine | Worker)", Method.REML);
        linear("machines", "score ~ Machine + (1 + Machine | Worker)", Method.REML);
        linear("machines", "score ~ Machine + (0 + Machine || Worker)", Method.ML);
        linear("machines", "score ~ Machine + vc(0 + Machine | Worker)", Method.REML);
        linear("machines", "score ~ Machine + cs(0 + Machine | Worker)", Method.REML);
        linear("machines", "score ~ Machine + csh(0 + Machine | Worker)", Method.ML);
        linear("machines", "score ~ Machine + toeph(0 + Machine | Worker)", Method.ML);
        linear("orthodont", "distance ~ age * Sex + us(1 | Subject, by = Sex)", Method.ML);
        linear("orthodont", "distance ~ age * Sex + us(1 + age | Subject, by = Sex)", Method.ML);
        linear("durban_splitplot", "yield ~ fung + (1 | block) + (1 | gen) + (1 | gen:fung)", Method.REML);
        linear("families", "y_gamma ~ x + trt + (1 | g)", Method.REML, weights("prior_w"));
        linear("families", "y_gamma ~ x + trt + (1 | g)", Method.ML, frequencies("trials"));
        other("families", "y_gamma ~ x + trt + (1 | g)", Distributions.NORMAL, Links.LOG, Method.LAPLACE);
        other("families", "y_gamma ~ x + trt + (1 | g)", Distributions.LOGNORMAL, Links.IDENTITY, Method.REML);
        other("families", "y_gamma ~ x + trt + (1 | g)", Distributions.student(4), Links.IDENTITY, Method.LAPLACE);
        other("families", "y_gamma ~ x + trt + (1 | g)", Distributions.GAMMA, Links.LOG, Method.LAPLACE);
        other("families", "y_gamma ~ x + trt + (1 | g)", Distributions.GAMMA, Links.INVERSE, Method.LAPLACE);
        other("families", "y_gamma ~ x + trt + (1 | g)", Distributions.EXPONENTIAL, Links.LOG, Method.LAPLACE);
        other("families", "y_invgauss ~ x + trt + (1 | g)", Distributions.INVERSE_GAUSSIAN, Links.LOG, Method.LAPLACE);
        other("families", "y_beta ~ x + trt + (1 | g)", Distributions.BETA, Links.LOGIT, Method.LAPLACE);
        other("families", "y_bb/trials ~ x + trt + (1 | g)", Distributions.BETA_BINOMIAL, Links.LOGIT, Method.LAPLACE);
        other("families", "y_pois ~ x + trt + (1 | g)", Distributions.POISSON, Links.LOG, Method.LAPLACE,
            weights("prior_w"));
        other("families", "y_pois ~ x + trt + offset(log(exposure)) + (1 | g)", Distributions.POISSON, Links.LOG,
            Method.LAPLACE, frequencies("trials"));
        other("epil2", "y ~ trt + (1 | subject)", Distributions.POISSON, Links.SQUARE_ROOT, Method.LAPLACE);
        other("cbpp", "incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, Links.LOGIT, Method.LAPLACE);
        other("cbpp", "incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, Links.LOGIT, Method.RLAPLACE);
        other("cbpp", "incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, Links.LOGIT, Method.QUADRATURE);
        other("cbpp", "incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, Links.PROBIT, Method.LAPLACE);
        other("cbpp", "incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, Links.COMPLEMENTARY_LOG_LOG,
            Method.QUADRATURE);
        other("cbpp", "incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, Links.LOG_LOG, Method.LAPLACE);
        other("cbpp", "incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, Links.LOGIT, Method.RSPL);
        other("cbpp", "incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, Links.LOGIT, Method.MMPL,
            EquivalentCallTest::withScale);
        other("cbpp", "cbind(incidence, size - incidence) ~ 0 + period + (1 | herd)", Distributions.BINOMIAL,
            Links.LOGIT, Method.LAPLACE);
        other("cbpp", "incidence/size ~ period", Distributions.BINOMIAL, Links.LOGIT, Method.LAPLACE);
        other("cbpp", "incidence/size ~ period + fixed(1 | herd, variance = 0.4)", Distributions.BINOMIAL, Links.LOGIT,
            Method.LAPLACE);
        coded("period", Contrasts.SUM, "");
        coded("period", Contrasts.SUM, "1");
        coded("period", Contrasts.HELMERT, "");
        coded("period", Contrasts.POLYNOMIAL, "");
        coded("period", Contrasts.TREATMENT, "3");
        other("beitler_landis", "favourable/total ~ treatment + (1 | clinic) + (1 | clinic:treatment)",
            Distributions.BINOMIAL, Links.LOGIT, Method.LAPLACE);
        other("bacteria", "y ~ trt + week + (1 | ID)", Distributions.BINOMIAL, Links.LOGIT, Method.LAPLACE);
        other("bacteria", "y ~ trt + (1 | ID)", Distributions.BINOMIAL, Links.LOGIT, Method.LAPLACE,
            spec -> changed(spec, Optional.of("n"), Set.of(), Map.of()));
        other("salamanders", "count ~ mined + sample + (1 | site)", Distributions.POISSON, Links.LOG, Method.LAPLACE,
            spec -> changed(spec, Optional.empty(), Set.of("sample"), Map.of()));
        other("epil", "y ~ trt + log(base) + I(age^2) + (1 | subject)", Distributions.POISSON, Links.LOG,
            Method.LAPLACE);
        other("epil", "y ~ trt + lbase + ar1(0 + period | subject)", Distributions.POISSON, Links.LOG, Method.LAPLACE,
            spec -> changed(spec, Optional.empty(), Set.of("period"), Map.of()));
        other("epil2", "y ~ Base * trt + Age + Visit + (1 + Visit | subject)", Distributions.POISSON, Links.LOG,
            Method.LAPLACE);
        other("epil2", "y ~ Base * trt + Age + Visit + (1 | subject)", Distributions.NEGATIVE_BINOMIAL, Links.LOG,
            Method.LAPLACE);
        other("epil2", "y ~ Base * trt + Age + Visit + (1 | subject)", Distributions.LINEAR_NEGATIVE_BINOMIAL,
            Links.LOG, Method.LAPLACE);
        other("epil2", "y ~ Base * trt + Age + Visit + (1 | subject)",
            Distributions.known(Distributions.NEGATIVE_BINOMIAL, 6), Links.LOG, Method.LAPLACE);
        other("epil2", "y ~ Base * trt + Age + Visit + (1 | subject)", Distributions.GEOMETRIC, Links.LOG,
            Method.LAPLACE);
        other("grouseticks", "TICKS ~ YEAR + cHEIGHT + (1 | BROOD) + (1 | INDEX) + (1 | LOCATION)",
            Distributions.POISSON, Links.LOG, Method.LAPLACE);
    }

    /** A model of a data set. */
    private record Case(String dataset, ModelSpec spec) {

        FittedModel fit() {
            return Glmm.fit(TestFrames.read(dataset, spec.columns()), spec, FitMonitor.SILENT);
        }
    }

    /** A line of the resource: a call and what R makes of it, or a reason. */
    private record Line(String dataset, String program, boolean isCall, String text, double logLikelihood,
        double[] coefficients) {

        static Line of(String line) {
            var fields = line.split("\t", -1);
            boolean ran = !fields[5].isEmpty();
            return new Line(fields[1], fields[2], fields[3].equals("call"), fields[4],
                ran ? Double.parseDouble(fields[5]) : Double.NaN,
                ran ? Arrays.stream(fields[6].split(" ")).mapToDouble(Double::parseDouble).toArray() : new double[0]);
        }
    }

    private static void linear(String dataset, String formula, Method method) {
        linear(dataset, formula, method, UnaryOperator.identity());
    }

    private static void linear(String dataset, String formula, Method method, UnaryOperator<ModelSpec> change) {
        other(dataset, formula, Distributions.NORMAL, Links.IDENTITY, method, change);
    }

    private static void other(String dataset, String formula, Distribution distribution, Link link, Method method) {
        other(dataset, formula, distribution, link, method, UnaryOperator.identity());
    }

    private static void other(String dataset, String formula, Distribution distribution, Link link, Method method,
        UnaryOperator<ModelSpec> change) {
        var spec = new ModelSpec(Formula.parse(formula), distribution, link, method, distribution.hasScale(),
            Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), Map.of(), Control.DEFAULT, Extras.NOTHING);
        CASES.put(Integer.toString(CASES.size() + 1), new Case(dataset, change.apply(spec)));
    }

    private static void coded(String factor, Contrasts contrasts, String reference) {
        other("cbpp", "incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, Links.LOGIT, Method.LAPLACE,
            spec -> changed(spec, Optional.empty(), Set.of(), Map.of(factor, new FactorCoding(contrasts, reference))));
    }

    private static ModelSpec changed(ModelSpec spec, Optional<String> event, Set<String> categorical,
        Map<String, FactorCoding> codings) {
        return new ModelSpec(spec.formula(), spec.distribution(), spec.link(), spec.method(), spec.estimateScale(),
            spec.weights(), spec.frequencies(), event, categorical, codings, spec.control(), spec.extras());
    }

    private static UnaryOperator<ModelSpec> weights(String column) {
        return spec -> new ModelSpec(spec.formula(), spec.distribution(), spec.link(), spec.method(),
            spec.estimateScale(), Optional.of(column), Optional.empty(), Optional.empty(), Set.of(), Map.of(),
            spec.control(), spec.extras());
    }

    private static UnaryOperator<ModelSpec> frequencies(String column) {
        return spec -> new ModelSpec(spec.formula(), spec.distribution(), spec.link(), spec.method(),
            spec.estimateScale(), Optional.empty(), Optional.of(column), Optional.empty(), Set.of(), Map.of(),
            spec.control(), spec.extras());
    }

    private static ModelSpec withScale(ModelSpec spec) {
        return new ModelSpec(spec.formula(), spec.distribution(), spec.link(), spec.method(), true, Optional.empty(),
            Optional.empty(), Optional.empty(), Set.of(), Map.of(), spec.control(), spec.extras());
    }

    private static Map<String, List<String>> resource() {
        return TestFrames.lines("/org/glmm/engine/report/calls.tsv").stream().skip(1)
            .collect(Collectors.groupingBy(line -> line.split("\t")[0]));
    }

    static Stream<String> cases() {
        return CASES.keySet().stream();
    }

    @Test
    void everyCaseIsInTheResource() {
        assertEquals(CASES.keySet(), resource().keySet());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rFindsTheSameFit(String number) {
        var model = CASES.get(number).fit();
        var lines = resource().get(number).stream().map(Line::of).toList();
        var calls = EquivalentCall.of(model);
        assertEquals(lines.stream().map(Line::program).toList(), calls.stream().map(EquivalentCall::program).toList());
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            assertEquals(line.text(), calls.get(i).text().orElse(calls.get(i).reason()));
            assertEquals(line.isCall(), calls.get(i).text().isPresent());
            if (line.isCall() && !line.program().equals("GLIMMIX")) {
                assertSameFit(line, model);
            }
        }
    }

    /**
     * Only the coefficients are compared with quadrature, where glmer leaves constants out of the log-likelihood, and
     * for lognormal responses, where R has the likelihood of the logarithm.
     */
    private static void assertSameFit(Line line, FittedModel model) {
        var effects = model.fixedEffects();
        assertEquals(effects.count(), line.coefficients().length, line.text());
        boolean comparable = model.spec().method() != Method.QUADRATURE
            && model.spec().distribution() != Distributions.LOGNORMAL;
        if (comparable) {
            assertEquals(line.logLikelihood(), -model.statistics().minus2LogLikelihood() / 2, LOG_LIKELIHOOD,
                line.text());
        }
        for (int j = 0; j < line.coefficients().length; j++) {
            double error = effects.standardError(j);
            assertEquals(line.coefficients()[j], effects.estimates()[j], COEFFICIENT * error, line.text());
        }
    }
}
