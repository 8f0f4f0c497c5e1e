package org.glmm.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.glmm.engine.Glmm;
import org.glmm.engine.estimate.Reference;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.formula.FactorCoding;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.frame.FactorColumn;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.FrameBuilder;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.MissingPolicy;
import org.glmm.engine.frame.NumericColumn;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which fits can be compared, and with which distribution. Statistics are those of fits by lme4 and glmmTMB. */
class ModelComparisonTest {

    private static FittedModel fit(Frame frame, String formula, Distribution distribution, Method method,
        Map<String, FactorCoding> codings) {
        var spec = new ModelSpec(Formula.parse(formula), distribution, distribution.defaultLink(), method,
            distribution.hasScale(), Optional.empty(), Optional.empty(), Set.of(), codings, ModelSpec.Control.DEFAULT);
        return Glmm.fit(frame, spec, FitMonitor.SILENT);
    }

    private static FittedModel fit(String dataset, String formula, Distribution distribution, Method method) {
        return fit(TestFrames.read(dataset, Formula.parse(formula).columns()), formula, distribution, method, Map.of());
    }

    private static double upperTail(double x, int df) {
        return df == 0 ? 0 : 1 - new ChiSquaredDistribution(df).cumulativeProbability(x);
    }

    private static double logLikelihood(String reference) {
        return Reference.read(reference).minus2LogLikelihood().orElseThrow() / -2;
    }

    /** A correlation of zero lies inside its range. */
    @Test
    void aCorrelationIsNotAtTheEdge() {
        var comparison = ModelComparison.of(
            fit("sleepstudy", "Reaction ~ Days + (1 | Subject) + (0 + Days | Subject)", Distributions.NORMAL,
            Method.ML), fit("sleepstudy", "Reaction ~ Days + (Days | Subject)", Distributions.NORMAL, Method.ML));
        double statistic = 2 * (logLikelihood("sleepstudy_ris.lme4.ml") - logLikelihood("sleepstudy_uncorr.lme4.ml"));
        assertEquals(1, comparison.df());
        assertEquals(statistic, comparison.chiSquare(), 1e-5);
        assertEquals(upperTail(statistic, 1), comparison.pValue(), 1e-5);
        assertEquals("", comparison.note());
    }

    /** A fixed effect and a variance together: Self and Liang's case 6. */
    @Test
    void aVarianceBesideFixedEffectsMixes() {
        var comparison = ModelComparison.of(fit("sleepstudy", "Reaction ~ Days + (Days | Subject)",
            Distributions.NORMAL, Method.ML), fit("sleepstudy", "Reaction ~ 1 + (1 | Subject)", Distributions.NORMAL,
            Method.ML));
        assertEquals(3, comparison.df());
        assertEquals((upperTail(comparison.chiSquare(), 2) + upperTail(comparison.chiSquare(), 3)) / 2,
            comparison.pValue(), 1e-12 * comparison.pValue() + 1e-15);
        assertTrue(comparison.note().contains("1/2 chi-square(2) + 1/2 chi-square(3)"), comparison.note());
    }

