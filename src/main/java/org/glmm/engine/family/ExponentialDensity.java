package org.glmm.engine.family;

/**
 * The log-density of an exponential dispersion model (Jorgensen 1987, J. R. Statist. Soc. B 49):
 *
 * <pre>
 * log f(y; mu, phi) = size k(y; mu) / phi + c(y, size, phi),   dk/dmu = (y - mu) / v(mu)
 * </pre>
 */
abstract class ExponentialDensity extends LogDensity {

    private final double[] work = new double[4];
    private double phi = 1;

    /** k(y; mu(eta)) and its three derivatives with respect to eta. */
    abstract void kernel(double y, double eta, double[] result);

    /** c(y, size, phi). */
    abstract double constant(double y, double size, double phi);

    /** dc / dlog phi. */
    double constantSlope(double y, double phi) {
        return 0;
    }

    @Override
    public final void disperse(double dispersion) {
        phi = dispersion;
    }

    @Override
    public final void differentiate(double y, double size, double eta, double[] result) {
        kernel(y, eta, result);
        double multiple = size / phi;
        result[0] *= multiple;
        result[1] *= multiple;
        result[2] *= multiple;
        result[3] *= multiple;
    }

    @Override
    public final double constant(double y, double size) {
        return constant(y, size, phi);
    }

    @Override
    public final void differentiateDispersion(double y, double size, double eta, double[] result) {
        kernel(y, eta, work);
        double multiple = size / phi;
        result[0] = constantSlope(y, phi) - multiple * work[0];
        result[1] = -multiple * work[1];
        result[2] = -multiple * work[2];
    }
}
