package org.glmm.engine.inference.contrast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.glmm.engine.Glmm;
import org.glmm.engine.estimate.Reference;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.means.GridMean;
import org.glmm.engine.inference.means.LeastSquaresMeans;
import org.glmm.engine.inference.means.LeastSquaresMeans.Setting;
import org.glmm.engine.inference.means.Weighting;
import org.glmm.engine.inference.multiplicity.Adjustment;
import org.glmm.engine.inference.multiplicity.Adjustments;
import org.glmm.engine.inference.multiplicity.StudentizedRange;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Means and comparisons of our REML fits against emmeans 1.8.4-1 with pbkrtest 0.5.2 or lmerTest 3.1-3 on those of
 * lme4, to four digits: the {@code emmeans_kr} and {@code emmeans_satterthwaite} parts of the references of tests.
 */
class KenwardRogerMeansTest {

    private static final double DIGITS = 1e-4;

    /** The error of R's ptukey at few degrees of freedom. */
    private static final double PTUKEY = 1e-6;

    static Stream<Arguments> cases() {
        return Stream.of("cake", "machines_cs", "machines_un", "machines_unbal", "npk_blocks", "oats", "oats_emptycell",
            "oats_linear", "split_unbalanced", "three_way_empty", "slopes_unbalanced", "weights_lmm").flatMap(name -> {
                var reference = Reference.read("tests/" + name + ".tests");
                var model = fit(reference);
                return Stream.of(DenominatorDf.KENWARD_ROGER, DenominatorDf.SATTERTHWAITE)
                    .flatMap(method -> parts(reference, method)
                        .map(part -> Arguments.of(name, part.get("spec").asText(), method, part, model)));
            });
    }

    /** pbkrtest ignores prior weights, so of the weighted model there is the other method only. */
    private static Stream<JsonNode> parts(Reference reference, DenominatorDf method) {
        if (reference.name().contains("weights") && method == DenominatorDf.KENWARD_ROGER) {
            return Stream.of();
        }
        var parts = reference.json().get(method == DenominatorDf.KENWARD_ROGER ? "emmeans_kr"
            : "emmeans_satterthwaite");
        return parts == null ? Stream.of() : IntStream.range(0, parts.size()).mapToObj(parts::get);
    }

    private static FittedModel fit(Reference reference) {
        var spec = new ModelSpec(Formula.parse(reference.formula()), Distributions.NORMAL, Links.IDENTITY, Method.REML,
            true, reference.name().contains("weights") ? Optional.of("w") : Optional.empty(), Optional.empty(),
            Set.of(), ModelSpec.Control.DEFAULT);
        return Glmm.fit(TestFrames.read(reference.dataset(), spec.columns()), spec, FitMonitor.SILENT);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("cases")
    void meansAndPairsAreThoseOfEmmeans(String name, String spec, DenominatorDf method, JsonNode expected,
        FittedModel model) {
        var factors = List.of(spec.substring(1).split("[:|]"));
        var inference = new FunctionInference(model, method);
        var means = new LeastSquaresMeans(model, inference, new Setting(Weighting.EQUAL, Map.of(), false, 0.95));
        var ordered = factors.size() == 1 ? factors : List.of(factors.get(1), factors.get(0));
        var all = means.means(ordered);
        for (int i = 0; i < all.size(); i++) {
            var ours = means.estimate(all.get(i));
            assertRow(expected.get("means"), i, "emmean", new double[] {ours.estimate().estimate(),
                ours.estimate().standardError(), ours.estimate().df(), ours.lower(), ours.upper(),
                ours.estimate().pValue()}, true);
        }
        int size = spec.contains("|") ? means.grid().levels(means.grid().factor(factors.get(0))).size() : all.size();
        assertPairs(expected.get("pairs_tukey"), asEmmeansRounds(size, expected.get("pairs_tukey"),
            pairs(inference, all, size, Adjustments.TUKEY_KRAMER)));
        assertPairs(expected.get("pairs_none"), pairs(inference, all, size, Adjustments.NONE));
    }

    private static List<ComparisonEstimate> pairs(FunctionInference inference, List<GridMean> means, int size,
        Adjustment adjustment) {
        var comparisons = new Comparisons(inference, Links.IDENTITY, ComparisonKind.PAIRS, adjustment, 0.95);
        var pairs = new ArrayList<ComparisonEstimate>();
        for (int start = 0; start < means.size(); start += size) {
            pairs.addAll(comparisons.of(means.subList(start, start + size), 0));
        }
        return pairs;
    }

    /**
     * Where a comparison is not estimable, emmeans rounds the degrees of freedom of Tukey's test to whole numbers
     * (zapsmall of a vector with an infinity), so there the p-value for rounded ones is compared.
     */
    private static List<ComparisonEstimate> asEmmeansRounds(int means, JsonNode expected,
        List<ComparisonEstimate> pairs) {
        boolean rounds = IntStream.range(0, pairs.size()).anyMatch(i -> expected.get("df").get(i).isNull());
        return !rounds ? pairs : pairs.stream().map(pair -> new ComparisonEstimate(pair.label(), pair.estimate(),
            pair.statistic(), new StudentizedRange(means).upperTail(Math.sqrt(2) * Math.abs(pair.statistic()),
                Math.rint(pair.estimate().df())), pair.lower(), pair.upper(), pair.ratio())).toList();
    }

    private static void assertPairs(JsonNode expected, List<ComparisonEstimate> pairs) {
        assertEquals(expected.get("estimate").size(), pairs.size());
        for (int i = 0; i < pairs.size(); i++) {
            var pair = pairs.get(i);
            assertRow(expected, i, "estimate", new double[] {pair.estimate().estimate(), pair.estimate()
                .standardError(),
                pair.estimate().df(), pair.lower(), pair.upper(), pair.pValue()}, pair.estimate().isEstimable());
        }
    }

    private static void assertRow(JsonNode table, int row, String estimate, double[] actual, boolean isEstimable) {
        if (table.get(estimate).get(row).isNull()) {
            assertEquals(Double.NaN, actual[0], "row " + row);
            return;
        }
        assertTrue(isEstimable, "row " + row);
        var columns = List.of(estimate, "SE", "df", "lower.CL", "upper.CL");
        double error = table.get("SE").get(row).asDouble();
        for (int c = 0; c < columns.size(); c++) {
            double expected = table.get(columns.get(c)).get(row).asDouble();
            boolean isPosition = c == 0 || c > 2;
            assertEquals(expected, actual[c], DIGITS * (isPosition ? Math.max(error, Math.abs(expected)) : expected),
                columns.get(c) + " of row " + row);
        }
        double p = table.get("p.value").get(row).asDouble();
        assertEquals(p, actual[5], DIGITS * p + PTUKEY, "p of row " + row);
    }
}
