package org.glmm.engine.design;

/** How a variable of a term turns into columns. */
public enum Coding {
    /** One column with the values. */
    NUMERIC,
    /** Columns that compare the levels, one fewer than there are. */
    CONTRASTS,
    /** A 0/1 column for every level. */
    INDICATOR
}
