package org.glmm.engine.family;

/** eta = -log(-log(mu)), the complementary log-log link of the other outcome: mu(eta) = 1 - mu_cloglog(-eta). */
final class LogLogLink implements Link {

    @Override
    public String name() {
        return "loglog";
    }

    @Override
    public MeanRange means() {
        return MeanRange.UNIT;
    }

    @Override
    public double link(double mu) {
        return -Math.log(-Math.log(mu));
    }

    @Override
    public double inverse(double eta) {
        return Links.COMPLEMENTARY_LOG_LOG.complement(-eta);
    }

    @Override
    public double derivative(double eta) {
        return Links.COMPLEMENTARY_LOG_LOG.derivative(-eta);
    }

    @Override
    public void derivatives(double eta, double[] result) {
        Links.COMPLEMENTARY_LOG_LOG.derivatives(-eta, result);
        result[0] = inverse(eta);
        result[2] = -result[2];
    }

    @Override
    public double complement(double eta) {
        return Links.COMPLEMENTARY_LOG_LOG.inverse(-eta);
    }

    @Override
    public void logMean(double eta, double[] result) {
        Links.COMPLEMENTARY_LOG_LOG.logComplement(-eta, result);
        reverse(result);
    }

    @Override
    public void logComplement(double eta, double[] result) {
        Links.COMPLEMENTARY_LOG_LOG.logMean(-eta, result);
        reverse(result);
    }

    private static void reverse(double[] result) {
        result[1] = -result[1];
        result[3] = -result[3];
    }
}
