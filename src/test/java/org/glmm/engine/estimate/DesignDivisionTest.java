package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;

import org.glmm.engine.model.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Degrees of freedom of the intercept and the terms. Containment: from the ranks of (X Z1), (X Z1 Z2), ... by R's qr.
 * Between-within: those of anova in nlme 3.1, except for the intercept, which is put between the outermost groups.
 */
class DesignDivisionTest {

    @ParameterizedTest
    @CsvSource({
        "oats, yield ~ Variety * nitroF + (1 | Block/Variety), 5 10 45 45, 5 10 45 45",
        "oats, yield ~ Variety * nitroF + (1 | Block:Variety) + (1 | Block), 5 10 45 45, 5 10 45 45",
        "oats_emptycell, yield ~ Variety + nitroF + (1 | Block/Variety), 5 10 40, 5 10 40",
        "orthodont, distance ~ age * Sex + (age | Subject), 25 25 54 54, 25 79 25 79",
        "cake, angle ~ recipe * temperature + (1 | recipe:replicate), 42 42 210 210, 42 42 210 210",
        "penicillin, diameter ~ 1 + (1 | plate) + (1 | sample), 5, 5"})
    void ofTerms(String dataset, String formula, String containment, String betweenWithin) {
        var degrees = Fits.normal(dataset, formula, Method.REML).testBasis().degrees();
        assertArrayEquals(numbers(containment), degrees.containment());
        assertArrayEquals(numbers(betweenWithin), degrees.betweenWithin());
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
