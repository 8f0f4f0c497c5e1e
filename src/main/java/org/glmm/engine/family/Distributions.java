package org.glmm.engine.family;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.glmm.engine.error.ModelException;

/** The response distributions that can be asked for; a new distribution is one class and one line here. */
public final class Distributions {

    public static final Distribution NORMAL = new NormalDistribution();
    public static final Distribution LOGNORMAL = new LognormalDistribution();
    public static final Distribution BINOMIAL = new BinomialDistribution();
    public static final Distribution BETA_BINOMIAL = new BetaBinomialDistribution();
    public static final Distribution POISSON = new PoissonDistribution();
    public static final Distribution NEGATIVE_BINOMIAL = new NegativeBinomialDistribution();
    public static final Distribution LINEAR_NEGATIVE_BINOMIAL = new LinearNegativeBinomialDistribution();
    public static final Distribution GEOMETRIC = new KnownDispersion("geometric", NEGATIVE_BINOMIAL, 1);
    public static final Distribution GAMMA = new GammaDistribution();
    public static final Distribution EXPONENTIAL = new KnownDispersion("exponential", GAMMA, 1);
    public static final Distribution INVERSE_GAUSSIAN = new InverseGaussianDistribution();
    public static final Distribution BETA = new BetaDistribution();

    private static final List<Distribution> ALL = List.of(NORMAL, LOGNORMAL, BINOMIAL, BETA_BINOMIAL, POISSON,
        NEGATIVE_BINOMIAL, LINEAR_NEGATIVE_BINOMIAL, GEOMETRIC, GAMMA, EXPONENTIAL, INVERSE_GAUSSIAN, BETA);

    private Distributions() {
    }

    /** All distributions but {@link #student} and {@link #known}. */
    public static List<Distribution> all() {
        return ALL;
    }

    /**
     * Student's t distribution.
     *
     * @throws ModelException if there is no variance, the degrees of freedom being 2 or less
     */
    public static Distribution student(double degreesOfFreedom) {
        return new StudentDistribution(degreesOfFreedom);
    }

    /**
     * A distribution with its dispersion parameter known.
     *
     * @throws ModelException if there is none, or the value is not positive
     */
    public static Distribution known(Distribution distribution, double dispersion) {
        if (distribution.dispersion() == Dispersion.NONE) {
            throw new ModelException("The " + distribution.name() + " distribution has no dispersion parameter that "
                + "could be given; leave it open.");
        }
        return new KnownDispersion(distribution, dispersion);
    }

    /**
     * The distribution of a given name.
     *
     * @throws ModelException if there is none
     */
    public static Distribution named(String name) {
        OptionalDouble degreesOfFreedom = Parameterised.parameter("t", name);
        if (degreesOfFreedom.isPresent()) {
            return student(degreesOfFreedom.getAsDouble());
        }
        return ALL.stream().flatMap(d -> matching(d, name).stream()).findFirst()
            .orElseThrow(() -> new ModelException("There is no distribution \"" + name + "\"; choose one of "
                + String.join(", ", Stream.concat(ALL.stream().map(Distribution::name), Stream.of("t(df)")).toList())
                + "."));
    }

    private static Optional<Distribution> matching(Distribution distribution, String name) {
        if (distribution.name().equals(name)) {
            return Optional.of(distribution);
        }
        OptionalDouble dispersion = Parameterised.parameter(distribution.name(), name);
        return dispersion.isPresent() ? Optional.of(known(distribution, dispersion.getAsDouble())) : Optional.empty();
    }
}
