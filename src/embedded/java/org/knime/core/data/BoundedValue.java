package org.knime.core.data;

/** Marks values of which a column's domain keeps the smallest and the largest. */
public interface BoundedValue extends DataValue {
}
