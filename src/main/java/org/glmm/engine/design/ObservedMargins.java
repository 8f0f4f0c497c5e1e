package org.glmm.engine.design;

import java.util.List;
import java.util.Map;

/**
 * What the training data tell about the values of the explanatory columns: enough to set up a reference grid later on.
 *
 * @param covariates mean and spread of every column that the effects use as a number and not as a factor
 * @param offset the mean of the sum of the offsets
 * @param factors the columns used as factors in the effects, in the order of the formula
 * @param cells the combinations of levels that occur, row-major: per combination the index of each factor's level
 * @param frequencies the number of rows of each combination, with prior weights the sum of these
 */
public record ObservedMargins(Map<String, Covariate> covariates, double offset, List<String> factors,
        int[] cells, double[] frequencies) {

    /** Those of no data. */
    static final ObservedMargins NONE = new ObservedMargins(Map.of(), 0, List.of(), new int[0], new double[0]);

    /** The mean and the standard deviation of a numeric column over the rows used; the latter is 0 for a constant. */
    public record Covariate(double mean, double deviation) { }

    public ObservedMargins {
        covariates = Map.copyOf(covariates);
        factors = List.copyOf(factors);
    }

    /** The number of combinations of levels that occur. */
    public int cellCount() {
        return frequencies.length;
    }

    /** The level of a factor in a combination. */
    public int level(int cell, int factor) {
        return cells[cell * factors.size() + factor];
    }
}
