package org.knime.node.parameters.persistence;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.ParametersLoader;

/**
 * A form of one's own for a field or a class in the settings. The settings passed in are those of the parent.
 *
 * @param <T> the value
 */
public interface NodeParametersPersistor<T> extends ParametersLoader<T>, ParametersSaver<T> {

    @Override
    T load(NodeSettingsRO settings) throws InvalidSettingsException;

    @Override
    void save(T value, NodeSettingsWO settings);

    /** @return the paths of the keys that are written, from the parent's level */
    String[][] getConfigPaths();
}
