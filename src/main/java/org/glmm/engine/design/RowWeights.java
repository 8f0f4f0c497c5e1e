package org.glmm.engine.design;

import java.util.Optional;

/**
 * The columns that say how much rows count in the means of covariates and the frequencies of factor levels.
 *
 * @param frequencies how many equal rows a row stands for, if not one
 * @param weights prior weights, if not one; they count in the frequencies of levels only, as the WEIGHT variable of SAS
 *            in observed margins
 */
public record RowWeights(Optional<String> frequencies, Optional<String> weights) {

    /** All rows count the same. */
    public static final RowWeights EQUAL = new RowWeights(Optional.empty(), Optional.empty());
}
