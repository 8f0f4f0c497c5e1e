package org.knime.core.node.config.base;

import java.util.Objects;

/** A text entry, possibly null. */
public final class ConfigStringEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final String value;

    public ConfigStringEntry(final String key, final String value) {
        super(ConfigEntries.xstring, key);
        this.value = value;
    }

    public String getString() {
        return value;
    }

    @Override
    public String toStringValue() {
        return value;
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        return Objects.equals(value, ((ConfigStringEntry)ace).value);
    }
}
