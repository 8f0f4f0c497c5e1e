package org.knime.core.data.v2;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;

/** Reads the values of a row; they are good only until the cursor moves on. */
public interface RowValueRead {

    int getNumColumns();

    <D extends DataValue> D getValue(int index);

    boolean isMissing(int index);

    /** The cell, which stays good when the cursor moves on. */
    default DataCell getAsDataCell(final int index) {
        return isMissing(index) ? DataType.getMissingCell() : getValue(index).materializeDataCell();
    }
}
