package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec.Extras;
import org.glmm.engine.model.ModelSpec.SmallSample;
import org.glmm.engine.model.Sandwich;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Robust covariance matrices of fits by Laplace and quadrature against R: the log-likelihood of each subject written
 * down by itself (Laplace's approximation with its own Newton search for the mode; for quadrature the sum over 901
 * equidistant points of -9 .. 9 standard deviations), the sum maximised by optim and Newton steps, H by
 * numDeriv::hessian of the sum and the scores by numDeriv::grad of every term.
 */
class LikelihoodSandwichTest {

    private static final double TOLERANCE = 1e-5;

    /** The classical matrix as R has it, row-major, and the number of subjects. */
    private record Case(String dataset, String formula, Distribution distribution, Method method, int subjects,
        double... expected) {

        FittedModel fit(Sandwich sandwich) {
            var spec = Fits.spec(formula, distribution, distribution.defaultLink(), method, false);
            return Fits.fit(dataset, spec.with(new Extras(SmallSample.NEVER, sandwich, false)));
        }

        @Override
        public String toString() {
            return dataset + ": " + formula;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
            new Case("cbpp", "incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, Method.LAPLACE, 15,
                0.08193311, -0.09589531, -0.07049921, -0.05739525,
                -0.09589531, 0.20640156, 0.17356530, 0.05624237,
                -0.07049921, 0.17356530, 0.26338911, 0.00819733,
                -0.05739525, 0.05624237, 0.00819733, 0.13091157),
            new Case("cbpp", "incidence/size ~ period + (1 | herd/period)", Distributions.BINOMIAL, Method.LAPLACE, 15,
                0.09463038, -0.11151768, -0.08233002, -0.06618034,
                -0.11151768, 0.22910438, 0.19198069, 0.06319310,
                -0.08233002, 0.19198069, 0.31571659, -0.00131117,
                -0.06618034, 0.06319310, -0.00131117, 0.17214313),
            new Case("epil", "y ~ lbase + trt + (1 | subject)", Distributions.NEGATIVE_BINOMIAL, Method.LAPLACE, 59,
                0.00874667, -0.00024525, -0.00865707,
                -0.00024525, 0.01102194, -0.00015980,
                -0.00865707, -0.00015980, 0.02265425),
            new Case("bacteria", "y ~ trt + week + (1 | ID)", Distributions.BINOMIAL, Method.QUADRATURE, 50,
                0.33221871, -0.21284409, -0.19695000, -0.01186389,
                -0.21284409, 0.38363163, 0.23331529, -0.00397301,
                -0.19695000, 0.23331529, 0.47511934, -0.00486696,
                -0.01186389, -0.00397301, -0.00486696, 0.00240181));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalsThatOfSubjectsByThemselves(Case example) {
        assertRobust(example, Sandwich.CLASSICAL, 1);
        int p = example.fit(Sandwich.NONE).fixedEffects().count();
        assertRobust(example, Sandwich.DF, example.subjects / (double) (example.subjects - p));
    }

    private static void assertRobust(Case example, Sandwich sandwich, double factor) {
        double[] actual = example.fit(sandwich).testBasis().robust().orElseThrow();
        int p = (int) Math.round(Math.sqrt(actual.length));
        for (int e = 0; e < p * p; e++) {
            double size = Math.sqrt(example.expected[e / p * (p + 1)] * example.expected[e % p * (p + 1)]);
            assertEquals(factor * example.expected[e], actual[e], factor * TOLERANCE * size, sandwich + " " + e);
        }
    }

    @Test
    void isRefusedWhereItDoesNotExist() {
        assertRefused("\"Residual leverage\" of a robust covariance matrix is made of the leverages", Method.LAPLACE,
            Sandwich.FIRORES);
        assertRefused("choose \"Classical\" or \"Degrees of freedom\"", Method.QUADRATURE, Sandwich.MBN);
        assertRefused("no robust covariance matrix for the method RLAPLACE", Method.RLAPLACE, Sandwich.CLASSICAL);
    }

    private static void assertRefused(String reason, Method method, Sandwich sandwich) {
        var herds = new Case("cbpp", "incidence/size ~ period + (1 | herd)", Distributions.BINOMIAL, method, 15);
        var message = assertThrows(ModelException.class, () -> herds.fit(sandwich)).getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void crossedRandomEffectsHaveNoSubjects() {
        var crossed = new Case("cbpp", "incidence/size ~ 1 + (1 | herd) + (1 | period)", Distributions.BINOMIAL,
            Method.LAPLACE, 0);
        for (Sandwich sandwich : List.of(Sandwich.CLASSICAL, Sandwich.DF)) {
            var message = assertThrows(ModelException.class, () -> crossed.fit(sandwich)).getMessage();
            assertTrue(message.contains("needs a grouping column"), message);
        }
    }
}
