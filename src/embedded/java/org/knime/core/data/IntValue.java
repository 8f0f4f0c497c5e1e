package org.knime.core.data;

/** A value readable as an {@code int}. */
public interface IntValue extends DataValue {

    int getIntValue();
}
