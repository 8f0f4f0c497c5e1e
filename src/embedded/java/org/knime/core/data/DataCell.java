package org.knime.core.data;

import java.io.Serializable;

/**
 * An immutable entry of a table. Cells of different classes are never equal (an {@code IntCell(1)} is not a
 * {@code DoubleCell(1.0)}) unless they share the preferred value class and say so in {@link #equalContent};
 * missing cells are all equal.
 */
public abstract class DataCell implements DataValue, Serializable {

    private static final long serialVersionUID = 7415713938002260608L;

    public DataCell() {
    }

    public final DataType getType() {
        return DataType.getType(getClass());
    }

    public boolean isMissing() {
        return false;
    }

    @Override
    public DataCell materializeDataCell() {
        return this;
    }

    @Override
    public abstract String toString();

    @Override
    public final boolean equals(final Object o) {
        if (this == o) {
            return true;
        }
        if (!(o instanceof DataCell other)) {
            return false;
        }
        if (isMissing() || other.isMissing()) {
            return isMissing() && other.isMissing();
        }
        if (getClass() == other.getClass()) {
            return equalsDataCell(other);
        }
        return getType().getPreferredValueClass() == other.getType().getPreferredValueClass() && equalContent(other);
    }

    /** Equality with a cell of the same class. */
    protected abstract boolean equalsDataCell(DataCell dc);

    /** Equality with a cell of another class with the same preferred value class. */
    protected boolean equalContent(final DataValue otherValue) {
        return false;
    }

    @Override
    public abstract int hashCode();
}
