package org.glmm.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.glmm.bench.Fit.Outcome;
import org.glmm.bench.Rung.Peer;

/** Fits the rungs, ours in fresh virtual machines and the peers' in fresh R processes, and writes the table. */
final class Ladder {

    private static final Path TABLE = Path.of("docs/performance.md");
    /** Peers that take longer than this are run once. */
    private static final double ONCE = 4;

    private final int runs;
    private final boolean peers;
    private final boolean slowPeers;

    private Ladder(int runs, boolean peers, boolean slowPeers) {
        this.runs = runs;
        this.peers = peers;
        this.slowPeers = slowPeers;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(arguments));
        int place = options.indexOf("--runs");
        int runs = place < 0 ? 3 : Integer.parseInt(options.get(place + 1));
        if (place >= 0) {
            options.subList(place, place + 2).clear();
        }
        boolean slow = options.remove("--slow-peers");
        boolean alone = options.remove("--no-peers");
        Ladder ladder = new Ladder(runs, !alone && hasR(), slow);
        List<Rung> rungs = options.isEmpty() ? Arrays.asList(Rung.values())
            : options.stream().map(Rung::named).toList();
        PerformanceTable table = new PerformanceTable(TABLE, runs);
        for (Rung rung : rungs) {
            table.put(rung, ladder.ours(rung), ladder.theirs(rung));
        }
    }

    private static boolean hasR() {
        try {
            return new ProcessBuilder("Rscript", "--version").start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private Outcome ours(Rung rung) throws IOException, InterruptedException {
        rung.data();
        List<Outcome> outcomes = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            String line = run(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + rung.heap(), "-cp", System.getProperty("java.class.path"), Fit.class.getName(), rung.key()))
                .orElseThrow(() -> new IllegalStateException("The fit of " + rung.key() + " has failed"));
            System.out.println(rung.key() + " ours " + line);
            outcomes.add(Outcome.parse(line).orElseThrow());
        }
        return outcomes.stream().min(Comparator.comparingDouble(Outcome::seconds)).orElseThrow();
    }

    /** Seconds by peer, of those that were run. */
    private Map<Peer, Double> theirs(Rung rung) throws IOException, InterruptedException {
        Map<Peer, Double> seconds = new LinkedHashMap<>();
        for (Peer peer : rung.peers()) {
            if (peers && (slowPeers || !peer.slow())) {
                seconds.put(peer, fastest(rung, peer));
            }
        }
        return seconds;
    }

    /** NaN if it fails. */
    private double fastest(Rung rung, Peer peer) throws IOException, InterruptedException {
        double fastest = Double.NaN;
        for (int run = 0; run < (fastest > ONCE ? 1 : runs); run++) {
            Optional<String> line = run(List.of("Rscript", "--vanilla", "bench/peers.R", rung.key(), peer.name(),
                rung.data().toString()));
            System.out.println(rung.key() + " " + peer.name() + " " + line.orElse("has failed"));
            double seconds = line.map(result -> Double.parseDouble(result.split(" ")[1])).orElse(Double.NaN);
            fastest = Double.isNaN(fastest) ? seconds : Math.min(fastest, seconds);
        }
        return fastest;
    }

    /** The line with the result, if the command has printed one. */
    private static Optional<String> run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Optional<String> result;
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            result = output.lines().filter(line -> line.startsWith("RESULT ")).reduce((first, last) -> last);
        }
        process.waitFor();
        return result;
    }
}
