package org.knime.core.node.config.base;

import java.util.Objects;

/** An encrypted text entry, possibly null. */
public final class ConfigPasswordEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final String value;

    public ConfigPasswordEntry(final String key, final String value) {
        super(ConfigEntries.xpassword, key);
        this.value = value;
    }

    public String getPassword() {
        return value;
    }

    @Override
    public String toStringValue() {
        return value;
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        return Objects.equals(value, ((ConfigPasswordEntry)ace).value);
    }
}
