package org.glmm.engine.mme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.glmm.engine.design.RandomDesign;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the textbook formulas with dense n x n matrices, on small random models with crossed and nested terms. */
class VarianceProductsTest {

    private static final double TOLERANCE = 1e-8;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void equalTheDenseProducts(int seed) {
        check(seed, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void equalTheDenseProductsForSingularCovarianceMatrices(int seed) {
        check(seed, true);
    }

    private static void check(int seed, boolean singular) {
        var model = RandomModel.of(seed, singular);
        var dense = model.dense();
        var products = model.factored().derivatives().varianceProducts(model.fixed().rows());
        var x = scaled(model);
        var inverse = dense.marginalCovariance().invert();
        var directions = directions(model, new Random(seed));
        var changes = directions.stream().map(d -> change(d, model, dense)).toList();
        assertClose(x.transpose().mult(inverse).mult(x), products.fixed());
        var second = products.second(directions);
        var sums = products.traces();
        for (int i = 0; i < directions.size(); i++) {
            var left = x.transpose().mult(inverse).mult(changes.get(i)).mult(inverse);
            assertClose(left.mult(x), products.first(directions.get(i)));
            double[] traces = sums.of(directions.get(i), directions);
            for (int j = 0; j < directions.size(); j++) {
                assertClose(left.mult(changes.get(j)).mult(inverse).mult(x), second[i][j]);
                double trace = inverse.mult(changes.get(i)).mult(inverse).mult(changes.get(j)).trace();
                assertEquals(trace, traces[j], TOLERANCE * (1 + Math.abs(trace)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theAverageInformationIsThatOfTheDenseProjection(int seed) {
        var model = RandomModel.of(seed, seed % 2 == 0);
        var dense = model.dense();
        var equations = model.factored();
        var directions = directions(model, new Random(seed));
        double[] information = equations.derivatives().averageInformation(equations.solve(), directions);
        var inverse = dense.marginalCovariance().invert();
        var vx = inverse.mult(dense.x());
        var projection = inverse.minus(vx.mult(dense.x().transpose().mult(vx).invert()).mult(vx.transpose()));
        var projected = projection.mult(dense.y());
        for (int i = 0; i < directions.size(); i++) {
            var one = change(directions.get(i), model, dense).mult(projected);
            for (int j = 0; j < directions.size(); j++) {
                double expected = one.dot(projection.mult(change(directions.get(j), model, dense)).mult(projected));
                assertEquals(expected, information[i * directions.size() + j], TOLERANCE * (1 + Math.abs(expected)));
            }
        }
    }

    /** The centred and scaled X that the equations work with. */
    private static SimpleMatrix scaled(RandomModel model) {
        var scaling = new FixedEffectScaling(model.fixed());
        int p = model.fixed().size();
        var x = new SimpleMatrix(model.fixed().rows(), p);
        for (int r = 0; r < model.fixed().rows(); r++) {
            for (int j = 0; j < p; j++) {
                x.set(r, j, (model.fixed().values()[r * p + j] - scaling.centre()[j]) / scaling.scale()[j]);
            }
        }
        return x;
    }

    /** A random symmetric block for each term, and the residual. */
    private static List<VarianceDirection> directions(RandomModel model, Random random) {
        List<VarianceDirection> directions = new ArrayList<>();
        for (int t = 0; t < model.random().size(); t++) {
            int k = model.random().get(t).effects();
            double[] block = new double[k * k];
            for (int i = 0; i < k; i++) {
                for (int j = 0; j <= i; j++) {
                    block[i * k + j] = random.nextGaussian();
                    block[j * k + i] = block[i * k + j];
                }
            }
            directions.add(VarianceDirection.ofTerm(t, block, model.random().size()));
        }
        directions.add(VarianceDirection.ofResidual(1.7, model.lambda()));
        return directions;
    }

    /** The n x n matrix; that of the residual is 1.7 W^-1. */
    private static SimpleMatrix change(VarianceDirection direction, RandomModel model, DenseEquations dense) {
        if (direction.multiple() != 0) {
            return dense.w().invert().scale(1.7);
        }
        var d = new SimpleMatrix(dense.z().getNumCols(), dense.z().getNumCols());
        int first = 0;
        for (int t = 0; t < model.random().size(); t++) {
            RandomDesign term = model.random().get(t);
            int k = term.effects();
            for (int e = 0; direction.blocks()[t] != null && e < term.levels() * k * k; e++) {
                int start = first + e / (k * k) * k;
                d.set(start + e % (k * k) / k, start + e % k, direction.blocks()[t][e % (k * k)]);
            }
            first += term.levels() * k;
        }
        return dense.z().mult(d).mult(dense.z().transpose());
    }

    private static void assertClose(SimpleMatrix expected, DMatrixRMaj actual) {
        double size = expected.elementMaxAbs();
        for (int i = 0; i < actual.numRows; i++) {
            for (int j = 0; j < actual.numCols; j++) {
                assertEquals(expected.get(i, j), actual.get(i, j), TOLERANCE * (1 + size));
            }
        }
    }
}
