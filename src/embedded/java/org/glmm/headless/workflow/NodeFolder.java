package org.glmm.headless.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortType;

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

    private static final String CREATION = "node_creation_config";

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

    /**
     * The ports that were added to the node's groups: a sub-config {@code port_0}, {@code port_1}, ... for each.
     *
     * @return their types, by the identifier of the group; groups without added ports are left out
     * @throws InvalidSettingsException if a type is not known
     */
    public Map<String, List<PortType>> addedPorts() throws InvalidSettingsException {
        final var added = new LinkedHashMap<String, List<PortType>>();
        if (settings.containsKey(CREATION)) {
            final var groups = settings.getNodeSettings(CREATION);
            for (var group : groups.keySet()) {
                final var ports = groups.getNodeSettings(group);
                final var types = new ArrayList<PortType>();
                for (var port : ports.keySet()) {
                    types.add(PortType.load(ports.getNodeSettings(port)));
                }
                if (!types.isEmpty()) {
                    added.put(group, types);
                }
            }
        }
        return added;
    }

    /** @return name and id for messages, e.g. {@code CSV Reader (#1)} */
    public String label() {
        return name + " (#" + id + ")";
    }
}
