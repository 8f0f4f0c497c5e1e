package org.knime.core.data;

import java.util.Arrays;

/** The RowID: any string but null, unique in its table. */
public final class RowKey implements RowKeyValue {

    private final String id;

    public RowKey(final String id) {
        if (id == null) {
            throw new NullPointerException("A RowID cannot be null.");
        }
        this.id = id;
    }

    /** The identifier a table gives the row of this index: "Row0", "Row1", ... */
    public static RowKey createRowKey(final int rowIndex) {
        return createRowKey((long)rowIndex);
    }

    /** The identifier a table gives the row of this index: "Row0", "Row1", ... */
    public static RowKey createRowKey(final long rowIndex) {
        if (rowIndex < 0) {
            throw new IndexOutOfBoundsException("Row index cannot be negative: " + rowIndex);
        }
        return new RowKey("Row" + rowIndex);
    }

    public static String[] toStrings(final RowKey... rowKeys) {
        return Arrays.stream(rowKeys).map(RowKey::getString).toArray(String[]::new);
    }

    public static RowKey[] toRowKeys(final String... strings) {
        return Arrays.stream(strings).map(RowKey::new).toArray(RowKey[]::new);
    }

    @Override
    public String getString() {
        return id;
    }

    @Override
    public RowKey materializeRowKey() {
        return this;
    }

    @Override
    public boolean equals(final Object o) {
        return o instanceof RowKey other && id.equals(other.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
