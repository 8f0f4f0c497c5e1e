package org.glmm.engine.frame;

/** What happens to a row with a missing value in a requested column. */
public enum MissingPolicy {
    /** The row is left out and counted. */
    OMIT,
    /** Reading stops with an error that names the column and the row. */
    FAIL
}
