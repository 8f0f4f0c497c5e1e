package org.glmm.headless.parameters;

import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/**
 * Keys from one level of settings down to a value.
 *
 * @param keys the keys
 */
public record KeyPath(List<String> keys) {

    /**
     * @param keys the keys
     * @return the path
     */
    public static KeyPath of(final String... keys) {
        return new KeyPath(List.of(keys));
    }

    /**
     * @param settings the level at which the path begins
     * @return whether the settings have the path
     */
    public boolean isIn(final NodeSettingsRO settings) {
        var level = settings;
        for (int i = 0; i < keys.size(); i++) {
            if (!level.containsKey(keys.get(i))) {
                return false;
            }
            if (i < keys.size() - 1) {
                try {
                    level = level.getNodeSettings(keys.get(i));
                } catch (InvalidSettingsException notASubTree) {
                    return false;
                }
            }
        }
        return true;
    }
}
