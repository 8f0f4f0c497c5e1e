package org.knime.core.node.config.base;

/** An {@code int} entry. */
public final class ConfigIntEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final int value;

    public ConfigIntEntry(final String key, final int value) {
        super(ConfigEntries.xint, key);
        this.value = value;
    }

    public ConfigIntEntry(final String key, final String s) {
        this(key, Integer.parseInt(s));
    }

    public int getInt() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Integer.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        final var other = (ConfigIntEntry)ace;
        return value == other.value;
    }
}
