package org.glmm.headless.workflow;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/**
 * Saves a workflow in the form of a reset workflow, which every KNIME opens: settings and workflow variables are kept,
 * all nodes are IDLE, and outputs of earlier executions are removed. Outputs of this execution are not stored.
 */
public final class WorkflowWriter {

    private static final String OUTPUTS_SAVED_MARKER = ".savedWithData";

    private WorkflowWriter() {
    }

    /**
     * @param workflow the workflow to save
     * @param variables its workflow variables
     * @param target the folder to save to; may be the folder the workflow was read from
     * @throws IOException if a file cannot be written
     */
    public static void save(final WorkflowFolder workflow, final List<FlowVariable> variables, final Path target)
        throws IOException {
        final var source = workflow.directory().toAbsolutePath().normalize();
        final var copy = target.toAbsolutePath().normalize();
        if (!source.equals(copy)) {
            WorkflowArchive.copy(source, copy);
        }
        try {
            write(workflowSettings(workflow, variables), copy.resolve(WorkflowFolder.WORKFLOW_FILE));
            for (var node : workflow.nodes()) {
                final var file = copy.resolve(source.relativize(node.settingsFile().toAbsolutePath().normalize()));
                deleteOutputs(node, file.getParent());
                write(resetSettings(node), file);
            }
        } catch (InvalidSettingsException e) {
            throw new IOException(e.getMessage(), e);
        }
        Files.deleteIfExists(copy.resolve(OUTPUTS_SAVED_MARKER));
    }

    private static NodeSettings workflowSettings(final WorkflowFolder workflow, final List<FlowVariable> variables) {
        final var settings = new NodeSettings(WorkflowFolder.WORKFLOW_FILE);
        workflow.settings().copyTo(settings);
        settings.addString("state", "IDLE");
        if (!variables.isEmpty()) {
            final var section = settings.addNodeSettings("workflow_variables");
            for (var i = 0; i < variables.size(); i++) {
                final var variable = variables.get(i);
                final var entry = section.addNodeSettings("Var_" + i);
                entry.addString("name", variable.name());
                entry.addString("class", variable.type().name());
                switch (variable.type()) {
                    case STRING -> entry.addString("value", (String)variable.value());
                    case INTEGER -> entry.addInt("value", (Integer)variable.value());
                    case DOUBLE -> entry.addDouble("value", (Double)variable.value());
                }
            }
        }
        return settings;
    }

    private static NodeSettings resetSettings(final NodeFolder node) throws InvalidSettingsException {
        final var settings = new NodeSettings("settings.xml");
        node.settings().copyTo(settings);
        settings.addString("state", "IDLE");
        settings.addBoolean("hasContent", false);
        settings.removeConfig("nodecontainer_message");
        settings.removeConfig("internalObjects");
        if (settings.containsKey("ports")) {
            final var ports = settings.getNodeSettings("ports");
            for (var key : List.copyOf(ports.keySet())) {
                final var index = ports.getNodeSettings(key).getInt("index");
                final var port = ports.addNodeSettings(key);
                port.addInt("index", index);
                port.addString("port_dir_location", null);
            }
        }
        return settings;
    }

    private static void deleteOutputs(final NodeFolder node, final Path folder)
        throws InvalidSettingsException, IOException {
        if (node.settings().containsKey("ports")) {
            final var ports = node.settings().getNodeSettings("ports");
            for (var key : ports.keySet()) {
                deleteBelow(folder, ports.getNodeSettings(key).getString("port_dir_location", null));
            }
        }
        if (node.settings().containsKey("internalObjects")) {
            deleteBelow(folder, node.settings().getNodeSettings("internalObjects").getString("location", null));
        }
    }

    private static void deleteBelow(final Path folder, final String location) throws IOException {
        if (location == null || location.isBlank()) {
            return;
        }
        final var outputs = folder.resolve(location).normalize();
        if (outputs.startsWith(folder) && !outputs.equals(folder)) {
            WorkflowArchive.delete(outputs);
        }
    }

    private static void write(final NodeSettings settings, final Path file) throws IOException {
        try (var stream = new BufferedOutputStream(Files.newOutputStream(file))) {
            settings.saveToXML(stream);
        }
    }
}
