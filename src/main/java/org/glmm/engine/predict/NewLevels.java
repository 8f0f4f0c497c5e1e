package org.glmm.engine.predict;

/** What to predict for a row of a group that the training data did not have. */
public enum NewLevels {
    /** The random effects of the group are zero, their expectation. */
    POPULATION,
    /** Nothing: the prediction is NaN. */
    MISSING,
    /** Nothing for any row: the prediction ends with an error. */
    FAIL
}
