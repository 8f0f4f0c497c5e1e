package org.knime.core.node.config.base;

/** A {@code short} entry. */
public final class ConfigShortEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final short value;

    public ConfigShortEntry(final String key, final short value) {
        super(ConfigEntries.xshort, key);
        this.value = value;
    }

    public ConfigShortEntry(final String key, final String s) {
        this(key, Short.parseShort(s));
    }

    public short getShort() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Short.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        final var other = (ConfigShortEntry)ace;
        return value == other.value;
    }
}
