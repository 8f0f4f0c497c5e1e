package org.glmm.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.glmm.engine.parallel.Workers;
import org.glmm.engine.sparse.BlockPattern;
import org.glmm.engine.sparse.Cholesky;
import org.glmm.engine.sparse.CholeskyAnalysis;
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

/** The sparse kernel on matrices like those of the ladder: analysis, factorisation, solve, selected inverse. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CholeskyBenchmark {

    private static final String INSTEVAL = "2972 1128 25 1";
    private static final String DENSE = "2000 500 316 1";
    private static final String SLOPES = "5000 0 0 3";
    private static final String INTERCEPTS = "50000 0 0 1";
    private static final String NESTED = "20000 2000 1 1";

    /** Levels of the first factor, of the second, couplings of each level of the first, effects a level. */
    @Param({INSTEVAL, DENSE, SLOPES, INTERCEPTS, NESTED})
    private String matrix;

    @Param({"1", "2"})
    private int threads;

    private CholeskyAnalysis analysis;
    private Cholesky cholesky;
    private double[] values;
    private double[] inverse;
    private double[] vector;

    /** The values of {@link #matrix}. */
    static List<String> matrices() {
        return List.of(INSTEVAL, DENSE, SLOPES, INTERCEPTS, NESTED);
    }

    static int[] sizes(String matrix) {
        return Arrays.stream(matrix.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    /** A matrix in words. */
    static String title(int[] size) {
        return size[2] == 0 ? String.format(Locale.ROOT, "%,d blocks of %d x %d", size[0], size[3], size[3])
            : String.format(Locale.ROOT, "%,d x %,d, each coupled with %d", size[0], size[1], size[2]);
    }

    static BlockPattern pattern(int[] size) {
        return crossed(size[0], size[1], size[2], size[3]);
    }

    @Setup
    public void prepare() {
        BlockPattern pattern = pattern(sizes(matrix));
        analysis = CholeskyAnalysis.of(pattern);
        cholesky = new Cholesky(analysis, Workers.of(threads));
        values = new double[pattern.valueCount()];
        for (int node = 0; node < pattern.nodes(); node++) {
            int diagonal = pattern.columnStart(node);
            Arrays.fill(values, pattern.offset(diagonal), pattern.offset(pattern.columnStart(node + 1)), 0.3);
            for (int i = 0; i < pattern.size(node); i++) {
                values[pattern.offset(diagonal) + i * (pattern.size(node) + 1)] = 1000;
            }
        }
        inverse = new double[values.length];
        vector = new double[pattern.dimension()];
        cholesky.factor(values);
    }

    private static BlockPattern crossed(int first, int second, int couplings, int effects) {
        Random random = new Random(1);
        int[] sizes = new int[first + second];
        Arrays.fill(sizes, effects);
        int[] start = new int[sizes.length + 1];
        int[] rows = new int[sizes.length + first * couplings];
        int count = 0;
        for (int node = 0; node < sizes.length; node++) {
            rows[count++] = node;
            TreeSet<Integer> coupled = new TreeSet<>();
            for (int c = 0; node < first && c < couplings; c++) {
                coupled.add(first + random.nextInt(second));
            }
            for (int row : coupled) {
                rows[count++] = row;
            }
            start[node + 1] = count;
        }
        return new BlockPattern(sizes, start, Arrays.copyOf(rows, count));
    }

    @Benchmark
    public Object analyse() {
        return CholeskyAnalysis.of(analysis.pattern());
    }

    @Benchmark
    public boolean factor() {
        return cholesky.factor(values);
    }

    @Benchmark
    public double[] solve() {
        Arrays.fill(vector, 1);
        cholesky.solve(vector, 1);
        return vector;
    }

    @Benchmark
    public double[] invert() {
        cholesky.selectedInverse(inverse);
        return inverse;
    }
}
