package org.glmm.engine.estimate;

import org.glmm.engine.family.Distribution;
import org.glmm.engine.family.Link;
import org.glmm.engine.family.LogDensity;

/**
 * The log-density of single rows for one value of the dispersion parameter. A prior weight w divides the dispersion
 * parameter where that is a scale, so that Var(y) = phi v(mu) / w; otherwise it multiplies the log-density, as the
 * frequency of the row always does. An instance serves one thread at a time.
 */
final class RowLikelihood {

    private final LogDensity density;
    private final double[] y;
    private final double[] size;
    private final double[] prior;
    private final double[] frequency;
    private final boolean scaled;
    private final double dispersion;

    /** @param dispersion phi or psi; 1 where the distribution has none */
    RowLikelihood(Distribution distribution, Link link, Observations observations, double dispersion) {
        this.density = distribution.density(link);
        this.y = observations.y();
        this.size = observations.size();
        this.prior = observations.prior();
        this.frequency = observations.frequency();
        this.scaled = distribution.hasScale();
        this.dispersion = dispersion;
        density.disperse(dispersion);
    }

    /**
     * The kernel of the log-density and its derivatives with respect to eta.
     *
     * @param result receives the kernel, minus infinity or NaN where the mean is impossible, and three derivatives
     */
    void differentiate(int row, double eta, double[] result) {
        double multiple = weigh(row);
        density.differentiate(y[row], size[row], eta, result);
        result[0] *= multiple;
        result[1] *= multiple;
        result[2] *= multiple;
        result[3] *= multiple;
    }

    /** The part of the log-density that does not depend on eta. */
    double constant(int row) {
        return weigh(row) * density.constant(y[row], size[row]);
    }

    /**
     * The derivatives with respect to log psi.
     *
     * @param result receives those of the log-density with its constant, of its first and of its second derivative with
     *            respect to eta
     */
    void differentiateDispersion(int row, double eta, double[] result) {
        double multiple = weigh(row);
        density.differentiateDispersion(y[row], size[row], eta, result);
        result[0] *= multiple;
        result[1] *= multiple;
        result[2] *= multiple;
    }

    /**
     * Takes the prior weight of a row into the dispersion parameter or the factor of the log-density, which is
     * returned.
     */
    private double weigh(int row) {
        if (scaled) {
            density.disperse(dispersion / prior[row]);
            return frequency[row];
        }
        return prior[row] * frequency[row];
    }
}
