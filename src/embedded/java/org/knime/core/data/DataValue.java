package org.knime.core.data;

/** What a cell can be read as; a cell implements one interface for each kind of reading. */
public interface DataValue {

    /** The cell behind this value. */
    default DataCell materializeDataCell() {
        if (this instanceof DataCell cell) {
            return cell;
        }
        throw new UnsupportedOperationException("Not a data cell: " + getClass().getName());
    }
}
