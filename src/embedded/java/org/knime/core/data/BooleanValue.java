package org.knime.core.data;

/** A value readable as a {@code boolean}. */
public interface BooleanValue extends DataValue {

    boolean getBooleanValue();
}
