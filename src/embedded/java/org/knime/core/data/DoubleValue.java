package org.knime.core.data;

/** A value readable as a {@code double}. */
public interface DoubleValue extends DataValue {

    double getDoubleValue();
}
