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

    private static final String BEGIN = "<!-- ladder -->";
    private static final String END = "<!-- end of ladder -->";
    private static final List<String> HEAD = List.of(
        "| case | rows, random effects | ours, s | processor, s | heap, MB | evaluations | best peer, s | times as fast | bar "
            + "| other peers, s |",
        "|---|---|---:|---:|---:|---:|---|---:|---:|---|");

    private final Path file;

    PerformanceTable(Path file) {
        this.file = file;
    }

    /** Writes the line of a rung. */
    void put(Rung rung, Outcome ours, Map<Peer, Double> theirs) throws IOException {
        List<String> text = Files.readAllLines(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        List<String> lines = new ArrayList<>(HEAD);
        for (Rung other : Rung.values()) {
            if (other == rung) {
                lines.add(line(rung, ours, theirs));
            } else {
                text.subList(begin, end).stream().filter(line -> line.startsWith(start(other))).forEach(lines::add);
            }
        }
        text.subList(begin + 1, end).clear();
        text.addAll(begin + 1, lines);
        Files.write(file, text);
    }

    private static String start(Rung rung) {
        return "| " + rung.title() + " | " + rung.size() + " |";
    }

    private static String line(Rung rung, Outcome ours, Map<Peer, Double> theirs) {
        List<Peer> peers = rung.peers().stream().filter(peer -> theirs.containsKey(peer) || !Double.isNaN(peer.quoted()))
            .filter(peer -> !peer.name().equals("lme4_nagq0")).toList();
        Peer best = peers.stream().min((a, b) -> Double.compare(seconds(a, theirs), seconds(b, theirs))).orElseThrow();
        String others = rung.peers().stream().filter(peer -> peer != best)
            .filter(peer -> !Double.isNaN(seconds(peer, theirs))).map(peer -> text(peer, theirs))
            .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%s %s | %s | %.0f | %d | %s | %.1f | %s | %s |", start(rung),
            seconds(ours.seconds()), seconds(ours.processorSeconds()), ours.megabytes(), ours.evaluations(),
            text(best, theirs), seconds(best, theirs) / ours.seconds(), rung.bar(), others);
    }

    private static double seconds(Peer peer, Map<Peer, Double> theirs) {
        return theirs.getOrDefault(peer, peer.quoted());
    }

    private static String text(Peer peer, Map<Peer, Double> theirs) {
        return peer.name().replace("_nagq0", " nAGQ=0") + " " + seconds(seconds(peer, theirs))
            + (theirs.containsKey(peer) ? "" : " (quoted)");
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
