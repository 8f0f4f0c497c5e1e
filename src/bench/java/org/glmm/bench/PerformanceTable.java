package org.glmm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.glmm.bench.Fit.Outcome;
import org.glmm.bench.Rung.Peer;

/** The table in a Markdown file, between two marks: one line a rung, the others kept. */
final class PerformanceTable {

    private static final List<String> HEAD = List.of(
        "| case | rows, random effects | ours, s | processor, s | heap, MB | evaluations | best peer, s "
            + "| times as fast | bar | other peers, s |",
        "|---|---|---:|---:|---:|---:|---|---:|---:|---|");

    private final MarkedSection section;
    private final int runs;

    /** @param runs of how many runs the fastest is reported */
    PerformanceTable(Path file, int runs) {
        this.section = new MarkedSection(file, "ladder");
        this.runs = runs;
    }

    /** Writes the line of a rung. */
    void put(Rung rung, Outcome ours, Map<Peer, Double> theirs) throws IOException {
        List<String> before = section.lines();
        List<String> lines = new ArrayList<>(HEAD);
        for (Rung other : Rung.values()) {
            if (other == rung) {
                lines.add(line(rung, ours, theirs));
            } else {
                before.stream().filter(line -> line.startsWith(start(other))).forEach(lines::add);
            }
        }
        lines.add("");
        lines.add("The fastest of " + runs + " runs each, with Java " + System.getProperty("java.version") + " on "
            + Runtime.getRuntime().availableProcessors() + " processors" + processor() + ".");
        section.replace(lines);
    }

    /** The model of the processor where the system tells it. */
    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        return Files.exists(info) ? Files.readAllLines(info).stream().filter(line -> line.startsWith("model name"))
            .findFirst().map(line -> " (" + line.substring(line.indexOf(':') + 2) + ")").orElse("") : "";
    }

    private static String start(Rung rung) {
        return "| " + rung.title() + " | " + rung.size() + " |";
    }

    private static String line(Rung rung, Outcome ours, Map<Peer, Double> theirs) {
        Peer best = rung.peers().stream().filter(Peer::same)
            .min((a, b) -> Double.compare(seconds(a, theirs), seconds(b, theirs))).orElseThrow();
        String others = rung.peers().stream().filter(peer -> peer != best)
            .filter(peer -> !Double.isNaN(seconds(peer, theirs))).map(peer -> text(peer, theirs))
            .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%s %s | %s | %.0f | %d | %s | %.1f | %s | %s |", start(rung),
            seconds(ours.seconds()), seconds(ours.processorSeconds()), ours.megabytes(), ours.evaluations(),
            text(best, theirs), seconds(best, theirs) / ours.seconds(), rung.bar(), others);
    }

    private static double seconds(Peer peer, Map<Peer, Double> theirs) {
        double measured = theirs.getOrDefault(peer, Double.NaN);
        return Double.isNaN(measured) ? peer.quoted() : measured;
    }

    private static String text(Peer peer, Map<Peer, Double> theirs) {
        return peer.name().replace("_nagq0", " nAGQ=0") + " " + seconds(seconds(peer, theirs))
            + (Double.isNaN(theirs.getOrDefault(peer, Double.NaN)) ? " (quoted)" : "");
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
