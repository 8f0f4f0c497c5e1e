package org.knime.core.node.config.base;

/** A {@code byte} entry. */
public final class ConfigByteEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final byte value;

    public ConfigByteEntry(final String key, final byte value) {
        super(ConfigEntries.xbyte, key);
        this.value = value;
    }

    public ConfigByteEntry(final String key, final String s) {
        this(key, Byte.parseByte(s));
    }

    public byte getByte() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Byte.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        final var other = (ConfigByteEntry)ace;
        return value == other.value;
    }
}
