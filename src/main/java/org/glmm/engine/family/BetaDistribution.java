package org.glmm.engine.family;

import org.apache.commons.math3.special.Beta;

/**
 * Beta with precision phi (Ferrari and Cribari-Neto 2004, J. Appl. Statist. 31): v(mu, phi) = mu (1 - mu) / (1 + phi).
 */
final class BetaDistribution implements Distribution {

    @Override
    public String name() {
        return "beta";
    }

    @Override
    public Link defaultLink() {
        return Links.LOGIT;
    }

    @Override
    public MeanRange means() {
        return MeanRange.UNIT;
    }

    @Override
    public Dispersion dispersion() {
        return Dispersion.SHAPE;
    }

    @Override
    public double variance(double mu, double phi, double size) {
        return mu * (1 - mu) / (1 + phi);
    }

    @Override
    public double varianceSlope(double mu, double phi, double size) {
        return -mu * (1 - mu) / ((1 + phi) * (1 + phi));
    }

    @Override
    public double deviance(double y, double mu, double phi, double size) {
        return (1 + phi) * Distributions.BINOMIAL.deviance(y, mu, 1, 1);
    }

    @Override
    public double startingMean(double y, double size) {
        return y;
    }

    @Override
    public boolean isObservation(double y) {
        return y > 0 && y < 1;
    }

    @Override
    public String observations() {
        return "a number between 0 and 1, both excluded";
    }

    @Override
    public String remedy(double y) {
        return y == 0 || y == 1 ? "Proportions of exactly 0 or 1 have no beta density; if they are events among trials "
            + "use the binomial or beta-binomial distribution, otherwise move all values inwards, such as to "
            + "(y (n - 1) + 0.5) / n with n the number of rows." : "";
    }

    @Override
    public double cumulative(double y, double mu, double phi, double size) {
        return y <= 0 ? 0 : y >= 1 ? 1 : Beta.regularizedBeta(y, mu * phi, (1 - mu) * phi);
    }

    @Override
    public LogDensity density(Link link) {
        return new Density(link);
    }

    /**
     * With a = mu phi and b = (1 - mu) phi,
     *
     * <pre>
     * log f = log Gamma(phi) - log Gamma(a) - log Gamma(b) + (a - 1) log y + (b - 1) log(1 - y)
     * </pre>
     *
     * where log Gamma(a) is log Gamma(1 + a) - log a, so that means near 0 or 1 do no harm.
     */
    private static final class Density extends LogDensity {

        private final Link link;
        private final double[] mean = new double[4];
        private final double[] log = new double[4];
        private final double[] a = new double[4];
        private final double[] b = new double[4];
        private final double[] total = new double[4];
        private double phi;

        Density(Link link) {
            this.link = link;
        }

        @Override
        public void disperse(double dispersion) {
            if (dispersion != phi) {
                phi = dispersion;
                LogGamma.derivatives(phi, total);
            }
        }

        /** Takes mu and log Gamma of 1 + a and 1 + b at eta; false if the mean is out of range. */
        private boolean prepare(double eta) {
            link.derivatives(eta, mean);
            double complement = link.complement(eta);
            if (!(mean[0] >= 0 && complement >= 0)) {
                return false;
            }
            LogGamma.derivatives(1 + mean[0] * phi, a);
            LogGamma.derivatives(1 + complement * phi, b);
            return true;
        }

        @Override
        public void differentiate(double y, double size, double eta, double[] result) {
            if (!prepare(eta)) {
                result[0] = Double.NaN;
                return;
            }
            double logY = Math.log(y);
            double logRest = Math.log1p(-y);
            double value = phi * (mean[0] * logY + link.complement(eta) * logRest) - a[0] - b[0];
            Chain.derivatives(value, phi * (b[1] - a[1] + logY - logRest), -phi * phi * (a[2] + b[2]),
                phi * phi * phi * (b[3] - a[3]), mean, result);
            link.logMean(eta, log);
            add(result);
            link.logComplement(eta, log);
            add(result);
        }

        private void add(double[] result) {
            for (int i = 0; i <= 3; i++) {
                result[i] += log[i];
            }
        }

        @Override
        public double constant(double y, double size) {
            return total[0] + 2 * Math.log(phi) - Math.log(y) - Math.log1p(-y);
        }

        @Override
        public void differentiateDispersion(double y, double size, double eta, double[] result) {
            prepare(eta);
            double logY = Math.log(y);
            double logRest = Math.log1p(-y);
            double first = mean[0] * phi;
            double second = link.complement(eta) * phi;
            Chain.derivatives(2 + phi * total[1] + first * (logY - a[1]) + second * (logRest - b[1]),
                phi * (logY - a[1] - first * a[2] - logRest + b[1] + second * b[2]),
                -phi * phi * (2 * a[2] + first * a[3] + 2 * b[2] + second * b[3]), mean, result);
        }
    }
}
