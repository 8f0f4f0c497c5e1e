package org.glmm.engine.mme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.ejml.simple.SimpleMatrix;
import org.glmm.engine.mme.Solution;
import org.glmm.engine.parallel.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against the same equations written down as dense matrices, on random models: nested, crossed, slopes, empty levels,
 * one level, zero variances.
 */
class MixedModelEquationsTest {

    private static final double STEP = 1e-5;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theFactoredFormIsTheTextbookForm(int seed) {
        RandomModel model = RandomModel.of(seed, false);
        DenseEquations dense = model.dense();
        MixedModelEquations equations = model.factored();
        Solution solution = equations.solve();

        SimpleMatrix inverse = dense.textbookLeftHandSide().invert();
        SimpleMatrix estimates = inverse.mult(dense.rightHandSide());
        int p = dense.x().getNumCols();
        assertClose(estimates.extractMatrix(0, p, 0, 1), equations.coefficients(solution.scaledBeta()), 1e-8);
        assertClose(estimates.extractMatrix(p, p + dense.z().getNumCols(), 0, 1), solution.u(), 1e-8);
        assertClose(inverse.extractMatrix(0, p, 0, p), equations.variances().fixedCovariance(), 1e-8);
        assertClose(inverse.extractMatrix(p, inverse.getNumRows(), p, inverse.getNumCols()).diag(),
            flatten(equations.variances().predictionErrorVariances()), 1e-8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void predictionErrorVariancesOfRowsAreThoseOfTheTextbookForm(int seed) {
        double phi = 1.7;
        RandomModel random = RandomModel.of(seed, false);
        RandomModel model = random.fixed().size() == 1 ? random : random.shifted(1, -4, 2.5);
        MixedModelEquations equations = model.factored();
        SimpleMatrix inverse = model.dense().textbookLeftHandSide().invert();
        SimpleMatrix rows = model.dense().x().concatColumns(model.dense().z());
        PredictionErrors errors = equations.variances().predictionErrors(phi);
        double[] fixed = Arrays.stream(equations.variances().fixedCovariance()).map(v -> phi * v).toArray();
        int p = model.fixed().size();
        for (int r = 0; r < rows.getNumRows(); r++) {
            int[] nodes = new int[model.random().size()];
            double[][] z = new double[nodes.length][];
            int first = 0;
            for (int t = 0; t < nodes.length; t++) {
                var term = model.random().get(t);
                int row = r;
                nodes[t] = term.level()[r] < 0 ? PredictionErrors.NONE : first + term.level()[r];
                z[t] = IntStream.range(0, term.effects())
                    .mapToDouble(a -> term.z() == null ? 1 : term.z()[row * term.effects() + a]).toArray();
                first += term.levels();
            }
            SimpleMatrix whole = rows.extractVector(true, r);
            assertEquals(phi * whole.mult(inverse).dot(whole),
                errors.variance(Arrays.copyOfRange(model.fixed().values(), r * p, (r + 1) * p), nodes, z, fixed), 1e-8);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void determinantsAndSquaresAreThoseOfTheMarginalModel(int seed) {
        RandomModel model = RandomModel.of(seed, seed % 2 == 0);
        DenseEquations dense = model.dense();
        MixedModelEquations equations = model.factored();
        SimpleMatrix v = dense.marginalCovariance();
        SimpleMatrix xvx = dense.x().transpose().mult(v.invert()).mult(dense.x());
        double logWeights = IntStream.range(0, model.w().length).mapToDouble(i -> Math.log(model.w()[i])).sum();
        assertEquals(logDeterminant(v) + logWeights, equations.logDeterminantRandom(), 1e-9);
        assertEquals(logDeterminant(xvx), equations.logDeterminantFixed(), 1e-8);
        SimpleMatrix y = new SimpleMatrix(model.y().length, 1, true, model.y());
        SimpleMatrix beta = xvx.invert().mult(dense.x().transpose()).mult(v.invert()).mult(y);
        SimpleMatrix residual = y.minus(dense.x().mult(beta));
        assertEquals(residual.dot(v.invert().mult(residual)), equations.solve().penalisedSquares(), 1e-8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void gradientsAreThoseOfCentralDifferences(int seed) {
        RandomModel model = RandomModel.of(seed, seed % 2 == 0);
        MixedModelEquations equations = model.equations();
        double[][] lambda = model.lambda();
        equations.factor(lambda);
        double[][] random = equations.derivatives().logDeterminant(false);
        double[][] restricted = equations.derivatives().logDeterminant(true);
        double[][] squares = equations.derivatives().penalisedSquares(equations.solve());
        for (int t = 0; t < lambda.length; t++) {
            int k = (int) Math.sqrt(lambda[t].length);
            for (int e = 0; e < lambda[t].length; e++) {
                if (e % k > e / k) {
                    continue;
                }
                double[] up = measure(equations, lambda, t, e, STEP);
                double[] down = measure(equations, lambda, t, e, -STEP);
                assertEquals((up[0] - down[0]) / (2 * STEP), random[t][e], 1e-5 * (1 + Math.abs(random[t][e])));
                assertEquals((up[1] - down[1]) / (2 * STEP), restricted[t][e], 1e-5 * (1 + Math.abs(restricted[t][e])));
                assertEquals((up[2] - down[2]) / (2 * STEP), squares[t][e], 1e-5 * (1 + Math.abs(squares[t][e])));
            }
        }
    }

    private static double[] measure(MixedModelEquations equations, double[][] lambda, int t, int element, double step) {
        double[][] moved = lambda.clone();
        moved[t] = lambda[t].clone();
        moved[t][element] += step;
        assertTrue(equations.factor(moved));
        return new double[] {equations.logDeterminantRandom(),
            equations.logDeterminantRandom() + equations.logDeterminantFixed(), equations.solve().penalisedSquares()};
    }

    @Test
    void withZeroVariancesTheFixedEffectsAreWeightedLeastSquares() {
        RandomModel model = RandomModel.of(4, false);
        MixedModelEquations equations = model.equations();
        double[][] zero = new double[model.lambda().length][];
        for (int t = 0; t < zero.length; t++) {
            zero[t] = new double[model.lambda()[t].length];
        }
        assertTrue(equations.factor(zero));
        DenseEquations dense = model.dense();
        SimpleMatrix w = SimpleMatrix.diag(model.w());
        SimpleMatrix xwx = dense.x().transpose().mult(w).mult(dense.x());
        SimpleMatrix beta = xwx.invert().mult(dense.x().transpose()).mult(w)
            .mult(new SimpleMatrix(model.y().length, 1, true, model.y()));
        assertClose(beta, equations.coefficients(equations.solve().scaledBeta()), 1e-9);
        assertEquals(0, equations.logDeterminantRandom(), 1e-15);
        assertArrayEquals(new double[model.dense().z().getNumCols()], equations.solve().u(), 0);
        assertArrayEquals(new double[model.dense().z().getNumCols()],
            flatten(equations.variances().predictionErrorVariances()), 0);
    }

    @Test
    void covariatesOnWildScalesDoNoHarm() {
        RandomModel model = RandomModel.of(11, false);
        Solution solution = model.factored().solve();
        double[] expected = model.factored().coefficients(solution.scaledBeta());
        double[] beta = model.shifted(1, 1e6, 1e-3).factored()
            .coefficients(model.shifted(1, 1e6, 1e-3).factored().solve().scaledBeta());
        assertEquals(expected[1] / 1e-3, beta[1], 1e-5 * Math.abs(expected[1] / 1e-3));
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        RandomModel model = RandomModel.of(9, false);
        MixedModelEquations one = model.factored(1);
        MixedModelEquations four = model.factored(4);
        assertArrayEquals(one.solve().u(), four.solve().u(), 0);
        assertEquals(one.logDeterminantRandom(), four.logDeterminantRandom(), 0);
        assertArrayEquals(one.derivatives().logDeterminant(true)[0], four.derivatives().logDeterminant(true)[0], 0);
    }

    @Test
    void aModelWithoutRandomEffectsOrWithoutFixedEffects() {
        RandomModel model = RandomModel.of(5, false);
        MixedModelEquations fixedOnly =
            new MixedModelEquations(new ModelStructure(model.fixed(), List.of(), Workers.of(1)));
        fixedOnly.weigh(model.w());
        fixedOnly.respond(model.w(), model.y());
        assertTrue(fixedOnly.factor(new double[0][]));
        assertEquals(0, fixedOnly.logDeterminantRandom(), 0);
        assertEquals(model.fixed().size(), fixedOnly.solve().scaledBeta().length);

        MixedModelEquations randomOnly =
            new MixedModelEquations(new ModelStructure(model.withoutFixed(), model.random(), Workers.of(1)));
        randomOnly.weigh(model.w());
        randomOnly.respond(model.w(), model.y());
        assertTrue(randomOnly.factor(model.lambda()));
        SimpleMatrix v = model.dense().marginalCovariance();
        SimpleMatrix y = new SimpleMatrix(model.y().length, 1, true, model.y());
        assertEquals(y.dot(v.invert().mult(y)), randomOnly.solve().penalisedSquares(), 1e-8);
    }

    private static double logDeterminant(SimpleMatrix matrix) {
        return matrix.eig().getEigenvalues().stream().mapToDouble(e -> Math.log(e.getReal())).sum();
    }

    private static double[] flatten(double[][] parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    private static void assertClose(SimpleMatrix expected, double[] actual, double tolerance) {
        double[] values = new double[expected.getNumElements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = expected.get(i);
            assertEquals(values[i], actual[i], tolerance * (1 + Math.abs(values[i])), "element " + i);
        }
        assertEquals(values.length, actual.length);
    }

}
