package org.glmm.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.glmm.engine.Glmm;
import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.FrameBuilder;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.MissingPolicy;
import org.glmm.engine.model.FitMonitor;
import org.glmm.engine.model.FittedModel;
import org.glmm.engine.model.ModelSpec;

/** Fits one rung once in this virtual machine and prints what it took. */
final class Fit {

    private static final double MEGABYTE = 1024 * 1024;

    private Fit() {
    }

    /**
     * What a fit took and found.
     *
     * @param seconds wall-clock seconds of the fit
     * @param processorSeconds processor time of all threads, of the compiler and the garbage collector too
     * @param megabytes the most heap that was in use, garbage included
     */
    record Outcome(double seconds, double processorSeconds, double minus2LogLikelihood, int evaluations,
        double megabytes, String verdict) {

        static Optional<Outcome> parse(String line) {
            if (!line.startsWith("RESULT ")) {
                return Optional.empty();
            }
            String[] fields = line.split(" ");
            return Optional.of(new Outcome(Double.parseDouble(fields[1]), Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]), Integer.parseInt(fields[4]), Double.parseDouble(fields[5]), fields[6]));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "RESULT %.3f %.3f %.6f %d %.0f %s", seconds, processorSeconds,
                minus2LogLikelihood, evaluations, megabytes, verdict);
        }
    }

    public static void main(String[] arguments) throws IOException {
        Rung rung = Rung.named(arguments[0]);
        ModelSpec spec = rung.spec();
        Frame frame = read(rung.data(), spec);
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long processor = processorTime();
        long start = System.nanoTime();
        FittedModel model = Glmm.fit(frame, spec, FitMonitor.SILENT);
        double seconds = (System.nanoTime() - start) * 1e-9;
        System.out.println(new Outcome(seconds, (processorTime() - processor) * 1e-9,
            model.statistics().minus2LogLikelihood(), model.convergence().evaluations(),
            heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MEGABYTE,
            model.convergence().verdict().name()));
    }

    private static long processorTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    }

    /** Reads the columns of the model; quoted values make a factor, {@code high} says whether y is at least 4. */
    private static Frame read(Path file, ModelSpec spec) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            List<String> header = List.of(lines.readLine().replace("\"", "").split(","));
            List<String> names = new ArrayList<>(spec.columns());
            int[] places = names.stream().mapToInt(name -> header.indexOf(name.equals("high") ? "y" : name)).toArray();
            String line = lines.readLine();
            String[] first = line.split(",");
            List<ColumnRequest> requests = new ArrayList<>();
            for (int j = 0; j < places.length; j++) {
                requests.add(new ColumnRequest(names.get(j),
                    first[places[j]].startsWith("\"") ? Kind.FACTOR : Kind.NUMERIC));
            }
            FrameBuilder builder = new FrameBuilder(requests, MissingPolicy.OMIT);
            for (; line != null; line = lines.readLine()) {
                String[] fields = line.split(",");
                for (int j = 0; j < places.length; j++) {
                    String field = fields[places[j]];
                    if (requests.get(j).kind() == Kind.FACTOR) {
                        builder.level(j, field.substring(1, field.length() - 1));
                    } else {
                        double value = Double.parseDouble(field);
                        builder.number(j, names.get(j).equals("high") ? (value >= 4 ? 1 : 0) : value);
                    }
                }
                builder.endRow("");
            }
            return builder.build();
        }
    }
}
