package org.glmm.engine.mme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The equations that moment estimates solve, written down with dense matrices, on random models of one or more terms.
 */
class MomentEstimatesTest {

    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void sumsOfSquaresAreWhatIsExpected(int seed) {
        RandomModel model = RandomModel.of(seed, false);
        DenseEquations dense = model.dense();
        int rows = model.fixed().rows();
        double[] moments = model.equations().momentEstimates(rows);

        SimpleMatrix xw = dense.x().transpose().mult(dense.w());
        SimpleMatrix residual = dense.y().minus(dense.x().mult(xw.mult(dense.x()).solve(xw.mult(dense.y()))));
        SimpleMatrix k = dense.z().transpose().mult(dense.w()).mult(dense.z());
        SimpleMatrix score = dense.z().transpose().mult(dense.w()).mult(residual);
        double phi = moments[moments.length - 1];
        int[] effect = effects(model);
        double explained = 0;
        for (int a = 0; a < moments.length - 1; a++) {
            double sum = 0;
            double expected = 0;
            for (int i = 0; i < effect.length; i++) {
                if (effect[i] == a && k.get(i, i) > 0) {
                    sum += score.get(i) * score.get(i) / k.get(i, i);
                    expected += phi;
                    explained += moments[a] * k.get(i, i);
                    for (int j = 0; j < effect.length; j++) {
                        expected += moments[effect[j]] * k.get(i, j) * k.get(i, j) / k.get(i, i);
                    }
                }
            }
            assertTrue(sum <= expected * (1 + TOLERANCE), "less is explained than there is");
            if (moments[a] > 0) {
                assertEquals(expected, sum, TOLERANCE * expected);
            }
        }
        double squares = residual.dot(dense.w().mult(residual));
        assertEquals(squares, phi * rows + Math.min(explained, 0.99 * squares), TOLERANCE * squares);
    }

    /** The effect that each column of Z belongs to, all terms counted through. */
    private static int[] effects(RandomModel model) {
        int[] effect = new int[model.random().stream().mapToInt(term -> term.levels() * term.effects()).sum()];
        int next = 0;
        int before = 0;
        for (var term : model.random()) {
            for (int i = 0; i < term.levels() * term.effects(); i++) {
                effect[next++] = before + i % term.effects();
            }
            before += term.effects();
        }
        return effect;
    }
}
