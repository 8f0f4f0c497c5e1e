package org.knime.core.data;

/** A value readable as a {@code long}. */
public interface LongValue extends DataValue {

    long getLongValue();
}
