package org.knime.core.data.append;

import java.util.Iterator;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** A row with more cells at its end. */
public class AppendedColumnRow implements DataRow {

    private final RowKey key;
    private final DataRow base;
    private final DataCell[] appended;

    public AppendedColumnRow(final DataRow baseRow, final DataCell... appendCell) {
        this(baseRow.getKey(), baseRow, appendCell);
    }

    public AppendedColumnRow(final RowKey rowKey, final DataRow baseRow, final DataCell... appendCell) {
        key = rowKey;
        base = baseRow;
        appended = appendCell;
    }

    @Override
    public int getNumCells() {
        return base.getNumCells() + appended.length;
    }

    @Override
    public RowKey getKey() {
        return key;
    }

    @Override
    public DataCell getCell(final int index) {
        final int fromEnd = index - base.getNumCells();
        return fromEnd < 0 ? base.getCell(index) : appended[fromEnd];
    }

    @Override
    public Iterator<DataCell> iterator() {
        return IntStream.range(0, getNumCells()).mapToObj(this::getCell).iterator();
    }
}
