package org.glmm.engine.family;

import org.apache.commons.math3.special.Gamma;

/** Poisson counts: v(mu) = mu. */
final class PoissonDistribution implements Distribution {

    @Override
    public String name() {
        return "poisson";
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
        return Dispersion.NONE;
    }

    @Override
    public double variance(double mu, double shape, double size) {
        return mu;
    }

    @Override
    public double deviance(double y, double mu, double shape, double size) {
        return 2 * (y == 0 ? mu : y * Math.log(y / mu) - (y - mu));
    }

    @Override
    public double startingMean(double y, double size) {
        return y + 0.1;
    }

    @Override
    public boolean isObservation(double y) {
        return Counts.isCount(y);
    }

    @Override
    public String observations() {
        return Counts.DESCRIPTION;
    }

    @Override
    public double cumulative(double y, double mu, double dispersion, double size) {
        return y < 0 ? 0 : y < 1 || mu == 0 ? Math.exp(-mu) : Gamma.regularizedGammaQ(Math.floor(y) + 1, mu);
    }

    @Override
    public double successor(double y, double mu, double dispersion, double size) {
        return mu / (y + 1);
    }

    @Override
    public double spacing(double size) {
        return 1;
    }

    @Override
    public LogDensity density(Link link) {
        return link == Links.LOG ? new Canonical() : new General(link);
    }

    private abstract static class Density extends ExponentialDensity {

        @Override
        double constant(double y, double size, double phi) {
            return -Counts.logFactorial(y);
        }
    }

    /** k = y eta - e^eta. */
    private static final class Canonical extends Density {

        @Override
        void kernel(double y, double eta, double[] result) {
            double mu = Math.exp(eta);
            result[0] = y * eta - mu;
            result[1] = y - mu;
            result[2] = -mu;
            result[3] = -mu;
        }
    }

    /** k = y log mu - mu. */
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
            if (!(mu >= 0)) {
                result[0] = Double.NaN;
                return;
            }
            double ratio = y == 0 ? 0 : y / mu;
            double second = y == 0 ? 0 : -ratio / mu;
            double third = y == 0 ? 0 : -2 * second / mu;
            Chain.derivatives((y == 0 ? 0 : y * Math.log(mu)) - mu, ratio - 1, second, third, mean, result);
        }
    }
}
