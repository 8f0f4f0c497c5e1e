package org.glmm.engine.family;

import org.apache.commons.math3.special.Erf;

/** Inverse Gaussian: v(mu) = mu^3. */
final class InverseGaussianDistribution implements Distribution {

    @Override
    public String name() {
        return "inverse gaussian";
    }

    @Override
    public Link defaultLink() {
        return Links.LOG;
    }

    @Override
    public MeanRange means() {
        return MeanRange.POSITIVE;
    }

    @Override
    public Dispersion dispersion() {
        return Dispersion.SCALE;
    }

    @Override
    public double variance(double mu, double shape, double size) {
        return mu * mu * mu;
    }

    @Override
    public double deviance(double y, double mu, double shape, double size) {
        double relative = (y - mu) / mu;
        return mu > 0 ? relative * relative / y : Double.POSITIVE_INFINITY;
    }

    @Override
    public double startingMean(double y, double size) {
        return y;
    }

    @Override
    public boolean isObservation(double y) {
        return Positive.contains(y);
    }

    @Override
    public String observations() {
        return Positive.DESCRIPTION;
    }

    @Override
    public String remedy(double y) {
        return Positive.remedy(y);
    }

    @Override
    public double cumulative(double y, double mu, double phi, double size) {
        if (!(y > 0)) {
            return 0;
        }
        double root = Math.sqrt(1 / (2 * phi * y));
        double below = root * (1 - y / mu);
        double above = root * (1 + y / mu);
        return 0.5 * (Erf.erfc(below) + Math.exp(-below * below) * ScaledErrorFunction.of(above));
    }

    @Override
    public LogDensity density(Link link) {
        return new Density(link);
    }

    /** k = -(y - mu)^2 / (2 y mu^2), c = -log(2 pi phi y^3) / 2. */
    private static final class Density extends ExponentialDensity {

        private final Link link;
        private final double[] mean = new double[4];

        Density(Link link) {
            this.link = link;
        }

        @Override
        void kernel(double y, double eta, double[] result) {
            link.derivatives(eta, mean);
            double mu = mean[0];
            if (!(mu > 0)) {
                result[0] = Double.NaN;
                return;
            }
            double relative = (y - mu) / mu;
            double square = 1 / (mu * mu);
            Chain.derivatives(-0.5 * relative * relative / y, relative * square, (2 - 3 * y / mu) * square / mu,
                (12 * y / mu - 6) * square * square, mean, result);
        }

        @Override
        double constant(double y, double size, double phi) {
            return -0.5 * Math.log(2 * Math.PI * phi) - 1.5 * Math.log(y);
        }

        @Override
        double constantSlope(double y, double phi) {
            return -0.5;
        }
    }
}
