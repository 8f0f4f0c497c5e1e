package org.glmm.engine.family;

/**
 * The link to the mean exp(mu + phi / 2) of a lognormal observation.
 *
 * @param location the link to mu, the mean of its logarithm
 * @param phi the variance of its logarithm
 */
record LognormalMeanLink(Link location, double phi) implements Link {

    @Override
    public String name() {
        return location.name();
    }

    @Override
    public MeanRange means() {
        return MeanRange.POSITIVE;
    }

    @Override
    public double link(double mean) {
        return location.link(Math.log(mean) - phi / 2);
    }

    @Override
    public double inverse(double eta) {
        return Math.exp(location.inverse(eta) + phi / 2);
    }

    @Override
    public double derivative(double eta) {
        return inverse(eta) * location.derivative(eta);
    }

    @Override
    public void derivatives(double eta, double[] result) {
        location.derivatives(eta, result);
        double mean = Math.exp(result[0] + phi / 2);
        Chain.derivatives(mean, mean, mean, mean, result.clone(), result);
    }
}
