package org.knime.core.node.config.base;

/** A {@code long} entry. */
public final class ConfigLongEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final long value;

    public ConfigLongEntry(final String key, final long value) {
        super(ConfigEntries.xlong, key);
        this.value = value;
    }

    public ConfigLongEntry(final String key, final String s) {
        this(key, Long.parseLong(s));
    }

    public long getLong() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Long.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        final var other = (ConfigLongEntry)ace;
        return value == other.value;
    }
}
