package org.glmm.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.design.FixedDesign;
import org.glmm.engine.design.RandomDesign;
import org.glmm.engine.formula.RandomTerm;
import org.glmm.engine.mme.ConditionalEquations;
import org.glmm.engine.mme.MixedModelEquations;
import org.glmm.engine.mme.ModelStructure;
import org.glmm.engine.parallel.Workers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The passes over 10^6 rows with 5 fixed effects that the estimators are made of. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1500m")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RowBenchmark {

    static final int ROWS = 1_000_000;
    static final int P = 5;
    private static final String ONE = "50000";
    private static final String CROSSED = "2000 500";

    /** Levels of each term; the first is sorted, the others are drawn at random. */
    @Param({ONE, CROSSED})
    private String levels;

    @Param({"1", "2"})
    private int threads;

    private ConditionalEquations conditional;
    private MixedModelEquations mixed;
    private double[] eta;
    private double[] weights;
    private double[] beta;
    private double[] b;

    /** The values of {@link #levels}. */
    static List<String> parameters() {
        return List.of(ONE, CROSSED);
    }

    @Setup
    public void prepare() {
        Random random = new Random(1);
        double[] x = IntStream.range(0, ROWS * P).mapToDouble(i -> i % P == 0 ? 1 : random.nextGaussian()).toArray();
        FixedDesign fixed = new FixedDesign(ROWS, IntStream.range(0, P)
            .mapToObj(j -> new FixedColumn(j == 0 ? "(Intercept)" : "x" + j, j - 1, Map.of())).toList(), List.of(), x);
        int[] size = Arrays.stream(levels.split(" ")).mapToInt(Integer::parseInt).toArray();
        List<RandomDesign> terms = IntStream.range(0, size.length).mapToObj(t -> {
            int[] level = IntStream.range(0, ROWS)
                .map(r -> t == 0 ? (int) ((long) r * size[0] / ROWS) : random.nextInt(size[t])).toArray();
            return new RandomDesign(RandomTerm.intercepts("g" + t), "g" + t, level, null,
                IntStream.range(0, size[t]).mapToObj(Integer::toString).toList(), List.of("(Intercept)"));
        }).toList();
        ModelStructure structure = new ModelStructure(fixed, terms, Workers.of(threads));
        conditional = new ConditionalEquations(structure);
        mixed = new MixedModelEquations(structure);
        eta = new double[ROWS];
        weights = random.doubles(ROWS, 0.1, 0.3).toArray();
        beta = new double[P];
        b = new double[conditional.size()];
        double[][] lambda = new double[terms.size()][];
        Arrays.fill(lambda, new double[] {1});
        conditional.relate(lambda);
        conditional.factor(weights);
    }

    @Benchmark
    public double[] fixedPredictor() {
        conditional.addFixed(beta, eta);
        return eta;
    }

    @Benchmark
    public double[] randomPredictor() {
        conditional.add(b, eta);
        return eta;
    }

    @Benchmark
    public double[] transposedFixed() {
        return conditional.fixedTransposed(weights);
    }

    @Benchmark
    public double[] transposedRandom() {
        return conditional.transposed(weights);
    }

    @Benchmark
    public double[] leverages() {
        return conditional.leverages();
    }

    @Benchmark
    public boolean weighAndFactor() {
        return conditional.factor(weights);
    }

    @Benchmark
    public MixedModelEquations crossProducts() {
        mixed.weigh(weights);
        return mixed;
    }
}
