package org.glmm.engine.predict;

/**
 * A prediction on the scale of the linear predictor. With NaN for eta there is none.
 *
 * @param eta the estimate, offset included
 * @param variance of its error: Var(x' beta-hat), for conditional predictions Var(x' beta-hat + z'(u-hat - u)); NaN if
 *            it was not asked for
 * @param groupVariance z'Gz, over which the mean is to be integrated; 0 unless the scope is the population
 */
public record LinearPrediction(double eta, double variance, double groupVariance) {

    /** No prediction. */
    static final LinearPrediction NONE = new LinearPrediction(Double.NaN, Double.NaN, 0);

    public boolean isPresent() {
        return !Double.isNaN(eta);
    }
}
