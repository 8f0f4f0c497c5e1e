package org.knime.core.data;

/** Marks values of which a column's domain lists the distinct ones. */
public interface NominalValue extends DataValue {
}
