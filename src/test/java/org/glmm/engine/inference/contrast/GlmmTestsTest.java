package org.glmm.engine.inference.contrast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.ejml.data.DMatrixRMaj;
import org.glmm.engine.Glmm;
import org.glmm.engine.estimate.Reference;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.formula.Term;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.FixedEffectInference;
import org.glmm.engine.inference.FunctionEstimate;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.ModelComparison;
import org.glmm.engine.inference.TermTest;
import org.glmm.engine.inference.TermTests;
import org.glmm.engine.inference.TestType;
import org.glmm.engine.inference.means.LeastSquaresMeans;
import org.glmm.engine.inference.means.LeastSquaresMeans.Setting;
import org.glmm.engine.inference.means.MeanEstimate;
import org.glmm.engine.inference.means.Weighting;
import org.glmm.engine.inference.multiplicity.Adjustments;
import org.glmm.engine.inference.multiplicity.Family;
import org.glmm.engine.inference.multiplicity.Tail;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All that glmmTMB 1.1.5 with emmeans 1.8.4-1 and car 3.1-1 tells about its Laplace fits, beside ours of the same data,
 * to four digits. emmeans takes the residual degrees of freedom there, ours are infinite; so its p-values and intervals
 * are compared with ours for its degrees of freedom. The standard errors of glmmTMB for the women are good for three
 * digits: age squared is badly scaled for its numerical Hessian, and with age / 10 they are ours (0.186959178 of the
 * intercept).
 */
class GlmmTestsTest {

    private static final String CASES =
        "bl_clinic bl_clinic_trt cbpp contraception_rs fam_gamma_log fam_poisson grouseticks "
        + "range_nb2 range_nb2_add range_poisson salamanders_nb2 assay_cloglog";
    private static final Map<String, FactorCoding> SALAMANDERS = Map.of(
        "mined", new FactorCoding(FactorCoding.Contrasts.TREATMENT, "yes"),
        "spp", new FactorCoding(FactorCoding.Contrasts.TREATMENT, "GP"));
    private static final Map<String, FittedModel> FITS = new HashMap<>();

    @AfterAll
    static void forgetFits() {
        FITS.clear();
    }

    static Stream<Reference> cases() {
        return Stream.of(CASES.split(" ")).map(name -> Reference.read("tests/" + name + ".tests"));
    }

    private static Distribution distribution(Reference reference) {
        return switch (reference.text("family")) {
            case "binomial" -> Distributions.BINOMIAL;
            case "poisson" -> Distributions.POISSON;
            case "nbinom2" -> Distributions.NEGATIVE_BINOMIAL;
            case "Gamma(\"log\")" -> Distributions.GAMMA;
            default -> throw new IllegalStateException(reference.text("family"));
        };
    }

    private static Link link(Reference reference) {
        return reference.json().has("link") ? Links.named(reference.text("link"))
            : distribution(reference).defaultLink();
    }

    private static double digits(Reference reference) {
        return reference.name().contains("contraception") ? 1e-3 : 1e-4;
    }

    private static FittedModel fit(Reference reference) {
        return FITS.computeIfAbsent(reference.name(), name -> fit(reference, Formula.parse(reference.formula())));
    }

