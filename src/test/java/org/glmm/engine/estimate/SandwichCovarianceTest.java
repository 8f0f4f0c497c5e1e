package org.glmm.engine.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.ejml.simple.SimpleMatrix;
import org.glmm.engine.design.Design;
import org.glmm.engine.error.ModelException;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.family.Links;
import org.glmm.engine.frame.TestFrames;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Extras;
import org.glmm.engine.model.ModelSpec.SmallSample;
import org.glmm.engine.model.Sandwich;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Robust covariance matrices against the formulas of the GLIMMIX documentation (Empirical Covariance Estimators) with
 * dense matrices of the rows of each subject, on the growth data of Potthoff and Roy.
 */
class SandwichCovarianceTest {

    private static final String GROWTH = "distance ~ age*Sex + ar1(0 + factor(age) | Subject)";

    private static FittedModel fit(String dataset, String formula, Method method, Sandwich sandwich) {
        ModelSpec spec = Fits.spec(formula, Distributions.NORMAL, Links.IDENTITY, method, true);
        return Fits.fit(dataset, spec.with(new Extras(SmallSample.NEVER, sandwich, false)));
    }

    @ParameterizedTest
    @EnumSource(value = Sandwich.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void equalsTheDenseFormula(Sandwich sandwich) {
        for (Method method : List.of(Method.REML, Method.ML)) {
            var fit = fit("orthodont", GROWTH, method, sandwich);
            double[] at = fit.covarianceParameters().stream().mapToDouble(p -> p.estimate()).toArray();
            var expected = dense(DenseLikelihood.of("orthodont", fit), at, subjects(fit), sandwich);
            double[] actual = fit.testBasis().robust().orElseThrow();
            int p = expected.getNumRows();
            for (int e = 0; e < p * p; e++) {
                assertEquals(expected.get(e / p, e % p), actual[e],
                    1e-6 * Math.sqrt(expected.get(e / p, e / p) * expected.get(e % p, e % p)), sandwich + " " + e);
            }
        }
    }

    private static int[] subjects(FittedModel fit) {
        var formula = fit.spec().formula();
        return Design.of(formula, TestFrames.read("orthodont", formula.columns()), fit.spec().categorical()).random()
            .get(0).level();
    }

    private static SimpleMatrix dense(DenseLikelihood likelihood, double[] at, int[] subject, Sandwich sandwich) {
        var v = likelihood.covariance(at);
        var c = likelihood.fixedCovariance(at);
        var x = likelihood.x();
        var residual = likelihood.y().minus(x.mult(new SimpleMatrix(likelihood.fixedEffects(at))));
        int p = x.getNumCols();
        int n = x.getNumRows();
        int m = IntStream.of(subject).max().orElseThrow() + 1;
        var meat = new SimpleMatrix(p, p);
        for (int i = 0; i < m; i++) {
            int own = i;
            int[] rows = IntStream.range(0, n).filter(r -> subject[r] == own).toArray();
            var vi = pick(v, rows, rows).invert();
            var xi = pick(x, rows, IntStream.range(0, p).toArray());
            var e = pick(residual, rows, new int[] {0});
            var leverage = xi.mult(c).mult(xi.transpose()).mult(vi);
            var rest = SimpleMatrix.identity(rows.length).minus(leverage);
            var f = switch (sandwich) {
                case ROOT -> squareRoot(rest).invert();
                case FIRORES -> rest.invert();
                default -> SimpleMatrix.identity(rows.length);
            };
            var t = xi.transpose().mult(vi).mult(f).mult(e);
            var q = xi.transpose().mult(vi).mult(xi).mult(c);
            for (int j = 0; sandwich == Sandwich.FIROEEQ && j < p; j++) {
                t.set(j, t.get(j) / Math.sqrt(1 - Math.min(0.75, q.get(j, j))));
            }
            meat = meat.plus(t.mult(t.transpose()));
        }
        var result = c.mult(meat).mult(c);
        if (sandwich == Sandwich.DF) {
            return result.scale(m / (double) (m - p));
        }
        if (sandwich == Sandwich.MBN) {
            double share = p / (double) (m - p);
            return result.scale((n - 1.0) / (n - p) * m / (m - 1))
                .plus(c.scale(share * Math.max(1, c.mult(meat).trace() / p)));
        }
        return result;
    }

    private static SimpleMatrix pick(SimpleMatrix matrix, int[] rows, int[] columns) {
        var result = new SimpleMatrix(rows.length, columns.length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                result.set(i, j, matrix.get(rows[i], columns[j]));
            }
        }
        return result;
    }

    /** The iteration of Denman and Beavers (1976). */
    private static SimpleMatrix squareRoot(SimpleMatrix matrix) {
        var root = matrix;
        var inverse = SimpleMatrix.identity(matrix.getNumRows());
        for (int iteration = 0; iteration < 60; iteration++) {
            var next = root.plus(inverse.invert()).scale(0.5);
            inverse = inverse.plus(root.invert()).scale(0.5);
            root = next;
        }
        return root;
    }

    @Test
    void crossedRandomEffectsHaveNoSubjects() {
        var message = assertThrows(ModelException.class,
            () -> fit("penicillin", "diameter ~ 1 + (1 | plate) + (1 | sample)", Method.REML, Sandwich.CLASSICAL))
            .getMessage();
        assertTrue(message.contains("needs a grouping column"), message);
    }
}
