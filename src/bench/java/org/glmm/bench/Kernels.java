package org.glmm.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.glmm.engine.parallel.Workers;
import org.glmm.engine.sparse.Cholesky;
import org.glmm.engine.sparse.CholeskyAnalysis;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the micro-benchmarks on one thread and writes how far from the machine's limits they are; with arguments, JMH.
 */
final class Kernels {

    private static final Path FILE = Path.of("docs/performance.md");
    private static final List<String> MATRICES = List.of(
        "| matrix | values of L | factorisation, Mflop | ms | Gflop/s | selected inverse, ms | Gflop/s | solve, ms "
            + "| GB/s |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|");

    private final Collection<RunResult> results;

    private Kernels(Collection<RunResult> results) {
        this.results = results;
    }

    /** A pass over the rows: the method that runs it, and how many columns of doubles and of indices it moves. */
    private enum Pass {
        FIXED_PREDICTOR("X beta", "fixedPredictor", RowBenchmark.P + 2, false, false),
        TRANSPOSED_FIXED("X'v", "transposedFixed", RowBenchmark.P + 1, false, false),
        RANDOM_PREDICTOR("Z u", "randomPredictor", 2, true, false),
        TRANSPOSED_RANDOM("Z'v", "transposedRandom", 1, true, false),
        LEVERAGES("leverages z'Lambda A^-1 Lambda'z", "leverages", 2, true, true),
        SQUARES("Z'WZ, and its factorisation", "weighAndFactor", 1, true, true),
        PRODUCTS("Z'WZ, Z'WX and X'WX (pseudo-likelihood and REML only)", "crossProducts", RowBenchmark.P + 1, true,
            true);

        private final String title;
        private final String method;
        private final int doubles;
        private final boolean levels;
        private final boolean couplings;

        Pass(String title, String method, int doubles, boolean levels, boolean couplings) {
            this.title = title;
            this.method = method;
            this.doubles = doubles;
            this.levels = levels;
            this.couplings = couplings;
        }

        double bytes(int terms) {
            int indices = (levels ? terms : 0) + (couplings ? terms * (terms - 1) / 2 : 0);
            return RowBenchmark.ROWS * (8.0 * doubles + 4.0 * indices);
        }
    }

    public static void main(String[] arguments) throws IOException, RunnerException {
        if (arguments.length > 0) {
            org.openjdk.jmh.Main.main(arguments);
            return;
        }
        Kernels kernels = new Kernels(
            new Runner(new OptionsBuilder().include("Benchmark").param("threads", "1").build()).run());
        new MarkedSection(FILE, "matrices").replace(kernels.matrices());
        new MarkedSection(FILE, "passes").replace(kernels.passes());
    }

    /** The fastest of all iterations, in milliseconds. */
    private double fastest(String method, String parameter, String value) {
        return results.stream().filter(result -> result.getParams().getBenchmark().endsWith("." + method)
            && result.getParams().getParam(parameter).equals(value))
            .findFirst().orElseThrow().getPrimaryResult().getStatistics().getMin();
    }

    private List<String> matrices() {
        List<String> lines = new ArrayList<>(MATRICES);
        for (String matrix : CholeskyBenchmark.matrices()) {
            int[] size = CholeskyBenchmark.sizes(matrix);
            CholeskyAnalysis analysis = CholeskyAnalysis.of(CholeskyBenchmark.pattern(size));
            double values = new Cholesky(analysis, Workers.of(1)).factorNonzeros();
            double factor = fastest("factor", "matrix", matrix);
            double inverse = fastest("invert", "matrix", matrix);
            double solve = fastest("solve", "matrix", matrix);
            lines.add(row(String.format(Locale.ROOT, "| %s | %,.0f |", CholeskyBenchmark.title(size), values),
                analysis.flops() * 1e-6, factor, analysis.flops() / factor * 1e-6, inverse,
                2 * analysis.flops() / inverse * 1e-6, solve, 16 * values / solve * 1e-6));
        }
        return lines;
    }

    private List<String> passes() {
        List<String> parameters = RowBenchmark.parameters();
        StringBuilder head = new StringBuilder("| pass |");
        StringBuilder rule = new StringBuilder("|---|");
        for (String levels : parameters) {
            head.append(" levels ").append(levels.replace(" ", " x ")).append(": MB moved | ms | GB/s |");
            rule.append("---:|---:|---:|");
        }
        List<String> lines = new ArrayList<>(List.of(head.toString(), rule.toString()));
        for (Pass pass : Pass.values()) {
            String line = "| " + pass.title + " |";
            for (String levels : parameters) {
                double milliseconds = fastest(pass.method, "levels", levels);
                double bytes = pass.bytes(Arrays.asList(levels.split(" ")).size());
                line = row(line, bytes * 1e-6, milliseconds, bytes / milliseconds * 1e-6);
            }
            lines.add(line);
        }
        return lines;
    }

    /** The start of a row with cells after it: two significant digits, more only before the point. */
    private static String row(String start, double... values) {
        StringBuilder row = new StringBuilder(start);
        for (double value : values) {
            row.append(String.format(Locale.ROOT, value < 10 ? " %.2g |" : " %,.0f |", value));
        }
        return row.toString();
    }
}
