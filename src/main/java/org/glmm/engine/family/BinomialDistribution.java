package org.glmm.engine.family;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/** Binomial proportion y of events among n trials, the size: v(mu) = mu (1 - mu) / n. */
final class BinomialDistribution implements Distribution {

    /** Proportions are not exact multiples of one over the number of trials. */
    private static final double ROUNDING = 1e-7;

    @Override
    public String name() {
        return "binomial";
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
        return Dispersion.NONE;
    }

    @Override
    public double variance(double mu, double shape, double size) {
        return mu * (1 - mu) / size;
    }

    @Override
    public double deviance(double y, double mu, double shape, double size) {
        double events = y == 0 ? 0 : y * Math.log(y / mu);
        double failures = y == 1 ? 0 : (1 - y) * Math.log((1 - y) / (1 - mu));
        return 2 * size * (events + failures);
    }

    @Override
    public double startingMean(double y, double size) {
        return (size * y + 0.5) / (size + 1);
    }

    @Override
    public boolean takesTrials() {
        return true;
    }

    @Override
    public boolean isObservation(double y) {
        return y >= 0 && y <= 1;
    }

    @Override
    public String observations() {
        return "a proportion between 0 and 1";
    }

    @Override
    public double cumulative(double y, double mu, double dispersion, double size) {
        double events = Math.floor(y * size + ROUNDING);
        if (events < 0 || events >= size) {
            return events < 0 ? 0 : 1;
        }
        return events == 0 ? size == 1 ? 1 - mu : Math.exp(size * Math.log1p(-mu))
            : Beta.regularizedBeta(1 - mu, size - events, events + 1);
    }

    @Override
    public double successor(double y, double mu, double dispersion, double size) {
        double events = Math.rint(y * size);
        return (size - events) / (events + 1) * (mu / (1 - mu));
    }

    @Override
    public double spacing(double size) {
        return 1 / size;
    }

    @Override
    public LogDensity density(Link link) {
        return link == Links.LOGIT ? new Canonical() : new General(link);
    }

    private abstract static class Density extends ExponentialDensity {

        @Override
        double constant(double y, double size, double phi) {
            return size == 1 && (y == 0 || y == 1) ? 0
                : Gamma.logGamma(size + 1) - Gamma.logGamma(size * y + 1) - Gamma.logGamma(size * (1 - y) + 1);
        }
    }

    /** k = y eta - log(1 + e^eta). */
    private static final class Canonical extends Density {

        @Override
        void kernel(double y, double eta, double[] result) {
            double e = Math.exp(-Math.abs(eta));
            double larger = 1 / (1 + e);
            double smaller = e * larger;
            double variance = larger * smaller;
            if (eta >= 0) {
                result[0] = (y - 1) * eta - Log1p.of(e);
                result[1] = y - 1 + smaller;
                result[3] = variance * (larger - smaller);
            } else {
                result[0] = y * eta - Log1p.of(e);
                result[1] = y - smaller;
                result[3] = variance * (smaller - larger);
            }
            result[2] = -variance;
        }
    }

    /** k = y log mu + (1 - y) log(1 - mu). */
    private static final class General extends Density {

        private final Link link;
        private final boolean bounded;
        private final double[] part = new double[4];

        General(Link link) {
            this.link = link;
            this.bounded = link.means() == MeanRange.UNIT;
        }

        @Override
        void kernel(double y, double eta, double[] result) {
            if (!bounded && !MeanRange.UNIT.contains(link.inverse(eta))) {
                result[0] = Double.NaN;
                return;
            }
            result[0] = 0;
            result[1] = 0;
            result[2] = 0;
            result[3] = 0;
            if (y > 0) {
                link.logMean(eta, part);
                add(y, result);
            }
            if (y < 1) {
                link.logComplement(eta, part);
                add(1 - y, result);
            }
        }

        private void add(double factor, double[] result) {
            for (int i = 0; i <= 3; i++) {
                result[i] += factor * part[i];
            }
        }
    }
}
