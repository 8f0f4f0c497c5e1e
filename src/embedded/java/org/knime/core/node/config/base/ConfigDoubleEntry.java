package org.knime.core.node.config.base;

/** A {@code double} entry. */
public final class ConfigDoubleEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final double value;

    public ConfigDoubleEntry(final String key, final double value) {
        super(ConfigEntries.xdouble, key);
        this.value = value;
    }

    public ConfigDoubleEntry(final String key, final String s) {
        this(key, Double.parseDouble(s));
    }

    public double getDouble() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Double.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        final var other = (ConfigDoubleEntry)ace;
        return Double.compare(value, other.value) == 0;
    }
}
