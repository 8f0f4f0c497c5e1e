package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.inference.DenominatorDf;
import org.glmm.engine.inference.FunctionInference;
import org.glmm.engine.inference.contrast.Alternative;
import org.glmm.engine.inference.contrast.Contrast;
import org.glmm.engine.inference.contrast.Contrasts;
import org.glmm.engine.inference.means.LeastSquaresMeans;
import org.glmm.engine.inference.means.Weighting;
import org.glmm.engine.inference.multiplicity.Adjustments;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Degrees of freedom of means that come from terms, on the oats: 6 blocks, 3 varieties on whole plots, 4 amounts of
 * nitrogen. As in SAS, means have those of their term: (6 - 1)(3 - 1) = 10 for varieties, 3 (6 - 1)(4 - 1) = 45 for
 * nitrogen and the cells of both.
 */
class TermDegreesOfMeansTest {

    private static final FittedModel OATS = fit("yield ~ Variety * nitroF + (1 | Block) + (1 | Block:Variety)");

    private static FittedModel fit(String formula) {
        return Fits.fit("oats", Fits.spec(formula, Distributions.NORMAL, Links.IDENTITY, Method.REML, true));
    }

    private static LeastSquaresMeans means(FittedModel model, DenominatorDf method) {
        return new LeastSquaresMeans(model, new FunctionInference(model, method),
            new LeastSquaresMeans.Setting(Weighting.EQUAL, Map.of(), false, 0.95));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONTAINMENT", "BETWEEN_WITHIN"})
    void meansHaveThoseOfTheirTerm(DenominatorDf method) {
        var means = means(OATS, method);
        assertEquals(10, means.linear(means.means(List.of("Variety")).get(0)).df());
        assertEquals(45, means.linear(means.means(List.of("nitroF")).get(0)).df());
        assertEquals(45, means.linear(means.means(List.of("Variety", "nitroF")).get(0)).df());
    }

    @ParameterizedTest
    @CsvSource({"Variety[Victory] - Variety[Marvellous], 10", "nitroF[0.6] - nitroF[0], 45",
        "Variety[Victory] - Variety[Marvellous] at nitroF[0], 45", "nitroF[0.6] - nitroF[0] at Variety[Victory], 45",
        "Variety[Victory] - nitroF[0], 10", "coef[nitroF=0.6], 45"})
    void contrastsHaveTheFewestOfTheirTerms(String text, double expected) {
        var inference = new FunctionInference(OATS, DenominatorDf.CONTAINMENT);
        var contrasts = new Contrasts(OATS, inference, means(OATS, DenominatorDf.CONTAINMENT), Adjustments.NONE,
            0.95);
        var result = contrasts.of(List.of(Contrast.of("c", text, Alternative.TWO_SIDED, 0))).get(0);
        assertEquals(expected, result.lines().get(0).comparison().estimate().df());
    }

    /** A joint test is about the terms of all its lines. */
    @ParameterizedTest
    @CsvSource({"nitroF[0.6] - nitroF[0]; nitroF[0.4] - nitroF[0], 45",
        "nitroF[0.6] - nitroF[0]; Variety[Victory], 10"})
    void jointTestsHaveTheFewestOfTheirTerms(String lines, double expected) {
        var inference = new FunctionInference(OATS, DenominatorDf.CONTAINMENT);
        var contrasts = new Contrasts(OATS, inference, means(OATS, DenominatorDf.CONTAINMENT), Adjustments.NONE,
            0.95);
        assertEquals(expected, contrasts.of(List.of(Contrast.of("c", lines, Alternative.TWO_SIDED, 0))).get(0)
            .joint().orElseThrow().denominatorDf());
    }

    /**
     * Cells of factors without an interaction belong to no term and have the fewest of the terms whose coefficients
     * they have: 10 for varieties, 72 - 6 - (5 + 10) = 51 for nitrogen.
     */
    @ParameterizedTest
    @CsvSource({"Variety[Victory]:nitroF[0], 10", "nitroF[0.6] - nitroF[0] at Variety[Victory], 51"})
    void cellsWithoutAnInteraction(String text, double expected) {
        var additive = fit("yield ~ Variety + nitroF + (1 | Block) + (1 | Block:Variety)");
        var inference = new FunctionInference(additive, DenominatorDf.CONTAINMENT);
        var contrasts = new Contrasts(additive, inference, means(additive, DenominatorDf.CONTAINMENT), Adjustments.NONE,
            0.95);
        assertEquals(expected, contrasts.of(List.of(Contrast.of("c", text, Alternative.TWO_SIDED, 0))).get(0).lines()
            .get(0).comparison().estimate().df());
    }
}
