package org.glmm.engine.family;

/**
 * A link function eta = g(mu) between the conditional mean and the linear predictor.
 *
 * <p>Implementations are stateless and equal if they have the same name. All derivatives are with respect to the linear
 * predictor, because that is the scale on which working responses and log-densities are differentiated. Where eta gives
 * no mean, values are NaN.
 */
public interface Link {

    /** The name under which users and saved models know the link, in lower case, with its parameter: "power(0.5)". */
    String name();

    /** The means that the link can give. */
    MeanRange means();

    /** g(mu). */
    double link(double mu);

    /** The mean g^-1(eta). */
    double inverse(double eta);

    /** dmu/deta at eta. */
    double derivative(double eta);

    /** mu and its first three derivatives with respect to eta. */
    void derivatives(double eta, double[] result);

    /** E[g^-1(eta + w)] with w ~ N(0, variance); NaN where no closed form is known. */
    default double normalMean(double eta, double variance) {
        return Double.NaN;
    }

    /** The derivative of {@link #normalMean} with respect to eta; NaN where no closed form is known. */
    default double normalMeanSlope(double eta, double variance) {
        return Double.NaN;
    }

    /** 1 - mu at eta, without cancellation where mu is near one. */
    default double complement(double eta) {
        return 1 - inverse(eta);
    }

    /** log mu and its first three derivatives with respect to eta. */
    default void logMean(double eta, double[] result) {
        derivatives(eta, result);
        logarithm(result[0], result);
    }

    /** log(1 - mu) and its first three derivatives with respect to eta. */
    default void logComplement(double eta, double[] result) {
        derivatives(eta, result);
        for (int i = 1; i <= 3; i++) {
            result[i] = -result[i];
        }
        logarithm(complement(eta), result);
    }

    private static void logarithm(double value, double[] result) {
        double a = result[1] / value;
        double b = result[2] / value;
        double c = result[3] / value;
        result[0] = Math.log(value);
        result[1] = a;
        result[2] = b - a * a;
        result[3] = c - 3 * a * b + 2 * a * a * a;
    }
}
