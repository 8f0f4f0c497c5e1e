package org.glmm.engine.family;

import org.apache.commons.math3.distribution.TDistribution;
import org.glmm.engine.error.ModelException;

/**
 * Student's t with known degrees of freedom nu above 2, location mu and squared scale phi: v(mu) = nu / (nu - 2).
 *
 * @param degreesOfFreedom nu
 */
record StudentDistribution(double degreesOfFreedom) implements Distribution {

    StudentDistribution {
        if (!(degreesOfFreedom > 2 && degreesOfFreedom < Double.POSITIVE_INFINITY)) {
            throw new ModelException("The t distribution has " + Parameterised.text(degreesOfFreedom)
                + " degrees of freedom; they must be above 2, so that there is a variance.");
        }
    }

    @Override
    public String name() {
        return "t(" + Parameterised.text(degreesOfFreedom) + ")";
    }

    @Override
    public Link defaultLink() {
        return Links.IDENTITY;
    }

    @Override
    public MeanRange means() {
        return MeanRange.REAL;
    }

    @Override
    public Dispersion dispersion() {
        return Dispersion.SCALE;
    }

    @Override
    public double variance(double mu, double shape, double size) {
        return degreesOfFreedom / (degreesOfFreedom - 2);
    }

    @Override
    public double deviance(double y, double mu, double shape, double size) {
        return (y - mu) * (y - mu) / variance(mu, shape, size);
    }

    @Override
    public double startingMean(double y, double size) {
        return y;
    }

    @Override
    public boolean isObservation(double y) {
        return Double.isFinite(y);
    }

    @Override
    public String observations() {
        return "a finite number";
    }

    @Override
    public double cumulative(double y, double mu, double phi, double size) {
        return new TDistribution(null, degreesOfFreedom).cumulativeProbability((y - mu) / Math.sqrt(phi));
    }

    @Override
    public boolean isQuasi() {
        return false;
    }

    @Override
    public LogDensity density(Link link) {
        return new Density(degreesOfFreedom, link);
    }

    /** log f = -(nu + 1) / 2 log(1 + (y - mu)^2 / (nu phi)) - log B(nu / 2, 1 / 2) - log(nu phi) / 2. */
    private static final class Density extends LogDensity {

        private final double nu;
        private final double normalisation;
        private final Link link;
        private final double[] mean = new double[4];
        private double phi;

        Density(double nu, Link link) {
            double[] upper = new double[4];
            double[] lower = new double[4];
            LogGamma.derivatives((nu + 1) / 2, upper);
            LogGamma.derivatives(nu / 2, lower);
            this.nu = nu;
            this.normalisation = upper[0] - lower[0] - 0.5 * Math.log(Math.PI * nu);
            this.link = link;
        }

        @Override
        public void disperse(double dispersion) {
            phi = dispersion;
        }

        @Override
        public void differentiate(double y, double size, double eta, double[] result) {
            link.derivatives(eta, mean);
            double r = y - mean[0];
            double c = nu * phi;
            double square = r * r;
            double sum = 1 / (c + square);
            double factor = (nu + 1) * sum;
            Chain.derivatives(-0.5 * (nu + 1) * Math.log1p(square / c), factor * r, factor * (square - c) * sum,
                2 * factor * r * (square - 3 * c) * sum * sum, mean, result);
        }

        @Override
        public double constant(double y, double size) {
            return normalisation - 0.5 * Math.log(phi);
        }

        @Override
        public void differentiateDispersion(double y, double size, double eta, double[] result) {
            link.derivatives(eta, mean);
            double r = y - mean[0];
            double c = nu * phi;
            double square = r * r;
            double sum = 1 / (c + square);
            double factor = (nu + 1) * sum;
            Chain.derivatives(0.5 * (factor * square - 1), -factor * r * c * sum,
                -factor * c * (3 * square - c) * sum * sum, mean, result);
        }
    }
}
