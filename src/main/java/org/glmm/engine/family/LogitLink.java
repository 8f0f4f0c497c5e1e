package org.glmm.engine.family;

/** eta = log(mu / (1 - mu)). */
final class LogitLink implements Link {

    @Override
    public String name() {
        return "logit";
    }

    @Override
    public MeanRange means() {
        return MeanRange.UNIT;
    }

    @Override
    public double link(double mu) {
        return Math.log(mu) - Math.log1p(-mu);
    }

    @Override
    public double inverse(double eta) {
        if (eta >= 0) {
            return 1 / (1 + Math.exp(-eta));
        }
        double e = Math.exp(eta);
        return e / (1 + e);
    }

    @Override
    public double derivative(double eta) {
        double e = Math.exp(-Math.abs(eta));
        return e / ((1 + e) * (1 + e));
    }

    @Override
    public void derivatives(double eta, double[] result) {
        double e = Math.exp(-Math.abs(eta));
        double larger = 1 / (1 + e);
        double smaller = e * larger;
        double d = larger * smaller;
        double difference = eta >= 0 ? smaller - larger : larger - smaller;
        result[0] = eta >= 0 ? larger : smaller;
        result[1] = d;
        result[2] = d * difference;
        result[3] = d * (1 - 6 * d);
    }

    @Override
    public double complement(double eta) {
        return inverse(-eta);
    }

    @Override
    public void logMean(double eta, double[] result) {
        derivatives(eta, result);
        double d = result[1];
        double mu = result[0];
        double complement = eta >= 0 ? d / mu : 1 - mu;
        result[0] = Math.min(eta, 0) - Log1p.of(Math.exp(-Math.abs(eta)));
        result[1] = complement;
        result[3] = -result[2];
        result[2] = -d;
    }

    @Override
    public void logComplement(double eta, double[] result) {
        logMean(-eta, result);
        result[1] = -result[1];
        result[3] = -result[3];
    }
}
