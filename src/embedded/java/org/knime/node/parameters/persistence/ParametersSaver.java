package org.knime.node.parameters.persistence;

import org.knime.core.node.NodeSettingsWO;

/**
 * Writes a value to settings.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface ParametersSaver<T> {

    /**
     * @param value the value
     * @param settings the level of the settings that takes the value's keys
     */
    void save(T value, NodeSettingsWO settings);
}
