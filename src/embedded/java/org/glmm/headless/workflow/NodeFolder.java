package org.glmm.headless.workflow;

import java.nio.file.Path;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/**
 * A node as stored in a workflow folder.
 *
 * @param id the node's id in the workflow
 * @param settingsFile its settings file
 * @param settings the content of that file
 * @param name the node's name
 * @param factory class name of the node factory
 * @param bundle name of the plug-in that provides the node
 */
public record NodeFolder(int id, Path settingsFile, NodeSettings settings, String name, String factory, String bundle) {

    static NodeFolder load(final int id, final Path settingsFile, final NodeSettings settings)
        throws InvalidSettingsException {
        settings.getString("state");
        settings.getString("node-bundle-name");
        settings.getString("node-bundle-vendor");
        settings.getString("node-bundle-version");
        return new NodeFolder(id, settingsFile, settings, settings.getString("node-name"),
            settings.getString("factory"), settings.getString("node-bundle-symbolic-name"));
    }

    /** @return whether the file holds model settings; a node that was never configured has none */
    public boolean hasModel() {
        return settings.containsKey("model");
    }

    /**
     * @return the model settings
     * @throws InvalidSettingsException if the node has none
     */
    public NodeSettings model() throws InvalidSettingsException {
        return settings.getNodeSettings("model");
    }

    /** @return name and id for messages, e.g. {@code CSV Reader (#1)} */
    public String label() {
        return name + " (#" + id + ")";
    }
}
