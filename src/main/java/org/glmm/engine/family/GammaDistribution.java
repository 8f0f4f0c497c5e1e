package org.glmm.engine.family;

import org.apache.commons.math3.special.Gamma;

/** Gamma with shape 1 / phi: v(mu) = mu^2. */
final class GammaDistribution implements Distribution {

    @Override
    public String name() {
        return "gamma";
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
        return mu * mu;
    }

    @Override
    public double deviance(double y, double mu, double shape, double size) {
        return mu > 0 ? 2 * ((y - mu) / mu - Math.log(y / mu)) : Double.POSITIVE_INFINITY;
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
        return y <= 0 ? 0 : Gamma.regularizedGammaP(1 / phi, y / (phi * mu));
    }

    @Override
    public LogDensity density(Link link) {
        return link == Links.LOG ? new Multiplicative() : new General(link);
    }

    /** c = log(nu) nu + (nu - 1) log y - log Gamma(nu), nu = 1 / phi. */
    private abstract static class Density extends ExponentialDensity {

        private final double[] gamma = new double[4];
        private double last = Double.NaN;

        @Override
        double constant(double y, double size, double phi) {
            prepare(phi);
            double shape = 1 / phi;
            return shape * Math.log(shape) + (shape - 1) * Math.log(y) - gamma[0];
        }

        @Override
        double constantSlope(double y, double phi) {
            prepare(phi);
            double shape = 1 / phi;
            return -shape * (Math.log(shape) + 1 + Math.log(y) - gamma[1]);
        }

        private void prepare(double phi) {
            if (phi != last) {
                LogGamma.derivatives(1 / phi, gamma);
                last = phi;
            }
        }
    }

    /** With the log link: k = -y e^-eta - eta. */
    private static final class Multiplicative extends Density {

        @Override
        void kernel(double y, double eta, double[] result) {
            double ratio = y * Math.exp(-eta);
            result[0] = -ratio - eta;
            result[1] = ratio - 1;
            result[2] = -ratio;
            result[3] = ratio;
        }
    }

    /** k = -y / mu - log mu. */
    private static final class General extends Density {

        private final Link link;
        private final double[] mean = new double[4];

        General(Link link) {
            this.link = link;
        }

        @Override
        void kernel(double y, double eta, double[] result) {
            link.derivatives(eta, mean);
            double mu = mean[0];
            double ratio = y / mu;
            Chain.derivatives(-ratio - Math.log(mu), (ratio - 1) / mu, (1 - 2 * ratio) / (mu * mu),
                (6 * ratio - 2) / (mu * mu * mu), mean, result);
        }
    }
}
