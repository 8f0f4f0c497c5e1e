package org.glmm.engine.mme;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.ejml.simple.SimpleMatrix;
import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.design.FixedDesign;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.parallel.Workers;

/**
 * A small random mixed model: one to three random terms with one to three effects, crossed or nested, some levels
 * without rows and some rows without a level.
 */
record RandomModel(FixedDesign fixed, List<RandomDesign> random, double[] w, double[] y, double[][] lambda) {

    /** The model of a seed; singular ones have a Lambda of deficient rank. */
    static RandomModel of(int seed, boolean singular) {
        Random random = new Random(7919L * seed);
        int rows = 20 + random.nextInt(30);
        int p = 1 + random.nextInt(3);
        double[] x = new double[rows * p];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % p == 0 ? 1 : 10 + 3 * random.nextGaussian();
        }
        List<RandomDesign> terms = new ArrayList<>();
        for (int t = 0; t < 1 + random.nextInt(3); t++) {
            terms.add(term(t, rows, random, terms));
        }
        double[][] lambda = terms.stream().map(term -> lambda(term.effects(), singular, random))
            .toArray(double[][]::new);
        return new RandomModel(fixed(rows, p, x), terms, random.doubles(rows, 0.1, 3).toArray(),
            IntStream.range(0, rows).mapToDouble(i -> random.nextGaussian()).toArray(), lambda);
    }

    private static FixedDesign fixed(int rows, int p, double[] x) {
        List<FixedColumn> columns = IntStream.range(0, p)
            .mapToObj(j -> new FixedColumn(j == 0 ? "(Intercept)" : "x" + j, j - 1, Map.of())).toList();
        return new FixedDesign(rows, columns, List.of(), x);
    }

    private static RandomDesign term(int t, int rows, Random random, List<RandomDesign> before) {
        int levels = 1 + random.nextInt(7);
        boolean nested = !before.isEmpty() && random.nextBoolean();
        int[] level = new int[rows];
        for (int r = 0; r < rows; r++) {
            level[r] = random.nextInt(10) == 0 ? -1 : random.nextInt(levels);
            if (nested) {
                level[r] = Math.max(0, before.get(0).level()[r]) * 2 + random.nextInt(2);
            }
        }
        int groups = nested ? 2 * before.get(0).levels() : levels + 1;
        int k = 1 + random.nextInt(3);
        double[] z = k == 1 && random.nextBoolean() ? null
            : IntStream.range(0, rows * k).mapToDouble(i -> i % k == 0 ? 1 : random.nextGaussian()).toArray();
        return new RandomDesign(RandomTerm.intercepts("g" + t), "g" + t, level, z,
            IntStream.range(0, groups).mapToObj(i -> "level" + i).toList(),
            IntStream.range(0, k).mapToObj(i -> "effect" + i).toList());
    }

    private static double[] lambda(int k, boolean singular, Random random) {
        double[] lambda = new double[k * k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                lambda[i * k + j] = i == j ? 0.3 + random.nextDouble() : random.nextGaussian();
            }
        }
        if (singular) {
            lambda[k * k - 1] = 0;
        }
        return lambda;
    }

    /** The equations with weights and response, not yet factored. */
    MixedModelEquations equations() {
        return equations(1);
    }

    private MixedModelEquations equations(int threads) {
        MixedModelEquations equations = new MixedModelEquations(new ModelStructure(fixed, random, Workers.of(threads)));
        equations.weigh(w);
        equations.respond(w, y);
        return equations;
    }

    MixedModelEquations factored() {
        return factored(1);
    }

    MixedModelEquations factored(int threads) {
        MixedModelEquations equations = equations(threads);
        if (!equations.factor(lambda)) {
            throw new AssertionError("not positive definite");
        }
        return equations;
    }

    /** The same model without fixed effects. */
    FixedDesign withoutFixed() {
        return fixed(fixed.rows(), 0, new double[0]);
    }

    /** The same model with a column of X, if it has that many, moved and rescaled. */
    RandomModel shifted(int column, double centre, double scale) {
        double[] x = fixed.values().clone();
        for (int i = column; i < x.length; i += fixed.size()) {
            x[i] = centre + scale * x[i];
        }
        return new RandomModel(new FixedDesign(fixed.rows(), fixed.columns(), List.of(), x), random, w, y, lambda);
    }

    DenseEquations dense() {
        SimpleMatrix x = new SimpleMatrix(fixed.rows(), fixed.size(), true, fixed.values());
        int q = random.stream().mapToInt(t -> t.levels() * t.effects()).sum();
        SimpleMatrix z = new SimpleMatrix(fixed.rows(), q);
        SimpleMatrix factor = new SimpleMatrix(q, q);
        int first = 0;
        for (int t = 0; t < random.size(); t++) {
            RandomDesign term = random.get(t);
            int k = term.effects();
            for (int r = 0; r < fixed.rows(); r++) {
                for (int a = 0; a < k && term.level()[r] >= 0; a++) {
                    z.set(r, first + term.level()[r] * k + a, term.z() == null ? 1 : term.z()[r * k + a]);
                }
            }
            for (int level = 0; level < term.levels(); level++) {
                for (int e = 0; e < k * k; e++) {
                    factor.set(first + level * k + e / k, first + level * k + e % k, lambda[t][e]);
                }
            }
            first += term.levels() * k;
        }
        return new DenseEquations(x, z, factor, SimpleMatrix.diag(w), new SimpleMatrix(y.length, 1, true, y));
    }
}
