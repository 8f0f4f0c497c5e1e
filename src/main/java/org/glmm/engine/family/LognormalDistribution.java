package org.glmm.engine.family;

/** Lognormal: y is the log of the observation and normal with mean mu and variance phi. */
final class LognormalDistribution extends NormalDistribution {

    @Override
    public String name() {
        return "lognormal";
    }

    @Override
    public double transform(double observation) {
        return Math.log(observation);
    }

    @Override
    public double observation(double y) {
        return Math.exp(y);
    }

    @Override
    public double logJacobian(double y) {
        return -y;
    }

    @Override
    public Link observationLink(Link link, double phi) {
        return new LognormalMeanLink(link, phi);
    }

    @Override
    public boolean isObservation(double observation) {
        return Positive.contains(observation);
    }

    @Override
    public String observations() {
        return Positive.DESCRIPTION;
    }

    @Override
    public String remedy(double observation) {
        return Positive.remedy(observation);
    }
}
