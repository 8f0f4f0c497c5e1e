package org.glmm.engine.family;

/** Normal with constant variance: v(mu) = 1. */
class NormalDistribution implements Distribution {

    private static final org.apache.commons.math3.distribution.NormalDistribution STANDARD =
        new org.apache.commons.math3.distribution.NormalDistribution(null, 0, 1);

    @Override
    public String name() {
        return "normal";
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
        return 1;
    }

    @Override
    public double deviance(double y, double mu, double shape, double size) {
        return (y - mu) * (y - mu);
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
        return ScaledErrorFunction.normal((y - mu) / Math.sqrt(phi));
    }

    @Override
    public double quantile(double probability, double mu, double phi, double size) {
        return mu + Math.sqrt(phi) * STANDARD.inverseCumulativeProbability(probability);
    }

    @Override
    public boolean isNormal() {
        return true;
    }

    @Override
    public LogDensity density(Link link) {
        return new Density(link);
    }

    private final class Density extends ExponentialDensity {

        private final Link link;
        private final double[] mean = new double[4];

        Density(Link link) {
            this.link = link;
        }

        @Override
        void kernel(double y, double eta, double[] result) {
            link.derivatives(eta, mean);
            double residual = y - mean[0];
            result[0] = -0.5 * residual * residual;
            result[1] = residual * mean[1];
            result[2] = residual * mean[2] - mean[1] * mean[1];
            result[3] = residual * mean[3] - 3 * mean[1] * mean[2];
        }

        @Override
        double constant(double y, double size, double phi) {
            return logJacobian(y) - 0.5 * Math.log(2 * Math.PI * phi);
        }

        @Override
        double constantSlope(double y, double phi) {
            return -0.5;
        }
    }
}
