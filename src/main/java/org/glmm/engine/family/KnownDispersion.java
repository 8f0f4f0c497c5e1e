package org.glmm.engine.family;

import org.glmm.engine.error.ModelException;

/**
 * A distribution whose dispersion parameter is known: exponential, geometric, or a negative binomial with given theta.
 *
 * @param name its name; without one of its own "nb2(6)"
 * @param distribution the distribution with the parameter open
 * @param value the parameter
 */
record KnownDispersion(String name, Distribution distribution, double value) implements Distribution {

    KnownDispersion {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new ModelException("The dispersion parameter of the " + distribution.name() + " distribution is "
                + value + "; it must be a positive number.");
        }
    }

    KnownDispersion(Distribution distribution, double value) {
        this(distribution.name() + "(" + Parameterised.text(value) + ")", distribution, value);
    }

    @Override
    public Link defaultLink() {
        return distribution.defaultLink();
    }

    @Override
    public MeanRange means() {
        return distribution.means();
    }

    @Override
    public Dispersion dispersion() {
        return Dispersion.NONE;
    }

    private double scale() {
        return distribution.hasScale() ? value : 1;
    }

    @Override
    public double variance(double mu, double shape, double size) {
        return scale() * distribution.variance(mu, value, size);
    }

    @Override
    public double deviance(double y, double mu, double shape, double size) {
        return distribution.deviance(y, mu, value, size) / scale();
    }

    @Override
    public double startingMean(double y, double size) {
        return distribution.startingMean(y, size);
    }

    @Override
    public double transform(double observation) {
        return distribution.transform(observation);
    }

    @Override
    public double logJacobian(double y) {
        return distribution.logJacobian(y);
    }

    @Override
    public Link observationLink(Link link, double dispersion) {
        return distribution.observationLink(link, value);
    }

    @Override
    public boolean takesTrials() {
        return distribution.takesTrials();
    }

    @Override
    public boolean isObservation(double y) {
        return distribution.isObservation(y);
    }

    @Override
    public String observations() {
        return distribution.observations();
    }

    @Override
    public String remedy(double y) {
        return distribution.remedy(y);
    }

    @Override
    public double observation(double y) {
        return distribution.observation(y);
    }

    @Override
    public double cumulative(double y, double mu, double dispersion, double size) {
        return distribution.cumulative(y, mu, value, size);
    }

    @Override
    public double successor(double y, double mu, double dispersion, double size) {
        return distribution.successor(y, mu, value, size);
    }

    @Override
    public double spacing(double size) {
        return distribution.spacing(size);
    }

    @Override
    public LogDensity density(Link link) {
        LogDensity density = distribution.density(link);
        density.disperse(value);
        return new Undispersed(density);
    }

    /** The log-density with the parameter given once and for all. */
    private static final class Undispersed extends LogDensity {

        private final LogDensity density;

        Undispersed(LogDensity density) {
            this.density = density;
        }

        @Override
        public void disperse(double dispersion) {
        }

        @Override
        public void differentiate(double y, double size, double eta, double[] result) {
            density.differentiate(y, size, eta, result);
        }

        @Override
        public double constant(double y, double size) {
            return density.constant(y, size);
        }

        @Override
        public void differentiateDispersion(double y, double size, double eta, double[] result) {
            result[0] = 0;
            result[1] = 0;
            result[2] = 0;
        }
    }
}
