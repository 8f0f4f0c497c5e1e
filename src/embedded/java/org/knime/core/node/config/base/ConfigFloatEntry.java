package org.knime.core.node.config.base;

/** A {@code float} entry. */
public final class ConfigFloatEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final float value;

    public ConfigFloatEntry(final String key, final float value) {
        super(ConfigEntries.xfloat, key);
        this.value = value;
    }

    public ConfigFloatEntry(final String key, final String s) {
        this(key, Float.parseFloat(s));
    }

    public float getFloat() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Double.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        final var other = (ConfigFloatEntry)ace;
        return Float.compare(value, other.value) == 0;
    }
}
