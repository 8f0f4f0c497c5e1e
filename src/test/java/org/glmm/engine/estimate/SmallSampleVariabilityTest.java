package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ejml.simple.SimpleMatrix;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The adjusted covariance matrices of Kenward and Roger against {@link DenseKenwardRoger} on data of Pinheiro and Bates
 * (2000). The engine works in other parameters than the dense formulas, so that the invariance of the adjustments is
 * tested as well.
 */
class SmallSampleVariabilityTest {

    @ParameterizedTest
    @CsvSource({"machines, score ~ Machine + vc(0 + Machine | Worker)",
        "machines, score ~ Machine + diag(0 + Machine | Worker)",
        "machines, score ~ Machine + us(0 + Machine | Worker)", "machines, score ~ Machine + cs(0 + Machine | Worker)",
        "machines, score ~ Machine + toep(0 + Machine | Worker)",
        "machines, score ~ Machine + csh(0 + Machine | Worker)",
        "machines, score ~ Machine + toeph(0 + Machine | Worker)",
        "orthodont, distance ~ age*Sex + ar1(0 + factor(age) | Subject)",
        "orthodont, 'distance ~ age*Sex + ar1(0 + factor(age) | Subject, by = Sex)'"})
    void adjustedCovarianceMatricesAreThoseOfThePapers(String dataset, String formula) {
        FittedModel fit = Fits.normal(dataset, formula, Method.REML);
        double[] at = fit.covarianceParameters().stream().mapToDouble(p -> p.estimate()).toArray();
        var likelihood = DenseLikelihood.of(dataset, fit);
        var dense = new DenseKenwardRoger(likelihood, at);
        var adjustments = fit.testBasis().adjustments();
        var u = dense.expectedInformation().invert();
        assertClose(dense.firstOrder(u), adjustments.expected().orElseThrow(), 1e-6);
        assertClose(dense.secondOrder(u), adjustments.secondOrder().orElseThrow(), 1e-5);
        assertClose(dense.firstOrder(likelihood.information(at).invert()), adjustments.observed().orElseThrow(), 1e-5);
    }

    private static void assertClose(SimpleMatrix expected, double[] actual, double tolerance) {
        int p = expected.numRows();
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                assertEquals(expected.get(i, j), actual[i * p + j],
                    tolerance * Math.sqrt(expected.get(i, i) * expected.get(j, j)), i + ", " + j);
            }
        }
    }
}
