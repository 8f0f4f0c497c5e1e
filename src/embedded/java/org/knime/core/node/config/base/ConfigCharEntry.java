package org.knime.core.node.config.base;

import org.knime.core.node.util.CheckUtils;

/** A {@code char} entry. */
public final class ConfigCharEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final char value;

    public ConfigCharEntry(final String key, final char value) {
        super(ConfigEntries.xchar, key);
        this.value = value;
    }

    public ConfigCharEntry(final String key, final String s) {
        this(key, onlyCharacter(s));
    }

    private static char onlyCharacter(final String s) {
        CheckUtils.checkArgument(s.length() == 1, "Not a single character: \"%s\"", s);
        return s.charAt(0);
    }

    public char getChar() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Character.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        final var other = (ConfigCharEntry)ace;
        return value == other.value;
    }
}
