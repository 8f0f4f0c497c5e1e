package org.knime.core.data.v2;

import java.io.Closeable;

/** Moves forward over the rows of a table, with one reader for all of them. */
public interface RowCursor extends Closeable {

    /** The next row, or null after the last. */
    RowRead forward();

    boolean canForward();

    int getNumColumns();

    @Override
    void close();
}
