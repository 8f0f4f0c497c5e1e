package org.glmm.engine.mme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.design.FixedDesign;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.parallel.RowChunks;
import org.glmm.engine.parallel.Workers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The sums over several chunks of rows against sums over all rows, written down as their formulas say, and bit for bit
 * for several numbers of threads. Three terms: intercepts, intercepts and slopes with rows that belong to no level, and
 * a factor with one level.
 */
class RowProductsTest {

    private static final int ROWS = 13_001;
    private static final int P = 3;

    private final Random random = new Random(17);
    private final double[] x = new double[ROWS * P];
    private final double[] w = random.doubles(ROWS, 0.1, 2).toArray();
    private final double[] v = random.doubles(ROWS, -1, 1).toArray();
    private final List<RandomDesign> terms = List.of(
        term(random.ints(ROWS, 0, 300).toArray(), null, 301, 1),
        term(random.ints(ROWS, -1, 40).toArray(), slopes(), 40, 2),
        term(new int[ROWS], random.doubles(ROWS, -1, 1).toArray(), 1, 1));
    private FixedDesign design;
    private double[][] scaled;

    private double[] slopes() {
        return IntStream.range(0, 2 * ROWS).mapToDouble(i -> i % 2 == 0 ? 1 : random.nextGaussian()).toArray();
    }

    private static RandomDesign term(int[] level, double[] z, int levels, int effects) {
        return new RandomDesign(RandomTerm.intercepts("g"), "g", level, z,
            IntStream.range(0, levels).mapToObj(Integer::toString).toList(),
            IntStream.range(0, effects).mapToObj(Integer::toString).toList());
    }

