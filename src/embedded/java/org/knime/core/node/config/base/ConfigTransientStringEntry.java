package org.knime.core.node.config.base;

import java.util.Objects;

/** A text entry that is never written. */
public final class ConfigTransientStringEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final String value;

    public ConfigTransientStringEntry(final String key, final String value) {
        super(ConfigEntries.xtransientstring, key);
        this.value = value;
    }

    public String getTransientString() {
        return value;
    }

    @Override
    public String toStringValue() {
        return value;
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        return Objects.equals(value, ((ConfigTransientStringEntry)ace).value);
    }
}
