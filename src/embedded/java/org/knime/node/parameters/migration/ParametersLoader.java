package org.knime.node.parameters.migration;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/**
 * Reads a value from settings.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface ParametersLoader<T> {

    /**
     * @param settings the level of the settings that holds the value's keys
     * @return the value
     * @throws InvalidSettingsException if it cannot be read
     */
    T load(NodeSettingsRO settings) throws InvalidSettingsException;
}
