package org.glmm.engine.frame;

/** A column of a {@link Frame}, without missing values. */
public sealed interface Column permits NumericColumn, FactorColumn {

    String name();

    int rows();

    /** The column as a factor; itself if it is one. */
    FactorColumn asFactor();
}