    private static FittedModel fit(Reference reference, Formula formula) {
        var distribution = distribution(reference);
        var spec = new ModelSpec(formula, distribution, link(reference), Method.LAPLACE,
            distribution.hasScale(), Optional.empty(), Optional.empty(), Set.of(),
            reference.name().contains("salamanders") ? SALAMANDERS : Map.of(), ModelSpec.Control.DEFAULT);
        var columns = Formula.parse(reference.formula()).columns();
        return Glmm.fit(TestFrames.read(reference.dataset(), columns), spec, FitMonitor.SILENT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void coefficientsHaveWaldTests(Reference reference) {
        double digits = digits(reference);
        var table = reference.json().get("coef");
        var coefficients = FixedEffectInference.of(fit(reference), DenominatorDf.INFINITE).coefficients();
        assertEquals(table.get("row").size(), coefficients.size());
        for (int i = 0; i < coefficients.size(); i++) {
            int row = row(table, coefficients.get(i).label().replace("=", ""));
            var ours = coefficients.get(i);
            double error = table.get("Std. Error").get(row).asDouble();
            assertEquals(table.get("Estimate").get(row).asDouble(), ours.estimate(), digits * error);
            assertEquals(error, ours.standardError(), digits * error);
            assertEquals(table.get("z value").get(row).asDouble(), ours.statistic(0),
                2 * digits * (1 + Math.abs(ours.statistic(0))));
            var intervals = reference.json().get("confint_wald");
            int at = row(intervals, ours.label().replace("=", ""));
            assertEquals(intervals.get("2.5 %").get(at).asDouble(), ours.estimate() - ours.halfWidth(0.95),
                digits * error * 3);
            assertEquals(intervals.get("97.5 %").get(at).asDouble(), ours.estimate() + ours.halfWidth(0.95),
                digits * error * 3);
        }
    }

    private static int row(JsonNode table, String name) {
        return IntStream.range(0, table.get("row").size()).filter(i -> table.get("row").get(i).asText().equals(name))
            .findFirst().orElseThrow(() -> new IllegalStateException(name + " is not in " + table.get("row")));
    }

    /**
     * With its sum contrasts, car tests the hypotheses of type III. Its type II makes terms orthogonal to those that
     * contain them by the covariance matrix of the estimates, SAS and ours by X'X; for terms that no other contains
     * they agree.
     */
    @ParameterizedTest
    @MethodSource("cases")
    void termsHaveWaldTests(Reference reference) {
        var model = fit(reference);
        double digits = digits(reference);
        assertTests(reference.json().get("wald_typeIII_sum_contrasts"), TermTests.of(model, TestType.TYPE_3,
            DenominatorDf.INFINITE), digits);
        var tests = TermTests.of(model, TestType.TYPE_2, DenominatorDf.INFINITE);
        assertTests(reference.json().get("wald_typeII"), tests.stream().filter(test -> tests.stream()
            .noneMatch(other -> other != test && List.of(other.term().split(":")).contains(test.term()))).toList(),
            digits);
    }

    private static void assertTests(JsonNode table, List<TermTest> tests, double digits) {
        assertTrue(!tests.isEmpty());
        for (var test : tests) {
            int row = row(table, test.term());
            double expected = table.get("Chisq").get(row).asDouble();
            assertEquals(table.get("Df").get(row).asInt(), test.numeratorDf(), test.term());
            assertEquals(expected, test.chiSquare(), digits * expected, test.term());
            double p = table.get("Pr(>Chisq)").get(row).asDouble();
            assertEquals(p, test.pValue(), 10 * digits * p, test.term());
        }
    }

    /** drop1: the model without each term that can be left out. */
    @ParameterizedTest
    @MethodSource("cases")
    void likelihoodRatioTestsOfFixedEffects(Reference reference) {
        double digits = digits(reference);
        var table = reference.json().get("drop1_LRT");
        for (int row = 1; row < table.get("row").size(); row++) {
            var name = table.get("row").get(row).asText();
            var formula = Formula.parse(reference.formula());
            List<Term> rest = formula.fixed().stream().filter(term -> !term.name().equals(name)).toList();
            var comparison = ModelComparison.of(fit(reference),
                fit(reference, new Formula(formula.response(), true, rest, formula.random(), formula.offsets())));
            assertEquals(table.get("Df").get(row).asInt(), comparison.df(), name);
            assertEquals(table.get("LRT").get(row).asDouble(), comparison.chiSquare(), digits * comparison.chiSquare()
                + 1e-5,
                name);
            assertEquals(table.get("Pr(>Chi)").get(row).asDouble(), comparison.pValue(),
                10 * digits * comparison.pValue(), name);
            assertEquals("", comparison.note());
        }
    }

    /** p-values of chi-square mixtures: the variance that is left out lies at the edge of its range. */
    @ParameterizedTest
    @ValueSource(strings = {"bl_clinic", "bl_clinic_trt", "cbpp", "contraception_rs", "grouseticks", "range_nb2",
        "range_nb2_add", "range_poisson", "salamanders_nb2", "assay_cloglog"})
    void likelihoodRatioTestsOfRandomEffects(String name) {
        var reference = Reference.read("tests/" + name + ".tests");
        double digits = digits(reference);
        for (var expected : reference.json().get("random_LRT")) {
            var comparison = ModelComparison.of(fit(reference, Formula.parse(expected.get("reduced").asText())),
                fit(reference));
            double statistic = expected.get("statistic").asDouble();
            assertEquals(statistic, comparison.chiSquare(), digits * statistic + 1e-5);
            assertEquals(expected.get("df").asInt(), comparison.df());
            double p = expected.get("p_mixture").asDouble();
            assertEquals(p, comparison.pValue(), 20 * digits * p);
            assertTrue(comparison.note()
                .contains(expected.get("mixture").asText().replaceAll("chi(\\d)", "chi-square($1)")),
                comparison.note());
        }
    }

    static Stream<Arguments> means() {
        return cases().flatMap(reference -> IntStream.range(0, reference.json().get("emmeans").size())
            .mapToObj(i -> reference.json().get("emmeans").get(i))
            .map(part -> Arguments.of(reference, part.get("spec").asText(), part)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("means")
    void meansAndPairsAreThoseOfEmmeans(Reference reference, String spec, JsonNode expected) {
        var model = fit(reference);
        var inference = new FunctionInference(model, DenominatorDf.INFINITE);
        var means = new LeastSquaresMeans(model, inference, new Setting(Weighting.EQUAL, Map.of(), false, 0.95));
        var factors = List.of(spec.substring(1).split("\\|"));
        var ordered = factors.size() == 1 ? factors : List.of(factors.get(1), factors.get(0));
        var all = means.means(ordered);
        var check = new Check(model.spec().link(), expected, offset(reference), digits(reference));
        all.forEach(mean -> check.mean(ordered, means.estimate(mean)));
        int size = means.grid().levels(means.grid().factor(factors.get(0))).size();
        for (int start = 0; start < all.size(); start += size) {
            var group = all.subList(start, start + size).stream()
                .map(mean -> mean.labelled(mean.function().label().replaceFirst(".*, ", ""))).toList();
            var by = factors.size() == 1 ? Optional.<String>empty() : Optional.of(factors.get(1));
            var level = all.get(start).function().label().split(", ")[0];
            check.joint(Comparisons.equality(inference, "joint", group), by, level);
            new Comparisons(inference, model.spec().link(), ComparisonKind.PAIRS, Adjustments.TUKEY_KRAMER, 0.95)
                .of(group, 0).forEach(pair -> check.pair(pair, size, by, level));
        }
    }

    /** emmeans takes the offset of the mean exposure, ours are without it. */
    private static double offset(Reference reference) {
        if (!reference.formula().contains("offset")) {
            return 0;
        }
        var exposure = (NumericColumn) TestFrames.read(reference.dataset(), List.of("exposure")).column("exposure");
        return Math.log(Arrays.stream(exposure.values()).average().orElseThrow());
    }

    /** A part of the reference. */
    private record Check(Link link, JsonNode expected, double offset, double digits) {

        void mean(List<String> factors, MeanEstimate ours) {
            var table = expected.get("means");
            var levels = List.of(ours.estimate().label().split(", "));
            int row = IntStream.range(0, table.get("row").size()).filter(i -> IntStream.range(0, factors.size())
                .allMatch(f -> table.get(factors.get(f)).get(i).asText().equals(levels.get(f)))).findFirst()
                .orElseThrow();
            estimate(table, row, "emmean", ours.estimate(), eta -> eta + offset);
            var response = expected.get("means_response");
            var column = Stream.of("prob", "rate", "response").filter(response::has).findFirst().orElseThrow();
            estimate(response, row, column, ours.estimate(), eta -> link.inverse(eta + offset));
            double error = ours.response().standardError() * (link.name().equals("log") ? Math.exp(offset) : 1);
            assertEquals(response.get("SE").get(row).asDouble(), error, 2 * digits * error);
        }

        /** The first row of a group, which has a level of another factor. */
        private static int first(JsonNode table, Optional<String> factor, String level) {
            return factor.map(name -> IntStream.range(0, table.get(name).size())
                .filter(i -> table.get(name).get(i).asText().equals(level)).findFirst().orElseThrow()).orElse(0);
        }

        /** emmeans prints F with three decimals. */
        void joint(TermTest test, Optional<String> by, String level) {
            var table = expected.get("joint_test");
            int row = first(table, by, level);
            assertEquals(table.get("df1").get(row).asInt(), test.numeratorDf());
            assertEquals(table.get("F.ratio").get(row).asDouble(), test.f(), 6e-4 + digits * test.f());
        }

        void pair(ComparisonEstimate ours, int means, Optional<String> by, String level) {
            var none = expected.get("pairs_none");
            int row = first(none, by, level);
            while (!names(none.get("contrast").get(row).asText()).equals(names(ours.label()))) {
                row++;
            }
            boolean turned = !plain(none.get("contrast").get(row).asText()).equals(ours.label());
            var estimate = turned ? new FunctionEstimate(ours.label(), -ours.estimate().estimate(),
                ours.estimate().standardError(), ours.estimate().df(), "") : ours.estimate();
            estimate(none, row, "estimate", estimate, value -> value);
            double df = none.get("df").get(row).asDouble();
            double p = none.get("p.value").get(row).asDouble();
            assertEquals(p, 2 * FunctionEstimate.upperTail(Math.abs(ours.statistic()), df), 20 * digits * p);
            double tukey = expected.get("pairs_tukey").get("p.value").get(row).asDouble();
            assertEquals(tukey, tukey(ours.statistic(), df, means), 20 * digits * tukey + 1e-6, ours.label());
            if (expected.has("pairs_response")) {
                ratio(expected.get("pairs_response"), row, turned, ours);
            }
        }

        private void ratio(JsonNode response, int row, boolean turned, ComparisonEstimate ours) {
            double ratio = response.get(response.has("ratio") ? "ratio" : "odds.ratio").get(row).asDouble();
            double error = response.get("SE").get(row).asDouble();
            double value = ours.ratio().orElseThrow().value();
            assertEquals(ratio, turned ? 1 / value : value, 2 * digits * error);
            assertEquals(error / ratio, ours.ratio().orElseThrow().standardError() / value, 3 * digits * error / ratio);
        }

        /** emmeans puts the factor before levels that are numbers, and brackets around those with a minus sign. */
        private static String plain(String contrast) {
            return contrast.replaceAll("(period|YEAR)(?=\\d)", "").replaceAll("[()]", "");
        }

        private static Set<String> names(String contrast) {
            return Set.of(plain(contrast).split(" - "));
        }

        private static double tukey(double statistic, double df, int means) {
            return Math.min(1, Adjustments.TUKEY_KRAMER.pValues(new Family(Family.Kind.PAIRS, Tail.TWO_SIDED,
                new double[] {statistic}, new double[] {df}, new DMatrixRMaj(1, 1, true, 1), means, means - 1))[0]);
        }

        /**
         * An estimate, its interval and its statistic for the degrees of freedom of emmeans, after a transformation.
         */
        private void estimate(JsonNode table, int row, String column, FunctionEstimate ours,
            DoubleUnaryOperator transformation) {
            double half = FunctionEstimate.quantile(0.975, table.get("df").get(row).asDouble()) * ours.standardError();
            double error = table.get("SE").get(row).asDouble();
            assertEquals(table.get(column).get(row).asDouble(), transformation.applyAsDouble(ours.estimate()),
                digits * error);
            assertEquals(table.get("lower.CL").get(row).asDouble(),
                transformation.applyAsDouble(ours.estimate() - half), 4 * digits * error);
            assertEquals(table.get("upper.CL").get(row).asDouble(),
                transformation.applyAsDouble(ours.estimate() + half), 4 * digits * error);
            double t = table.get("t.ratio").get(row).asDouble();
            double shift = table.has("estimate") ? 0 : offset / ours.standardError();
            assertEquals(t, ours.statistic(0) + shift, 2 * digits * (1 + Math.abs(t)));
        }
    }
}
