package org.glmm.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.glmm.engine.formula.Formula;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.FixedEffects;
import org.glmm.engine.model.TestErrors;
import org.glmm.engine.model.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermTestsTest {

    @ParameterizedTest
    @ValueSource(strings = {"oats", "oats_emptycell", "aliased", "oats_slopes", "oats_nested", "oats_nested_slopes",
        "oats_no_intercept", "oats_no_intercept_additive", "npk", "npk_margins_missing", "three_way",
        "three_way_slopes", "two_way_covariates", "range", "clinical_trial"})
    void equalTheReference(String name) {
        var reference = ReferenceModel.read(name);
        var f = TermTests.of(reference.model(), TestType.TYPE_3, DenominatorDf.RESIDUAL);
        var chiSquare = TermTests.of(reference.model(), TestType.TYPE_3, DenominatorDf.INFINITE);
        assertEquals(reference.tests().size(), f.size());
        for (int i = 0; i < f.size(); i++) {
            var expected = reference.tests().get(i);
            assertEquals(expected.term(), f.get(i).term());
            assertEquals(expected.numeratorDf(), f.get(i).numeratorDf(), expected.term());
            assertClose(expected.f(), f.get(i).f(), expected.term());
            assertClose(expected.chiSquare(), f.get(i).chiSquare(), expected.term());
            assertClose(expected.chiSquare(), chiSquare.get(i).chiSquare(), expected.term());
            if (expected.numeratorDf() > 0) {
                assertEquals(expected.residualDf(), f.get(i).denominatorDf());
                assertEquals(Double.POSITIVE_INFINITY, chiSquare.get(i).denominatorDf());
                assertClose(expected.pOfF(), f.get(i).pValue(), expected.term());
                assertClose(expected.pOfChiSquare(), chiSquare.get(i).pValue(), expected.term());
            }
        }
    }

    private static void assertClose(double expected, double actual, String term) {
        assertEquals(Double.isNaN(expected), Double.isNaN(actual), term);
        assertTrue(Double.isNaN(expected) || Math.abs(actual - expected) <= 1e-7 * expected,
            () -> term + ": expected " + expected + " but was " + actual);
    }

    private static Map<String, String> notes(String name) {
        return TermTests.of(ReferenceModel.read(name).model(), TestType.TYPE_3, DenominatorDf.INFINITE).stream()
            .collect(Collectors.toMap(TermTest::term, TermTest::note));
    }

    @Test
    void nameWhatIsNotEstimable() {
        assertEquals(Map.of(
            "x", "Cannot be told apart from x2, which depends linearly on it.",
            "x2", "Not estimable: its columns are linear combinations of those of the intercept, x.",
            "A", "Cannot be told apart from B, which depends linearly on it.",
            "B", "Not estimable: its columns are linear combinations of those of A."), notes("aliased"));
    }

    @Test
    void saySoIfCellsAreEmpty() {
        assertEquals(Map.of("Variety", "", "nitroF", "",
            "Variety:nitroF", "5 of 6 columns are estimable; the others are empty cells or depend linearly on them."),
            notes("oats_emptycell"));
    }

    @Test
    void haveNoStatisticIfTheCovarianceMatrixIsSingular() {
        var model = ReferenceModel.read("oats").model();
        var fixed = model.fixedEffects();
        double[] singular = new double[fixed.covariance().length];
        Arrays.fill(singular, 1);
        var broken = new FittedModel(model.spec(), model.recipe(),
            new FixedEffects(fixed.names(), fixed.estimates(), singular, fixed.dropped()), List.of(), List.of(),
            TestErrors.none(List.of(), fixed.count()), model.statistics(), model.convergence(), List.of());
        for (var test : TermTests.of(broken, TestType.TYPE_3, DenominatorDf.RESIDUAL)) {
            assertTrue(Double.isNaN(test.f()) && Double.isNaN(test.pValue()));
            assertEquals("The covariance matrix of the term's estimates is singular.", test.note());
        }
    }

    @ParameterizedTest
    @CsvSource({"edge_small, y ~ x + x2 + A + B", "oats_emptycell, yield ~ Variety * nitroF",
        "factorial_empty_cells, y ~ A * B * x + C"})
    void areTheSameFromASavedModel(String data, String formula) throws IOException {
        var model = LeastSquaresModel.fit(formula, TestFrames.read(data, Formula.parse(formula).columns()));
        var file = new ByteArrayOutputStream();
        ModelFile.write(model, file);
        var saved = ModelFile.read(new ByteArrayInputStream(file.toByteArray()));
        assertEquals(TermTests.of(model, TestType.TYPE_3, DenominatorDf.RESIDUAL),
            TermTests.of(saved, TestType.TYPE_3, DenominatorDf.RESIDUAL));
    }

    @Test
    void areNoneWithoutTerms() {
        var frame = TestFrames.read("oats", List.of("yield", "Block"));
        assertEquals(List.of(),
            TermTests.of(LeastSquaresModel.fit("yield ~ 1 + (1 | Block)", frame), TestType.TYPE_3,
                DenominatorDf.RESIDUAL));
    }
}
