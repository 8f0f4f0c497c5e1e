package org.glmm.engine.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.ejml.simple.SimpleMatrix;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.model.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Cook's distances of groups that share random effects with others, against generalised least squares of the other rows
 * with dense matrices, V = Z G Z' + R held.
 */
class CrossedDeletionTest {

    private static final double TOLERANCE = 1e-7;

    /** The model as dense matrices; of a model that is not linear, that of its working response. */
    private record Dense(SimpleMatrix x, SimpleMatrix y, SimpleMatrix v) {

        static Dense of(TrainingRows rows) {
            int n = rows.size();
            var x = new SimpleMatrix(n, rows.model().fixedEffects().count());
            var y = new SimpleMatrix(n, 1);
            var v = new SimpleMatrix(n, n);
            for (int i = 0; i < n; i++) {
                var first = rows.cursor();
                first.moveTo(i);
                x.setRow(i, 0, first.x);
                y.set(i, 0, first.eta - first.typical + first.fixedPart + first.workingResidual());
                v.set(i, i, 1 / first.totalWeight());
                for (int j = 0; j < n; j++) {
                    var second = rows.cursor();
                    second.moveTo(j);
                    for (int t = 0; t < first.nodes.length; t++) {
                        if (first.nodes[t] >= 0 && first.nodes[t] == second.nodes[t]) {
                            int k = first.z[t].length;
                            var g = new SimpleMatrix(k, k, true, rows.model().randomEffects().get(t).covariance());
                            v.set(i, j, v.get(i, j)
                                + row(first.z[t]).mult(g).mult(row(second.z[t]).transpose()).get(0, 0));
                        }
                    }
                }
            }
            return new Dense(x, y, v);
        }

        private static SimpleMatrix row(double[] values) {
            return new SimpleMatrix(1, values.length, true, values);
        }

        SimpleMatrix fit(int[] rows) {
            var part = new SimpleMatrix(rows.length, x.numCols());
            var response = new SimpleMatrix(rows.length, 1);
            var covariance = new SimpleMatrix(rows.length, rows.length);
            for (int i = 0; i < rows.length; i++) {
                part.insertIntoThis(i, 0, x.extractVector(true, rows[i]));
                response.set(i, 0, y.get(rows[i], 0));
                for (int j = 0; j < rows.length; j++) {
                    covariance.set(i, j, v.get(rows[i], rows[j]));
                }
            }
            var weighted = part.transpose().mult(covariance.invert());
            return weighted.mult(part).solve(weighted.mult(response));
        }
    }

    private static void assertDistances(TestFit fit) {
        var rows = fit.rows();
        var dense = Dense.of(rows);
        int n = rows.size();
        int p = dense.x.numCols();
        var precision = new SimpleMatrix(p, p, true, fit.model().fixedEffects().covariance()).invert();
        var all = dense.fit(IntStream.range(0, n).toArray());
        var distances = Influence.of(rows, InfluenceRequest.ALL).groups();
        int terms = fit.model().randomEffects().size();
        assertEquals(terms, distances.size());
        for (int t = 0; t < terms; t++) {
            int term = t;
            int[] levels = IntStream.range(0, n).map(row -> {
                var cursor = rows.cursor();
                cursor.moveTo(row);
                return cursor.levels[term];
            }).toArray();
            for (int row = 0; row < n; row++) {
                int level = levels[row];
                var shift = all.minus(dense.fit(IntStream.range(0, n).filter(r -> levels[r] != level).toArray()));
                double expected = shift.transpose().mult(precision).mult(shift).get(0, 0) / p;
                assertEquals(expected, distances.get(t).distances()[row], TOLERANCE * (1e-3 + expected), "term " + t
                    + ", row " + row);
                if (row > 40) {
                    row += 13;
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"penicillin; diameter ~ 1 + (1 | plate) + (1 | sample)",
        "sleepstudy; Reaction ~ Days + (1 + Days | Subject) + (1 | Days)",
        "machines; score ~ Machine + (1 | Worker) + (1 | Worker:Machine)"})
    void ofLinearModelsAreThoseOfRefits(String dataset, String formula) {
        assertDistances(TestFit.linear(dataset, formula));
    }

    @Test
    void ofCountsAreThoseOfTheWorkingModel() {
        assertDistances(TestFit.of("epil", "y ~ base + trt + (1 | subject) + (1 | period)", Distributions.POISSON,
            Method.RSPL, false));
    }

    /** Without a day its own mean cannot be estimated. */
    @Test
    void doNotExistWhereTheOtherRowsDoNotTell() {
        var groups = Influence.of(TestFit.linear("sleepstudy", "Reaction ~ factor(Days) + (1 | Subject) + (1 | Days)")
            .rows(),
            InfluenceRequest.ALL).groups();
        assertTrue(Arrays.stream(groups.get(0).distances()).allMatch(distance -> distance > 0));
        assertTrue(Arrays.stream(groups.get(1).distances()).allMatch(Double::isNaN));
    }

    @Test
    void areLeftOutWhereTheyTakeLongUnlessAskedFor() {
        var rows = TestFit.linear("insteval", "y ~ service + (1 | s) + (1 | d)").rows();
        assertTrue(Influence.of(rows, InfluenceRequest.QUICK).groups().stream().allMatch(Influence.Groups::takesLong));
    }

    /** Each child has one sex, so the two parts of the term share no child. */
    @Test
    void ofGroupsWithOtherParametersByLevelCountAllTheirRows() {
        var fit = TestFit.linear("orthodont", "distance ~ age + Sex + us(1 | Subject, by = Sex)");
        double[] distances = Influence.of(fit.rows(), InfluenceRequest.ALL).groups().get(0).distances();
        assertTrue(Arrays.stream(distances).allMatch(distance -> distance > 0));
        assertEquals(27, Arrays.stream(distances).distinct().count());
    }
}
