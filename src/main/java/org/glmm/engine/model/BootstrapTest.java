package org.glmm.engine.model;

/**
 * A parametric bootstrap of a likelihood-ratio test: responses are simulated from the smaller model, and both models
 * are fitted to each.
 *
 * @param replicates how many responses were simulated
 * @param failures for how many of them one of the fits did not converge; they do not count
 * @param exceedances for how many of the others the statistic is at least the observed one
 * @param seed of the random numbers
 */
public record BootstrapTest(int replicates, int failures, int exceedances, long seed) {

    /** (1 + exceedances) / (1 + replicates that count); NaN if there are none. */
    public double pValue() {
        return failures < replicates ? (1.0 + exceedances) / (1 + replicates - failures) : Double.NaN;
    }
}
