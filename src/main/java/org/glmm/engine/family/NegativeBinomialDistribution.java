package org.glmm.engine.family;

import org.apache.commons.math3.special.Beta;

/** Negative binomial counts with quadratic variance (NB2): v(mu, theta) = mu + mu^2 / theta. */
final class NegativeBinomialDistribution implements Distribution {

    private static final int TABLE = 256;

    @Override
    public String name() {
        return "nb2";
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
    public String limit(double theta) {
        return theta > Counts.POISSON_LIMIT ? Counts.NO_OVERDISPERSION : "";
    }

    @Override
    public double variance(double mu, double theta, double size) {
        return mu * (1 + mu / theta);
    }

    @Override
    public double varianceSlope(double mu, double theta, double size) {
        return -mu * mu / (theta * theta);
    }

    @Override
    public double deviance(double y, double mu, double theta, double size) {
        double tail = (y + theta) * Math.log1p((mu - y) / (y + theta));
        return 2 * (y == 0 ? tail : y * Math.log(y / mu) + tail);
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
    public double cumulative(double y, double mu, double theta, double size) {
        return y < 0 ? 0 : y < 1 ? Math.exp(-theta * Math.log1p(mu / theta))
            : Beta.regularizedBeta(theta / (theta + mu), theta, Math.floor(y) + 1);
    }

    @Override
    public double successor(double y, double mu, double theta, double size) {
        return (y + theta) / (y + 1) * (mu / (mu + theta));
    }

    @Override
    public double spacing(double size) {
        return 1;
    }

    @Override
    public LogDensity density(Link link) {
        return link == Links.LOG ? new Multiplicative() : new General(link);
    }

    /**
     * log f = y log mu - (y + theta) log(1 + mu / theta) + sum over j &lt; y of log(1 + j / theta) - log y!, which
     * tends to the Poisson log-density as theta grows.
     */
    private abstract static class Density extends LogDensity {

        private final double[] gamma = new double[4];
        private final double[] work = new double[4];
        /** The sum over j &lt; y, and that of j / (theta + j), for small y; {@code known} values. */
        private final double[] logs = new double[TABLE];
        private final double[] ratios = new double[TABLE];
        private int known = 1;
        double theta;
        double logTheta;

        @Override
        public final void disperse(double dispersion) {
            if (dispersion != theta) {
                theta = dispersion;
                logTheta = Math.log(theta);
                known = 1;
            }
        }

        private void tabulate(int y) {
            for (; known <= y; known++) {
                int j = known - 1;
                logs[known] = logs[j] + Math.log1p(j / theta);
                ratios[known] = ratios[j] + j / (theta + j);
            }
        }

        @Override
        public final double constant(double y, double size) {
            double sum;
            if (y < TABLE) {
                tabulate((int) y);
                sum = logs[(int) y];
            } else {
                LogGamma.differences(theta, y, work, gamma);
                sum = gamma[0] - y * logTheta;
            }
            return sum - Counts.logFactorial(y);
        }

        /** The derivative of {@link #constant} with respect to log theta. */
        final double constantSlope(double y) {
            if (y < TABLE) {
                tabulate((int) y);
                return -ratios[(int) y];
            }
            LogGamma.differences(theta, y, work, gamma);
            return theta * gamma[1] - y;
        }
    }

    /** The log link: with p = mu / (theta + mu) = logistic(eta - log theta), dlog f/deta = y (1 - p) - theta p. */
    private static final class Multiplicative extends Density {

        @Override
        public void differentiate(double y, double size, double eta, double[] result) {
            double t = eta - logTheta;
            double e = Math.exp(-Math.abs(t));
            double larger = 1 / (1 + e);
            double p = t >= 0 ? larger : e * larger;
            double q = t >= 0 ? e * larger : larger;
            double information = (y + theta) * p * q;
            result[0] = y * eta - (y + theta) * (Math.max(t, 0) + Log1p.of(e));
            result[1] = y * q - theta * p;
            result[2] = -information;
            result[3] = -information * (q - p);
        }

        @Override
        public void differentiateDispersion(double y, double size, double eta, double[] result) {
            double t = eta - logTheta;
            double e = Math.exp(-Math.abs(t));
            double larger = 1 / (1 + e);
            double p = t >= 0 ? larger : e * larger;
            double q = t >= 0 ? e * larger : larger;
            result[0] = (y + theta) * p - theta * (Math.max(t, 0) + Log1p.of(e)) + constantSlope(y);
            result[1] = p * (y * q - theta * p);
            result[2] = p * q * ((y + theta) * (q - p) - theta);
        }
    }

    private static final class General extends Density {

        private final Link link;
        private final double[] mean = new double[4];

        General(Link link) {
            this.link = link;
        }

        @Override
        public void differentiate(double y, double size, double eta, double[] result) {
            link.derivatives(eta, mean);
            double mu = mean[0];
            double sum = theta + mu;
            if (!(mu >= 0)) {
                result[0] = Double.NaN;
                return;
            }
            double second = y == 0 ? 0 : -y / (mu * mu);
            double third = y == 0 ? 0 : -2 * second / mu;
            double total = y + theta;
            Chain.derivatives((y == 0 ? 0 : y * Math.log(mu)) - total * Math.log1p(mu / theta),
                y == 0 ? -theta / sum : theta * (y - mu) / (mu * sum), second + total / (sum * sum),
                third - 2 * total / (sum * sum * sum), mean, result);
        }

        @Override
        public void differentiateDispersion(double y, double size, double eta, double[] result) {
            link.derivatives(eta, mean);
            double mu = mean[0];
            double sum = theta + mu;
            Chain.derivatives((y + theta) * mu / sum - theta * Math.log1p(mu / theta) + constantSlope(y),
                theta * (y - mu) / (sum * sum), -theta * (sum + 2 * (y - mu)) / (sum * sum * sum), mean, result);
        }
    }
}
