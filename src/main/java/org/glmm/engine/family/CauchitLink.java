package org.glmm.engine.family;

/** eta = tan(pi (mu - 1/2)), the quantile function of the Cauchy distribution. */
final class CauchitLink implements Link {

    @Override
    public String name() {
        return "cauchit";
    }

    @Override
    public MeanRange means() {
        return MeanRange.UNIT;
    }

    @Override
    public double link(double mu) {
        return mu < 0.25 ? -1 / Math.tan(Math.PI * mu)
            : mu > 0.75 ? 1 / Math.tan(Math.PI * (1 - mu)) : Math.tan(Math.PI * (mu - 0.5));
    }

    @Override
    public double inverse(double eta) {
        return eta < -1 ? Math.atan(-1 / eta) / Math.PI : 0.5 + Math.atan(eta) / Math.PI;
    }

    @Override
    public double derivative(double eta) {
        return 1 / (Math.PI * (1 + eta * eta));
    }

    @Override
    public void derivatives(double eta, double[] result) {
        double square = 1 / (1 + eta * eta);
        double d = square / Math.PI;
        result[0] = inverse(eta);
        result[1] = d;
        result[2] = -2 * eta * d * square;
        result[3] = (6 - 8 * square) * d * square;
    }

    @Override
    public double complement(double eta) {
        return inverse(-eta);
    }
}
