package org.knime.core.node;

import org.knime.core.node.config.ConfigWO;

/** Writes the settings of a node. */
public interface NodeSettingsWO extends ConfigWO {

    NodeSettingsWO addNodeSettings(String key);

    void addNodeSettings(NodeSettings settings);

    @Override
    void addPassword(String key, String encryptionKey, String value);
}
