package org.glmm.engine.family;

/**
 * Beta-binomial proportion y of events among n trials, the size, with precision phi:
 * v(mu, phi) = mu (1 - mu) / n (1 + (n - 1) / (1 + phi)).
 */
final class BetaBinomialDistribution implements Distribution {

    /** Above this precision the distribution is a binomial one. */
    private static final double BINOMIAL_LIMIT = 1e5;
    /** Proportions are not exact multiples of one over the number of trials. */
    private static final double ROUNDING = 1e-7;

    @Override
    public String name() {
        return "beta-binomial";
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
    public String limit(double phi) {
        return phi > BINOMIAL_LIMIT ? "there is no over-dispersion; choose the binomial distribution" : "";
    }

    @Override
    public double variance(double mu, double phi, double size) {
        return mu * (1 - mu) / size * (1 + (size - 1) / (1 + phi));
    }

    @Override
    public double varianceSlope(double mu, double phi, double size) {
        return -mu * (1 - mu) * (size - 1) / (size * (1 + phi) * (1 + phi));
    }

    @Override
    public double deviance(double y, double mu, double phi, double size) {
        return Distributions.BINOMIAL.deviance(y, mu, 1, size) / (1 + (size - 1) / (1 + phi));
    }

    @Override
    public double startingMean(double y, double size) {
        return Distributions.BINOMIAL.startingMean(y, size);
    }

    @Override
    public boolean takesTrials() {
        return true;
    }

    @Override
    public boolean isObservation(double y) {
        return y == 0 || y == 1;
    }

    @Override
    public String observations() {
        return "events among trials, or 0 and 1";
    }

    /** The sum of the probabilities, over the shorter tail. */
    @Override
    public double cumulative(double y, double mu, double phi, double size) {
        double events = Math.floor(y * size + ROUNDING);
        if (events < 0 || events >= size) {
            return events < 0 ? 0 : 1;
        }
        boolean lower = 2 * events <= size;
        double sum = 0;
        for (double k = lower ? 0 : events + 1; k <= (lower ? events : size); k++) {
            sum += Math.exp(LogGamma.binomialCoefficient(size, k) + LogGamma.difference(mu * phi, k)
                + LogGamma.difference((1 - mu) * phi, size - k) - LogGamma.difference(phi, size));
        }
        return lower ? sum : 1 - sum;
    }

    @Override
    public double successor(double y, double mu, double phi, double size) {
        double events = Math.rint(y * size);
        return (size - events) / (events + 1) * (events + mu * phi) / (size - events - 1 + (1 - mu) * phi);
    }

    @Override
    public double spacing(double size) {
        return 1 / size;
    }

    @Override
    public LogDensity density(Link link) {
        return new Density(link);
    }

    /**
     * With k = n y events, a = mu phi and b = (1 - mu) phi,
     *
     * <pre>
     * log f = log C(n, k) + L(a, k) + L(b, n - k) - L(phi, n),   L(x, m) = log Gamma(x + m) - log Gamma(x)
     * </pre>
     *
     * where L(x, m) is log x + L(x + 1, m - 1) for m > 0, so that means near 0 or 1 do no harm.
     */
    private static final class Density extends LogDensity {

        private final Link link;
        private final double[] mean = new double[4];
        private final double[] log = new double[4];
        private final double[] a = new double[4];
        private final double[] b = new double[4];
        private final double[] total = new double[4];
        private final double[] work = new double[4];
        private double phi;

        Density(Link link) {
            this.link = link;
        }

        @Override
        public void disperse(double dispersion) {
            phi = dispersion;
        }

        /** Takes mu, L(a + 1, k - 1) and L(b + 1, n - k - 1); false if the mean is out of range. */
        private boolean prepare(double events, double failures, double eta) {
            link.derivatives(eta, mean);
            double complement = link.complement(eta);
            if (!(mean[0] >= 0 && complement >= 0)) {
                return false;
            }
            LogGamma.differences(1 + mean[0] * phi, Math.max(events - 1, 0), work, a);
            LogGamma.differences(1 + complement * phi, Math.max(failures - 1, 0), work, b);
            return true;
        }

        @Override
        public void differentiate(double y, double size, double eta, double[] result) {
            double events = Math.rint(y * size);
            double failures = size - events;
            if (!prepare(events, failures, eta)) {
                result[0] = Double.NaN;
                return;
            }
            Chain.derivatives(a[0] + b[0], phi * (a[1] - b[1]), phi * phi * (a[2] + b[2]),
                phi * phi * phi * (a[3] - b[3]), mean, result);
            if (events > 0) {
                link.logMean(eta, log);
                add(result);
            }
            if (failures > 0) {
                link.logComplement(eta, log);
                add(result);
            }
        }

        private void add(double[] result) {
            for (int i = 0; i <= 3; i++) {
                result[i] += log[i];
            }
        }

        @Override
        public double constant(double y, double size) {
            double events = Math.rint(y * size);
            LogGamma.differences(phi, size, work, total);
            return LogGamma.binomialCoefficient(size, events) - total[0]
                + ((events > 0 ? 1 : 0) + (events < size ? 1 : 0)) * Math.log(phi);
        }

        @Override
        public void differentiateDispersion(double y, double size, double eta, double[] result) {
            double events = Math.rint(y * size);
            double failures = size - events;
            prepare(events, failures, eta);
            LogGamma.differences(phi, size, work, total);
            double first = mean[0] * phi;
            double second = link.complement(eta) * phi;
            double kinds = (events > 0 ? 1 : 0) + (failures > 0 ? 1 : 0);
            Chain.derivatives(kinds + first * a[1] + second * b[1] - phi * total[1],
                phi * (a[1] + first * a[2] - b[1] - second * b[2]),
                phi * phi * (2 * a[2] + first * a[3] + 2 * b[2] + second * b[3]), mean, result);
        }
    }
}
