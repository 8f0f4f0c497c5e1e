package org.knime.core.data.v2;

import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;
import org.knime.core.data.RowKeyValue;
import org.knime.core.data.def.DefaultRow;

/** Reads a row under a cursor. */
public interface RowRead extends RowValueRead {

    RowKeyValue getRowKey();

    /** The row, which stays good when the cursor moves on. */
    default DataRow materializeDataRow() {
        return new DefaultRow(new RowKey(getRowKey().getString()),
            IntStream.range(0, getNumColumns()).mapToObj(this::getAsDataCell).toArray(DataCell[]::new));
    }

    static RowRead from(final DataRow row) {
        return row == null ? null : suppliedBy(() -> row, row.getNumCells());
    }

    static RowRead suppliedBy(final Supplier<DataRow> currentRowSupplier, final int numColumns) {
        return new DataRowRead(currentRowSupplier, numColumns);
    }
}