    @BeforeEach
    void designAndItsScaledColumns() {
        double[] mean = new double[P];
        double[] square = new double[P];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % P == 0 ? 1 : i % P * 100 + random.nextGaussian();
            mean[i % P] += x[i] / ROWS;
        }
        for (int i = 0; i < x.length; i++) {
            square[i % P] += (x[i] - mean[i % P]) * (x[i] - mean[i % P]) / ROWS;
        }
        design = new FixedDesign(ROWS, IntStream.range(0, P)
            .mapToObj(j -> new FixedColumn(j == 0 ? "(Intercept)" : "x" + j, j - 1, Map.of())).toList(), List.of(), x);
        scaled = new double[ROWS][P];
        for (int i = 0; i < x.length; i++) {
            scaled[i / P][i % P] = i % P == 0 ? 1 : (x[i] - mean[i % P]) / Math.sqrt(square[i % P]);
        }
    }

    private ModelStructure structure(int threads) {
        return new ModelStructure(design, terms, Workers.of(threads));
    }

    /** Row r of Z, dense. */
    private double[] z(int r) {
        double[] z = new double[301 + 80 + 1];
        z[terms.get(0).level()[r]] = 1;
        int level = terms.get(1).level()[r];
        for (int a = 0; level >= 0 && a < 2; a++) {
            z[301 + 2 * level + a] = terms.get(1).z()[2 * r + a];
        }
        z[381] = terms.get(2).z()[r];
        return z;
    }

    @Test
    void productsAreSumsOverTheRows() {
        ModelStructure structure = structure(2);
        CrossProducts products = new CrossProducts(structure);
        products.weigh(w);
        products.respond(w, v);
        int q = structure.layout().dimension();
        double[] zz = new double[q * q];
        double[] zx = new double[q * P];
        double[] xx = new double[P * P];
        double[] zy = new double[q];
        double[] xy = new double[P];
        double yy = 0;
        for (int r = 0; r < ROWS; r++) {
            double[] z = z(r);
            for (int i = 0; i < q; i++) {
                for (int j = 0; z[i] != 0 && j < q; j++) {
                    zz[i * q + j] += w[r] * z[i] * z[j];
                }
                for (int j = 0; j < P; j++) {
                    zx[i * P + j] += w[r] * z[i] * scaled[r][j];
                }
                zy[i] += w[r] * z[i] * v[r];
            }
            for (int i = 0; i < P; i++) {
                for (int j = 0; j < P; j++) {
                    xx[i * P + j] += w[r] * scaled[r][i] * scaled[r][j];
                }
                xy[i] += w[r] * scaled[r][i] * v[r];
            }
            yy += w[r] * v[r] * v[r];
        }
        assertArrayEquals(onPattern(structure, zz), products.zz(), 1e-9);
        assertArrayEquals(zx, products.zx(), 1e-9);
        assertArrayEquals(xx, products.xx(), 1e-11 * ROWS);
        assertArrayEquals(zy, products.zy(), 1e-9);
        assertArrayEquals(xy, products.xy(), 1e-9);
        assertEquals(yy, products.yy(), 1e-9);
    }

    private static double[] onPattern(ModelStructure structure, double[] dense) {
        var pattern = structure.layout().pattern();
        int q = pattern.dimension();
        double[] values = new double[pattern.valueCount()];
        for (int column = 0; column < pattern.nodes(); column++) {
            for (int block = pattern.columnStart(column); block < pattern.columnStart(column + 1); block++) {
                int at = pattern.offset(block);
                for (int c = 0; c < pattern.size(column); c++) {
                    for (int a = 0; a < pattern.size(pattern.row(block)); a++) {
                        values[at++] = dense[(pattern.firstRow(pattern.row(block)) + a) * q + pattern.firstRow(column)
                            + c];
                    }
                }
            }
        }
        return values;
    }

    @Test
    void linearPredictorsAndFormsAreThoseOfTheirRows() {
        ModelStructure structure = structure(2);
        int q = structure.layout().dimension();
        double[] u = random.doubles(q, -1, 1).toArray();
        double[] beta = random.doubles(P, -1, 1).toArray();
        double[] symmetric = new double[q * q];
        for (int i = 0; i < q; i++) {
            for (int j = 0; j <= i; j++) {
                symmetric[i * q + j] = random.nextDouble();
                symmetric[j * q + i] = symmetric[i * q + j];
            }
        }
        double[] expected = new double[ROWS];
        double[] forms = new double[ROWS];
        for (int r = 0; r < ROWS; r++) {
            double[] z = z(r);
            for (int j = 0; j < P; j++) {
                expected[r] += scaled[r][j] * beta[j];
            }
            for (int i = 0; i < q; i++) {
                expected[r] += z[i] * u[i];
                for (int j = 0; z[i] != 0 && j < q; j++) {
                    forms[r] += z[i] * symmetric[i * q + j] * z[j];
                }
            }
        }
        double[] eta = new double[ROWS];
        new FixedProducts(design, structure.scaling(), structure.chunks()).add(beta, eta);
        RandomProducts products = new RandomProducts(structure.layout(), structure.chunks());
        products.add(u, eta);
        assertArrayEquals(expected, eta, 1e-11);
        assertArrayEquals(forms, products.quadraticForms(onPattern(structure, symmetric)), 1e-11);
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        double[] one = everything(1);
        for (int threads : new int[] {2, 3, 7}) {
            assertArrayEquals(one, everything(threads), threads + " threads");
        }
    }

    private double[] everything(int threads) {
        CrossProducts products = new CrossProducts(structure(threads));
        products.weigh(w);
        products.respond(w, v);
        return IntStream.range(0, 6).boxed().flatMapToDouble(i -> Arrays.stream(new double[][] {products.zz(),
            products.zx(), products.xx(), products.zy(), products.xy(), {products.yy()}}[i])).toArray();
    }

    @Test
    void chunksCoverTheRowsOnceAndInOrder() {
        for (int rows : new int[] {1, 4095, 4096, 4097, 50_000}) {
            RowChunks chunks = new RowChunks(rows, Workers.of(3));
            int[] visits = new int[rows];
            chunks.forEach((chunk, from, to) -> {
                assertEquals(chunks.first(chunk), from);
                for (int r = from; r < to; r++) {
                    visits[r]++;
                }
            });
            assertEquals(rows, Arrays.stream(visits).filter(count -> count == 1).count());
            assertEquals(rows, chunks.sum((from, to) -> to - from));
        }
    }
}
