package org.knime.core.data.v2;

import java.util.function.Supplier;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataValue;
import org.knime.core.data.RowKeyValue;

/** Reads the data row a supplier points at. */
final class DataRowRead implements RowRead {

    private final Supplier<DataRow> current;
    private final int columns;

    DataRowRead(final Supplier<DataRow> current, final int columns) {
        this.current = current;
        this.columns = columns;
    }

    @Override
    public int getNumColumns() {
        return columns;
    }

    @Override
    public RowKeyValue getRowKey() {
        return current.get().getKey();
    }

    @Override
    public boolean isMissing(final int index) {
        return current.get().getCell(index).isMissing();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <D extends DataValue> D getValue(final int index) {
        return (D)current.get().getCell(index);
    }

    @Override
    public DataRow materializeDataRow() {
        return current.get();
    }
}
