package org.glmm.engine.family;

/**
 * The log-density log f(y; eta, psi) of one row as a function of its linear predictor eta and the dispersion parameter
 * psi, for one distribution and link. It is split into a kernel and a constant that does not depend on eta. An instance
 * keeps workspace and what depends on psi alone, so it serves one thread at a time.
 *
 * <p>The size of a row is its number of trials where y is a proportion of events, otherwise 1.
 */
public abstract class LogDensity {

    /** Takes the dispersion parameter of the rows to come; 1 where the distribution has none. */
    public abstract void disperse(double dispersion);

    /**
     * The kernel and its derivatives with respect to eta.
     *
     * @param result receives the kernel and three derivatives; the kernel is minus infinity or NaN where the mean is
     *            impossible
     */
    public abstract void differentiate(double y, double size, double eta, double[] result);

    /** The part of the log-density that does not depend on eta. */
    public abstract double constant(double y, double size);

    /**
     * The derivatives with respect to log psi, at the eta of a possible mean.
     *
     * @param result receives those of the log-density with its constant, of its first and of its second derivative with
     *            respect to eta
     */
    public abstract void differentiateDispersion(double y, double size, double eta, double[] result);
}
