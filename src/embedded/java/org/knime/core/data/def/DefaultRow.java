package org.knime.core.data.def;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** A row that holds its cells. */
public class DefaultRow implements DataRow {

    private final RowKey key;
    private final DataCell[] cells;

    public DefaultRow(final RowKey rowKey, final DataCell... row) {
        key = Objects.requireNonNull(rowKey, "The RowID is null.");
        cells = row.clone();
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] == null) {
                throw new NullPointerException("The cell at index " + i + " is null.");
            }
        }
    }

    public DefaultRow(final String rowId, final DataCell... row) {
        this(new RowKey(rowId), row);
    }

    public DefaultRow(final RowKey rowKey, final List<DataCell> row) {
        this(rowKey, row.toArray(DataCell[]::new));
    }

    public DefaultRow(final String rowId, final List<DataCell> row) {
        this(new RowKey(rowId), row);
    }

    public DefaultRow(final RowKey rowKey, final double... row) {
        this(rowKey, Arrays.stream(row).mapToObj(DoubleCell::new).toArray(DataCell[]::new));
    }

    public DefaultRow(final String rowId, final double... row) {
        this(new RowKey(rowId), row);
    }

    public DefaultRow(final RowKey rowKey, final int... row) {
        this(rowKey, Arrays.stream(row).mapToObj(IntCell::new).toArray(DataCell[]::new));
    }

    public DefaultRow(final String rowId, final int... row) {
        this(new RowKey(rowId), row);
    }

    public DefaultRow(final RowKey rowKey, final String... row) {
        this(rowKey, Arrays.stream(row).map(StringCell::new).toArray(DataCell[]::new));
    }

    public DefaultRow(final String rowId, final String... row) {
        this(new RowKey(rowId), row);
    }

    public DefaultRow(final RowKey key, final DataRow row) {
        this(key, row.stream().toArray(DataCell[]::new));
    }

    public DefaultRow(final String rowId, final DataRow row) {
        this(new RowKey(rowId), row);
    }

    @Override
    public final int getNumCells() {
        return cells.length;
    }

    @Override
    public final RowKey getKey() {
        return key;
    }

    @Override
    public final DataCell getCell(final int index) {
        return cells[index];
    }

    @Override
    public Iterator<DataCell> iterator() {
        return List.of(cells).iterator();
    }

    @Override
    public boolean equals(final Object o) {
        return o == this || o instanceof DataRow other && key.equals(other.getKey())
            && Arrays.equals(cells, other.stream().toArray());
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        final var list = Arrays.toString(cells);
        return key + ": (" + list.substring(1, list.length() - 1) + ")";
    }
}
