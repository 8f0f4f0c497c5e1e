package org.glmm.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.ejml.data.DMatrixRMaj;
import org.glmm.engine.Glmm;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.estimate.Reference;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Control;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kenward-Roger against pbkrtest 0.5.2, Satterthwaite against lmerTest 3.1.3 (whose numerical derivatives are good for
 * about six digits), both on REML fits of published data, and both on linearised models against an independent dense
 * implementation in R.
 */
class DenominatorDfTest {

    private static final double TOLERANCE = 2e-5;
    private static final Map<String, FactorCoding> FIRST_MALE =
        Map.of("Sex", new FactorCoding(FactorCoding.Contrasts.TREATMENT, "Male"));

    @ParameterizedTest
    @ValueSource(strings = {"aliased_lmm", "cake", "dyestuff", "dyestuff2", "machines_cs", "machines_un",
        "machines_unbal", "npk_blocks", "oats", "oats_emptycell", "oats_linear", "orthodont", "pastes", "penicillin",
        "sleepstudy_ris", "sleepstudy_uncorr", "split_unbalanced", "three_way_empty", "nested_aliased",
        "slopes_unbalanced"})
    void kenwardRogerIsThatOfPbkrtest(String name) {
        Reference reference = Reference.read("tests/" + name + ".tests");
        var model = linear(reference, Method.REML);
        checkCoefficients(model, reference.json().get("summary_kr"), DenominatorDf.KENWARD_ROGER);
        checkCovariance(model, reference);
        checkTerms(model, reference, "kr", DenominatorDf.KENWARD_ROGER);
        assertEquals(DenominatorDf.KENWARD_ROGER, FixedEffectInference.of(model, DenominatorDf.AUTOMATIC).method());
    }

    @ParameterizedTest
    @ValueSource(strings = {"aliased_lmm", "cake", "dyestuff", "dyestuff2", "machines_cs", "machines_un",
        "machines_unbal", "npk_blocks", "oats", "oats_emptycell", "oats_linear", "orthodont", "pastes", "penicillin",
        "sleepstudy_ris", "sleepstudy_uncorr", "weights_lmm", "split_unbalanced", "three_way_empty", "nested_aliased",
        "slopes_unbalanced"})
    void satterthwaiteIsThatOfLmerTest(String name) {
        Reference reference = Reference.read("tests/" + name + ".tests");
        var model = linear(reference, Method.REML);
        checkCoefficients(model, reference.json().get("summary_satterthwaite"), DenominatorDf.SATTERTHWAITE);
        checkTerms(model, reference, "satterthwaite", DenominatorDf.SATTERTHWAITE);
    }

    private static FittedModel linear(Reference reference, Method method) {
        return fit(reference.dataset(), reference.formula(), Distributions.NORMAL, Distributions.NORMAL.defaultLink(),
            method, true, reference.name().contains("weights") ? Optional.of("w") : Optional.empty());
    }

    private static FittedModel fit(String dataset, String formula, Distribution distribution, Link link, Method method,
        boolean estimateScale, Optional<String> weights) {
        var spec = new ModelSpec(Formula.parse(formula), distribution, link, method, estimateScale, weights,
            Optional.empty(), Set.of(), formula.contains("Sex") ? FIRST_MALE : Map.of(), Control.DEFAULT);
        return Glmm.fit(TestFrames.read(dataset, spec.columns()), spec, FitMonitor.SILENT);
    }

    private static void checkCoefficients(FittedModel model, JsonNode expected, DenominatorDf method) {
        var inference = FixedEffectInference.of(model, method);
        List<String> names = model.fixedEffects().names().stream().map(name -> name.replace("=", "")).toList();
        int p = names.size();
        assertEquals(p, expected.get("row").size());
        for (int i = 0; i < p; i++) {
            int j = names.indexOf(expected.get("row").get(i).asText());
            double[] unit = new double[p];
            unit[j] = 1;
            assertClose(expected.get("Std. Error").get(i), Math.sqrt(inference.covariance()[j * p + j]), names.get(j));
            assertClose(expected.get("df").get(i), inference.df(unit), names.get(j));
        }
    }

    /** The adjusted covariance matrix, its elements relative to the standard errors. */
    private static void checkCovariance(FittedModel model, Reference reference) {
        var expected = reference.json().get("vcov_kr");
        double[] ours = FixedEffectInference.of(model, DenominatorDf.KENWARD_ROGER).covariance();
        var names = model.fixedEffects().names().stream().map(name -> name.replace("=", "")).toList();
        int p = names.size();
        var order = reference.texts("summary_kr", "row").stream().mapToInt(names::indexOf).toArray();
        for (int i = 0; expected != null && i < p; i++) {
            for (int j = 0; j < p; j++) {
                double size = Math.sqrt(ours[order[i] * (p + 1)] * ours[order[j] * (p + 1)]);
                assertEquals(expected.get(i).get(j).asDouble(), ours[order[i] * p + order[j]], TOLERANCE * size,
                    names.get(i));
            }
        }
    }

    /** contest() of lmerTest with each method: a slope, a mean and both coefficients together. */
    @ParameterizedTest
    @CsvSource({"SATTERTHWAITE, satterthwaite", "KENWARD_ROGER, kr"})
    void combinationsOfCoefficients(DenominatorDf method, String peer) {
        Reference reference = Reference.read("tests/sleepstudy_ris.tests");
        var inference = FixedEffectInference.of(linear(reference, Method.REML), method);
        for (var contest : reference.json().get("contest")) {
            var test = inference.test(matrix(contest.get("L")));
            var expected = contest.get(peer);
            boolean joint = expected.has("F value");
            double t = joint ? Double.NaN : expected.get("t value").get(0).asDouble();
            double f = joint ? expected.get("F value").get(0).asDouble() : t * t;
            assertEquals(f, test.f(), 2 * TOLERANCE * f);
            assertClose(expected.get(joint ? "DenDF" : "df").get(0), test.denominatorDf(), "df");
        }
    }

