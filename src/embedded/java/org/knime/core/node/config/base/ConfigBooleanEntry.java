package org.knime.core.node.config.base;

/** A {@code boolean} entry. */
public final class ConfigBooleanEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final boolean value;

    public ConfigBooleanEntry(final String key, final boolean value) {
        super(ConfigEntries.xboolean, key);
        this.value = value;
    }

    public ConfigBooleanEntry(final String key, final String s) {
        this(key, Boolean.parseBoolean(s));
    }

    public boolean getBoolean() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Boolean.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        final var other = (ConfigBooleanEntry)ace;
        return value == other.value;
    }
}
