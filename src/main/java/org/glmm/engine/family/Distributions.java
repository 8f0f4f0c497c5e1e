package org.glmm.engine.family;

import java.util.List;

import org.glmm.engine.error.ModelException;

/** The response distributions that can be asked for; a new distribution is one class and one line here. */
public final class Distributions {

    public static final Distribution NORMAL = new NormalDistribution();
    public static final Distribution BINOMIAL = new BinomialDistribution();
    public static final Distribution POISSON = new PoissonDistribution();
    public static final Distribution GAMMA = new GammaDistribution();
    public static final Distribution NEGATIVE_BINOMIAL = new NegativeBinomialDistribution();

    private static final List<Distribution> ALL = List.of(NORMAL, BINOMIAL, POISSON, GAMMA, NEGATIVE_BINOMIAL);

    private Distributions() {
    }

    /** All distributions. */
    public static List<Distribution> all() {
        return ALL;
    }

    /**
     * The distribution of a given name.
     *
     * @throws ModelException if there is none
     */
    public static Distribution named(String name) {
        return ALL.stream().filter(d -> d.name().equals(name)).findFirst()
            .orElseThrow(() -> new ModelException("There is no distribution \"" + name + "\"; choose one of "
                + ALL.stream().map(Distribution::name).toList() + "."));
    }
}
