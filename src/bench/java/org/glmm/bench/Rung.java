package org.glmm.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Distributions;
import org.glmm.engine.formula.Formula;
import org.glmm.engine.model.Method;
import org.glmm.engine.model.ModelSpec;
import org.glmm.engine.model.ModelSpec.Control;

/** One rung of the ladder: a model, its data, and the peers that fit it. */
enum Rung {

    CBPP("cbpp, binomial", "56, 15", "cbpp", "incidence/size ~ period + (1 | herd)", "binomial", "1",
        Peer.quick("lme4", 0.23), Peer.quick("glmmTMB", 0.40), Peer.rougher("MASS", Double.NaN, false)),
    GROUSETICKS("grouseticks, Poisson, 3 terms", "403, 584", "grouseticks",
        "TICKS ~ YEAR + cHEIGHT + (1 | LOCATION) + (1 | BROOD) + (1 | INDEX)", "poisson", "1",
        Peer.quick("glmmTMB", 0.69), Peer.quick("lme4", 0.96)),
    CONTRACEPTION("Contraception, binary, correlated slope", "1,934, 120", "contraception",
        "use ~ age + I(age^2) + urban + livch + (urban | district)", "binomial", "1",
        Peer.quick("glmmTMB", 0.76), Peer.quick("lme4", 1.76), Peer.rougher("MASS", Double.NaN, false)),
    VERBAGG("VerbAgg, binary, crossed", "7,584, 340", "verbagg",
        "r2 ~ Anger + Gender + btype + situ + (1 | id) + (1 | item)", "binomial", "1",
        Peer.quick("glmmTMB", 2.0), Peer.quick("lme4", 3.7)),
    INSTEVAL("InstEval, Gaussian REML, 3 terms", "73,421, 4,128", "insteval",
        "y ~ service + (1 | s) + (1 | d) + (1 | dept:service)", "normal", "5",
        Peer.quick("lme4", 7.3), Peer.quick("glmmTMB", 15.7)),
    INSTEVAL_BINARY("InstEval, binary y >= 4, crossed", "73,421, 4,100", "insteval",
        "high ~ service + lectage + studage + (1 | s) + (1 | d)", "binomial", "5",
        Peer.quick("glmmTMB", 13.0), Peer.slow("lme4", 37.8)),
    BINARY5("simulated binary, one factor", "10^5, 5,000", Simulation.BINARY, 100_000,
        "y ~ x1 + x2 + x3 + x4 + (1 | g)", "binomial", "5",
        Peer.quick("glmmTMB", 10.9), Peer.slow("lme4", 47), Peer.rougher("MASS", Double.NaN, true)),
    BINARY6("the same", "10^6, 50,000", Simulation.BINARY, 1_000_000,
        "y ~ x1 + x2 + x3 + x4 + (1 | g)", "binomial", "20",
        Peer.slow("glmmTMB", 270), Peer.rougher("lme4_nagq0", 59, true)),
    SURVEY5("simulated survey, binary, factors only", "10^5, 51", Simulation.SURVEY, 100_000,
        "y ~ sex + race + education + age + (1 | state)", "binomial", "5",
        Peer.quick("glmmTMB", Double.NaN), Peer.slow("lme4", Double.NaN)),
    POISSON6("simulated Poisson, crossed 2,000 + 500", "10^6, 2,500", Simulation.POISSON_CROSSED, 1_000_000,
        "y ~ x1 + x2 + x3 + x4 + (1 | g) + (1 | h)", "poisson", "20",
        Peer.slow("glmmTMB", 524), Peer.rougher("lme4_nagq0", 185, true)),
    SLOPES_BINARY("simulated binary, 3 x 3 unstructured slopes", "10^5, 15,000", Simulation.SLOPES_BINARY, 100_000,
        "y ~ x1 + x2 + (x1 + x2 | g)", "binomial", "5",
        Peer.quick("glmmTMB", 50), Peer.slow("lme4", 1157)),
    SLOPES_GAUSSIAN("simulated Gaussian, 3 x 3 slopes, REML", "10^5, 15,000", Simulation.SLOPES_GAUSSIAN, 100_000,
        "y ~ x1 + x2 + (x1 + x2 | g)", "normal", "5",
        Peer.quick("nlme", 6.6), Peer.quick("lme4", 12.5));

    /**
     * A program to compare with.
     *
     * @param quoted seconds measured on a machine of two cores, for the table where it is not run; NaN if unknown
     * @param slow whether its fit takes about a minute or more
     * @param same whether it maximises the same likelihood; otherwise its approximation is rougher (penalised
     *            quasi-likelihood, fixed effects outside the integral), and it is listed but not compared with
     */
    record Peer(String name, double quoted, boolean slow, boolean same) {

        static Peer quick(String name, double quoted) {
            return new Peer(name, quoted, false, true);
        }

        static Peer slow(String name, double quoted) {
            return new Peer(name, quoted, true, true);
        }

        static Peer rougher(String name, double quoted, boolean slow) {
            return new Peer(name, quoted, slow, false);
        }
    }

    private static final int MILLION = 1_000_000;

    private final String title;
    private final String size;
    private final Path file;
    private final Simulation simulation;
    private final int rows;
    private final String formula;
    private final Distribution distribution;
    private final String bar;
    private final List<Peer> peers;

    Rung(String title, String size, String dataset, String formula, String distribution, String bar, Peer... peers) {
        this(title, size, Path.of("src/test/resources/data", dataset + ".csv"), null, 0, formula, distribution, bar,
            peers);
    }

    Rung(String title, String size, Simulation simulation, int rows, String formula, String distribution, String bar,
        Peer... peers) {
        this(title, size, Path.of("target/bench", simulation.name().toLowerCase() + rows + ".csv"), simulation, rows,
            formula, distribution, bar, peers);
    }

    Rung(String title, String size, Path file, Simulation simulation, int rows, String formula, String distribution,
        String bar, Peer... peers) {
        this.title = title;
        this.size = size;
        this.file = file;
        this.simulation = simulation;
        this.rows = rows;
        this.formula = formula;
        this.distribution = Distributions.named(distribution);
        this.bar = bar;
        this.peers = List.of(peers);
    }

    static Rung named(String name) {
        return Arrays.stream(values()).filter(rung -> rung.key().equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no rung " + name + "; choose among "
                + Arrays.stream(values()).map(Rung::key).toList()));
    }

    /** The name on the command line and in {@code bench/peers.R}. */
    String key() {
        return name().toLowerCase();
    }

    String title() {
        return title;
    }

    /** Rows and random effects. */
    String size() {
        return size;
    }

    /** How many times as fast as the best peer the rung is to be. */
    String bar() {
        return bar;
    }

    List<Peer> peers() {
        return peers;
    }

    /** The largest heap of our virtual machine. */
    String heap() {
        return rows >= MILLION ? "700m" : "2g";
    }

    /** The data, simulated first if they are not there. */
    Path data() throws IOException {
        if (simulation != null) {
            simulation.writeIfAbsent(rows, file);
        }
        return file;
    }

    ModelSpec spec() {
        boolean normal = distribution.equals(Distributions.NORMAL);
        return new ModelSpec(Formula.parse(formula), distribution, distribution.defaultLink(),
            normal ? Method.REML : Method.LAPLACE, normal, Optional.empty(), Optional.empty(), Set.of(),
            Control.DEFAULT);
    }
}