    /** Poisson counts are negative binomial ones with an infinite theta. */
    @Test
    void overdispersionIsTestedAtTheEdge() {
        var formula = "count ~ spp * mined + (1 | site)";
        var comparison = ModelComparison.of(fit("salamanders", formula, Distributions.POISSON, Method.LAPLACE),
            fit("salamanders", formula, Distributions.NEGATIVE_BINOMIAL, Method.LAPLACE));
        double statistic = 2 * (logLikelihood("salamanders_nb2.glmmTMB")
            - logLikelihood("salamanders_poisson.glmmTMB"));
        assertEquals(statistic, comparison.chiSquare(), 1e-4);
        assertTrue(comparison.note().contains("1/2 chi-square(0) + 1/2 chi-square(1)"), comparison.note());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "yield ~ Variety + (1 | Block); yield ~ nitroF + (1 | Block); fixed effect Variety",
        "yield ~ nitroF + (1 | Block:Variety); yield ~ nitroF * Variety + (1 | Block); random term (1 | Block:Variety)",
        "yield ~ nitroF + (1 | Block); yield ~ 0 + nitro * nitro + I(nitro^2) + I(nitro^3) + I(nitro^4) + Variety + (1 "
        + "| Block);"
            + " fixed effect nitroF"})
    void modelsThatAreNotNestedAreNotTested(String small, String large, String missing) {
        var comparison = ModelComparison.of(fit("oats", small, Distributions.NORMAL, Method.ML),
            fit("oats", large, Distributions.NORMAL, Method.ML));
        assertTrue(Double.isNaN(comparison.pValue()) && Double.isNaN(comparison.chiSquare()));
        assertTrue(comparison.note().contains("not a special case") && comparison.note().contains(missing),
            comparison.note());
    }

    /** An interaction of factors without main effects contains them. */
    @Test
    void cellMeansContainMainEffects() {
        var comparison = ModelComparison.of(fit("oats", "yield ~ nitroF + (1 | Block)", Distributions.NORMAL,
            Method.ML), fit("oats", "yield ~ Variety:nitroF + (1 | Block)", Distributions.NORMAL, Method.ML));
        assertEquals(8, comparison.df());
        assertEquals(upperTail(comparison.chiSquare(), 8), comparison.pValue(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"diag(Days | Subject), us(Days | Subject), true", "us(Days | Subject), diag(Days | Subject), false",
        "vc(Days | Subject), cs(Days | Subject), true", "cs(Days | Subject), csh(Days | Subject), true",
        "cs(0 + g | Subject), vc(0 + g | Subject), false", "(1 | Subject), csh(Days | Subject), false",
        "(1 | Subject), (Days || Subject), true", "(Days || Subject), (Days | Subject), true",
        "(1 | Subject), (1 | g:Subject), false"})
    void structuresAreNestedOrNot(String small, String large, boolean isNested) {
        var frame = withGroup(TestFrames.read("sleepstudy", List.of("Reaction", "Days", "Subject")));
        var nesting = new Nesting(fit(frame, "Reaction ~ Days + " + small, Distributions.NORMAL, Method.ML, Map.of()),
            fit(frame, "Reaction ~ Days + " + large, Distributions.NORMAL, Method.ML, Map.of()));
        assertEquals(isNested, nesting.obstacle().isEmpty(), nesting.obstacle().orElse(""));
    }

    private static Frame withGroup(Frame frame) {
        return rebuilt(frame, IntStream.range(0, frame.rows()).boxed().toList(), row -> false, true);
    }

    private interface Missing {
        boolean in(int row);
    }

    /** The sleep study's rows in another order, with Days missing in some, and a factor g. */
    private static Frame rebuilt(Frame frame, List<Integer> order, Missing missing, boolean grouped) {
        var reaction = ((NumericColumn) frame.column("Reaction")).values();
        var days = ((NumericColumn) frame.column("Days")).values();
        var subject = (FactorColumn) frame.column("Subject");
        var requests = new ArrayList<>(List.of(new ColumnRequest("Reaction", Kind.NUMERIC),
            new ColumnRequest("Days", Kind.NUMERIC), new ColumnRequest("Subject", Kind.FACTOR)));
        if (grouped) {
            requests.add(new ColumnRequest("g", Kind.FACTOR));
        }
        var builder = new FrameBuilder(requests, MissingPolicy.OMIT);
        for (int row : order) {
            builder.number(0, reaction[row]);
            if (!missing.in(row)) {
                builder.number(1, days[row]);
            }
            builder.level(2, subject.levels().get(subject.codes()[row]));
            if (grouped) {
                builder.level(3, days[row] < 5 ? "early" : "late");
            }
            builder.endRow("Row" + row);
        }
        return builder.build();
    }

    private static ModelComparison sleep(List<Integer> order, Missing first, Missing second) {
        var frame = TestFrames.read("sleepstudy", List.of("Reaction", "Days", "Subject"));
        var inOrder = IntStream.range(0, frame.rows()).boxed().toList();
        return ModelComparison.of(
            fit(rebuilt(frame, inOrder, first, false), "Reaction ~ 1 + (1 | Subject)", Distributions.NORMAL, Method.ML,
            Map.of()), fit(rebuilt(frame, order, second, false), "Reaction ~ Days + (1 | Subject)",
            Distributions.NORMAL, Method.ML,
                Map.of()));
    }

    @Test
    void asManyRowsNeedNotBeTheSame() {
        var order = IntStream.range(0, 180).boxed().toList();
        var comparison = sleep(order, row -> row == 3, row -> row == 7);
        assertTrue(Double.isNaN(comparison.pValue()));
        assertTrue(comparison.note().contains("not to the same"), comparison.note());
    }

    @Test
    void theOrderOfRowsDoesNotCount() {
        var order = new ArrayList<>(IntStream.range(0, 180).boxed().toList());
        Collections.shuffle(order, new Random(1));
        assertEquals("", sleep(order, row -> row == 3, row -> row == 3).note());
    }

    @Test
    void restrictedLikelihoodsDependOnTheCoding() {
        var frame = TestFrames.read("oats", List.of("yield", "Variety", "Block"));
        var comparison = ModelComparison.of(
            fit(frame, "yield ~ Variety + (1 | Block)", Distributions.NORMAL, Method.REML, Map.of()),
            fit(frame, "yield ~ Variety + (1 | Block) + (1 | Block:Variety)", Distributions.NORMAL, Method.REML,
                Map.of("Variety", new FactorCoding(FactorCoding.Contrasts.SUM, ""))));
        assertTrue(Double.isNaN(comparison.pValue()) && comparison.note().contains("codings"), comparison.note());
    }
}
