package org.knime.core.data;

/** A value readable as a {@code String}. */
public interface StringValue extends DataValue {

    String getStringValue();
}
