package org.glmm.engine.family;

/**
 * A link function eta = g(mu) between the conditional mean and the linear predictor.
 *
 * <p>Implementations are stateless. All derivatives are with respect to the linear predictor, because that is the scale
 * on which the working response y* = eta + (y - mu) / (dmu/deta) and the weights of Biometry 971 are formed.
 */
public interface Link {

    /** The name under which users and saved models know the link, in lower case. */
    String name();

    /** g(mu). */
    double link(double mu);

    /** The mean g^-1(eta). */
    double inverse(double eta);

    /** dmu/deta at eta. */
    double derivative(double eta);

    /** The second derivative of mu with respect to eta. */
    double secondDerivative(double eta);

    /** The third derivative of mu with respect to eta. */
    double thirdDerivative(double eta);

    /** 1 - mu at eta, without cancellation where mu is near one. */
    default double complement(double eta) {
        return 1 - inverse(eta);
    }
}
