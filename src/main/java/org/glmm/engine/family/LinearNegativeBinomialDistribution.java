package org.glmm.engine.family;

import org.apache.commons.math3.special.Beta;

/** Negative binomial counts with linear variance (NB1): v(mu, phi) = mu (1 + phi). */
final class LinearNegativeBinomialDistribution implements Distribution {

    @Override
    public String name() {
        return "nb1";
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
        return Dispersion.SHAPE;
    }

    @Override
    public String limit(double phi) {
        return phi < 1 / Counts.POISSON_LIMIT ? Counts.NO_OVERDISPERSION : "";
    }

    @Override
    public double variance(double mu, double phi, double size) {
        return mu * (1 + phi);
    }

    @Override
    public double varianceSlope(double mu, double phi, double size) {
        return mu;
    }

    @Override
    public double deviance(double y, double mu, double phi, double size) {
        return Distributions.POISSON.deviance(y, mu, 1, size) / (1 + phi);
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
    public double cumulative(double y, double mu, double phi, double size) {
        return y < 0 ? 0 : y < 1 || mu == 0 ? Math.exp(-mu / phi * Math.log1p(phi))
            : Beta.regularizedBeta(1 / (1 + phi), mu / phi, Math.floor(y) + 1);
    }

    @Override
    public double successor(double y, double mu, double phi, double size) {
        return (y + mu / phi) / (y + 1) * (phi / (1 + phi));
    }

    @Override
    public double spacing(double size) {
        return 1;
    }

    @Override
    public LogDensity density(Link link) {
        return new Density(link);
    }

    /**
     * With s = mu / phi,
     *
     * <pre>
     * log f = log Gamma(y + s) - log Gamma(s) - s log(1 + phi) + y log(phi / (1 + phi)) - log y!
     * </pre>
     *
     * where for y > 0 the first difference is log s + log Gamma(y + s) - log Gamma(1 + s), so that tiny means do no
     * harm.
     */
    private static final class Density extends LogDensity {

        private final Link link;
        private final double[] mean = new double[4];
        private final double[] log = new double[4];
        private final double[] gamma = new double[4];
        private final double[] work = new double[4];
        private double phi;
        private double logOne;
        private double logRatio;

        Density(Link link) {
            this.link = link;
        }

        @Override
        public void disperse(double dispersion) {
            if (dispersion != phi) {
                phi = dispersion;
                logOne = Math.log1p(phi);
                logRatio = Math.log(phi) - logOne;
            }
        }

        @Override
        public void differentiate(double y, double size, double eta, double[] result) {
            link.derivatives(eta, mean);
            double s = mean[0] / phi;
            if (!(s >= 0)) {
                result[0] = Double.NaN;
                return;
            }
            if (y == 0) {
                Chain.derivatives(-s * logOne, -logOne / phi, 0, 0, mean, result);
                return;
            }
            LogGamma.differences(1 + s, y - 1, work, gamma);
            Chain.derivatives(gamma[0] - s * logOne, (gamma[1] - logOne) / phi, gamma[2] / (phi * phi),
                gamma[3] / (phi * phi * phi), mean, result);
            link.logMean(eta, log);
            for (int i = 0; i <= 3; i++) {
                result[i] += log[i];
            }
        }

        @Override
        public double constant(double y, double size) {
            return y == 0 ? 0 : y * logRatio - Math.log(phi) - Counts.logFactorial(y);
        }

        @Override
        public void differentiateDispersion(double y, double size, double eta, double[] result) {
            link.derivatives(eta, mean);
            double s = mean[0] / phi;
            double slope = logOne - phi / (1 + phi);
            if (y == 0) {
                Chain.derivatives(s * slope, slope / phi, 0, mean, result);
                return;
            }
            LogGamma.differences(1 + s, y - 1, work, gamma);
            Chain.derivatives(s * (slope - gamma[1]) - 1 + y / (1 + phi), (slope - gamma[1] - s * gamma[2]) / phi,
                -(2 * gamma[2] + s * gamma[3]) / (phi * phi), mean, result);
        }
    }
}