    private static void checkTerms(FittedModel model, Reference reference, String peer, DenominatorDf method) {
        checkTerms(TermTests.of(model, TestType.TYPE_1, method), reference.json().get("anova_I_" + peer));
        checkTerms(TermTests.of(model, TestType.TYPE_2, method), reference.json().get("anova_II_" + peer));
        checkTerms(TermTests.of(model, TestType.TYPE_3, method), reference.json().get("anova_III_" + peer));
    }

    private static void checkTerms(List<TermTest> tests, JsonNode expected) {
        for (int i = 0; i < expected.get("row").size(); i++) {
            String term = expected.get("row").get(i).asText();
            if (expected.get("NumDF").get(i).isNull()) {
                continue;
            }
            var test = tests.stream().filter(t -> t.term().equals(term)).findFirst().orElseThrow();
            assertEquals(expected.get("NumDF").get(i).asInt(), test.numeratorDf(), term);
            assertClose(expected.get("DenDF").get(i), test.denominatorDf(), term);
            assertClose(expected.get("F value").get(i), test.f(), term);
            assertEquals(expected.get("Pr(>F)").get(i).asDouble(), test.pValue(),
                1e-3 * expected.get("Pr(>F)").get(i).asDouble(), term);
        }
    }

    private static void assertClose(JsonNode expected, double actual, String what) {
        assertEquals(expected.asDouble(), actual, TOLERANCE * Math.abs(expected.asDouble()), what);
    }

    /** Linearised models: binomial, Poisson; scale fixed and estimated; restricted and not; both expansions. */
    @ParameterizedTest
    @ValueSource(strings = {"bl_clinic.oracle.rspl", "bl_clinic.oracle.rspl_phi", "bl_clinic.oracle.mspl",
        "bl_clinic_trt.oracle.rspl", "bl_clinic_trt.oracle.rspl_phi", "bl_clinic_trt.oracle.mspl_phi",
        "bl_slope_un.oracle.rspl", "cbpp.oracle.rspl", "cbpp.oracle.rspl_phi", "cbpp_probit.oracle.rspl",
        "cbpp_cloglog.oracle.rspl", "epil.oracle.rspl", "epil.oracle.rspl_phi",
        "fam_poisson.oracle.rspl", "range_poisson.oracle.rspl", "range_poisson.oracle.rspl_phi",
        "range_poisson_add.oracle.rspl", "bl_clinic.oracle.rmpl", "cbpp.oracle.rmpl_phi", "epil.oracle.rmpl"})
    void linearisedModels(String name) {
        Reference reference = Reference.read(name);
        String peer = name.substring(name.lastIndexOf('.') + 1);
        var model = fit(reference.dataset(), reference.formula(), Distributions.named(reference.text("family")),
            Links.named(reference.text("link")), Method.named(peer.substring(0, 4).toUpperCase(Locale.ROOT)),
            peer.endsWith("_phi"), Optional.empty());
        var terms = reference.json().get("tests");
        assertTrue(terms.size() > 0);
        for (JsonNode test : terms) {
            var hypothesis = matrix(test.get("L"));
            check(test.get("expected_information"), FixedEffectInference.of(model, DenominatorDf.KENWARD_ROGER)
                .test(hypothesis), name);
            if (model.spec().method().restricted()) {
                checkObserved(test.get("observed_information"), model, hypothesis, name);
            }
        }
    }

    /** The dense implementation always takes the information of the restricted likelihood. */
    private static void checkObserved(JsonNode expected, FittedModel model, DMatrixRMaj hypothesis, String name) {
        check(expected, FixedEffectInference.of(model, DenominatorDf.KENWARD_ROGER_OBSERVED).test(hypothesis), name);
        var wald = FixedEffectInference.of(model, DenominatorDf.SATTERTHWAITE).test(hypothesis);
        assertClose(expected.get("F_wald"), wald.f(), name);
        if (!expected.get("den_df_satterthwaite").isNull()) {
            assertClose(expected.get("den_df_satterthwaite"), wald.denominatorDf(), name);
        }
    }

    /** Where its degrees of freedom are infinite the dense implementation has none. */
    private static void check(JsonNode expected, WaldTest test, String name) {
        if (expected.get("den_df_kr").isNull()) {
            assertClose(expected.get("F_unscaled"), test.f(), name);
            assertEquals(Double.POSITIVE_INFINITY, test.denominatorDf(), name);
            return;
        }
        assertClose(expected.get("F_kr"), test.f(), name);
        assertClose(expected.get("den_df_kr"), test.denominatorDf(), name);
        assertEquals(expected.get("p_kr").asDouble(), test.pValue(), 1e-3 * expected.get("p_kr").asDouble(), name);
    }

    private static DMatrixRMaj matrix(JsonNode rows) {
        var result = new DMatrixRMaj(rows.size(), rows.get(0).size());
        for (int i = 0; i < result.numRows; i++) {
            for (int j = 0; j < result.numCols; j++) {
                result.set(i, j, rows.get(i).get(j).asDouble());
            }
        }
        return result;
    }
}
