package org.glmm.engine.design;

/** How a variable of a term turns into columns. */
public enum Coding {
    /** One column with the values. */
    NUMERIC,
    /** A 0/1 column for every level but the first, the reference. */
    TREATMENT,
    /** A 0/1 column for every level. */
    INDICATOR
}
