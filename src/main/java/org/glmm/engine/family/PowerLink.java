package org.glmm.engine.family;

import org.glmm.engine.error.ModelException;

/**
 * eta = mu^p for positive means; eta must be positive.
 *
 * @param name the name; that of any power is "power(p)"
 * @param power p, not zero
 */
record PowerLink(String name, double power) implements Link {

    PowerLink {
        if (!(Math.abs(power) > 0 && Math.abs(power) < Double.POSITIVE_INFINITY)) {
            throw new ModelException("The power of a power link is " + power + "; it must be a number other than 0 "
                + "(choose the log link in place of the power 0).");
        }
    }

    PowerLink(double power) {
        this("power(" + Parameterised.text(power) + ")", power);
    }

    @Override
    public MeanRange means() {
        return MeanRange.POSITIVE;
    }

    @Override
    public double link(double mu) {
        return Math.pow(mu, power);
    }

    @Override
    public double inverse(double eta) {
        return eta >= 0 ? Math.pow(eta, 1 / power) : Double.NaN;
    }

    @Override
    public double derivative(double eta) {
        return inverse(eta) / (power * eta);
    }

    @Override
    public void derivatives(double eta, double[] result) {
        double q = 1 / power;
        double mu = inverse(eta);
        result[0] = mu;
        result[1] = q * mu / eta;
        result[2] = (q - 1) * result[1] / eta;
        result[3] = (q - 2) * result[2] / eta;
    }
}
