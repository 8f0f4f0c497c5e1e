package org.knime.core.data;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Free text properties of a column. */
public final class DataColumnProperties implements Cloneable {

    private final Map<String, String> content;

    public DataColumnProperties() {
        this(Map.of());
    }

    public DataColumnProperties(final Map<String, String> content) {
        this.content = new HashMap<>(content);
    }

    public boolean containsProperty(final String key) {
        return content.containsKey(key);
    }

    public String getProperty(final String key) {
        return content.get(key);
    }

    public String getProperty(final String key, final String defaultValue) {
        return content.getOrDefault(key, defaultValue);
    }

    public int size() {
        return content.size();
    }

    public Enumeration<String> properties() {
        return Collections.enumeration(content.keySet());
    }

    public DataColumnProperties cloneAndOverwrite(final Map<String, String> newProperties) {
        final var clone = new DataColumnProperties(content);
        clone.content.putAll(newProperties);
        return clone;
    }

    public void save(final ConfigWO config) {
        content.forEach(config::addString);
    }

    public static DataColumnProperties load(final ConfigRO config) throws InvalidSettingsException {
        final var content = new HashMap<String, String>();
        for (final var key : config) {
            content.put(key, config.getString(key));
        }
        return new DataColumnProperties(content);
    }

    @Override
    public boolean equals(final Object o) {
        return o instanceof DataColumnProperties other && content.equals(other.content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    @Override
    public String toString() {
        return content.toString();
    }
}
