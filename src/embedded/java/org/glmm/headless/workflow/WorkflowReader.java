package org.glmm.headless.workflow;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;

/**
 * Reads a workflow folder: {@code workflow.knime} and the settings file of each node. A fault in one node or connection
 * becomes an error of the result; only a fault that leaves no workflow is an exception.
 */
public final class WorkflowReader {

    /** Workflow format of KNIME 5.1 to 5.8. */
    private static final List<Integer> NEWEST_VERSION = List.of(5, 1, 0);

    /** Workflow format of KNIME 2.0, the first with the folder layout read here. */
    private static final List<Integer> OLDEST_VERSION = List.of(2, 0, 0);

    private final Path m_directory;

    private final List<Integer> m_unreadable = new ArrayList<>();

    private final List<String> m_errors = new ArrayList<>();

    private WorkflowReader(final Path directory) {
        m_directory = directory;
    }

    /**
     * @param directory a workflow folder, or a folder with one workflow folder inside
     * @return the workflow
     * @throws LoadException if there is no workflow or its description cannot be read
     */
    public static WorkflowFolder read(final Path directory) throws LoadException {
        return new WorkflowReader(findWorkflow(directory)).read();
    }

    private static Path findWorkflow(final Path directory) throws LoadException {
        if (Files.isRegularFile(directory.resolve(WorkflowFolder.WORKFLOW_FILE))) {
            return directory;
        }
        try (var children = Files.list(directory)) {
            return children.filter(child -> Files.isRegularFile(child.resolve(WorkflowFolder.WORKFLOW_FILE)))
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new LoadException("There is no workflow in " + directory + " (no file "
                    + WorkflowFolder.WORKFLOW_FILE + " in it or in a folder below)."));
        } catch (IOException e) {
            throw new LoadException("The folder " + directory + " cannot be read: " + e.getMessage());
        }
    }

    private WorkflowFolder read() throws LoadException {
        final var file = m_directory.resolve(WorkflowFolder.WORKFLOW_FILE);
        try {
            final var settings = loadFile(file);
            checkVersion(settings);
            settings.getString("state");
            final var nodes = readNodes(settings.getNodeSettings("nodes"));
            final var connections = readConnections(settings, nodes);
            return new WorkflowFolder(m_directory, settings, List.copyOf(nodes.values()), connections,
                readVariables(settings), List.copyOf(m_unreadable), List.copyOf(m_errors));
        } catch (InvalidSettingsException | IOException e) {
            throw new LoadException(file + " cannot be loaded: " + e.getMessage());
        }
    }

    private static NodeSettings loadFile(final Path file) throws IOException {
        try (var stream = new BufferedInputStream(Files.newInputStream(file))) {
            return (NodeSettings)NodeSettings.loadFromXML(stream);
        }
    }

    private static void checkVersion(final NodeSettings settings) throws InvalidSettingsException, LoadException {
        final var version = settings.getString("version");
        if (version == null || !version.matches("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}") || !isKnown(version)) {
            throw new LoadException("Unsupported workflow version: " + version
                + " (workflows saved by KNIME 2.0 to 5.8 can be loaded).");
        }
    }

    private static boolean isKnown(final String version) {
        final var numbers = Arrays.stream(version.split("\\.")).map(Integer::valueOf).toList();
        return compare(numbers, OLDEST_VERSION) >= 0 && compare(numbers, NEWEST_VERSION) <= 0;
    }

    private static int compare(final List<Integer> a, final List<Integer> b) {
        return IntStream.range(0, a.size()).map(i -> a.get(i).compareTo(b.get(i))).filter(order -> order != 0)
            .findFirst().orElse(0);
    }

    private TreeMap<Integer, NodeFolder> readNodes(final NodeSettingsRO settings) throws InvalidSettingsException {
        final var nodes = new TreeMap<Integer, NodeFolder>();
        for (var key : settings.keySet()) {
            final var entry = settings.getNodeSettings(key);
            final var id = entry.getInt("id");
            final var node = readNode(id, entry);
            if (node == null) {
                m_unreadable.add(id);
            } else if (nodes.putIfAbsent(id, node) != null) {
                m_unreadable.add(id);
                m_errors.add("The node id " + id + " occurs more than once; only the first node is loaded.");
            }
        }
        return nodes;
    }

    private NodeFolder readNode(final int id, final NodeSettingsRO entry) {
        try {
            final var file = entry.getString("node_settings_file");
            if (entry.getBoolean("node_is_meta", false)
                || !entry.getString("node_type", "NativeNode").equals("NativeNode")) {
                m_errors.add(
                    "Node " + id + " (" + file + ") is a metanode or component, which cannot be run headless.");
                return null;
            }
            final var path = m_directory.resolve(file);
            if (!Files.isRegularFile(path)) {
                m_errors.add("Unable to load node " + id + ": the settings file " + file + " does not exist.");
                return null;
            }
            return NodeFolder.load(id, path, loadFile(path));
        } catch (InvalidSettingsException | IOException e) {
            m_errors.add("Unable to load node " + id + ": " + e.getMessage());
            return null;
        }
    }

    private List<Connection> readConnections(final NodeSettingsRO workflow, final TreeMap<Integer, NodeFolder> nodes)
        throws InvalidSettingsException {
        final var connections = new ArrayList<Connection>();
        final var settings = workflow.getNodeSettings("connections");
        for (var key : settings.keySet()) {
            try {
                final var connection = Connection.load(settings.getNodeSettings(key));
                if (isWithin(connection, nodes.keySet(), workflow) && isNew(connection, connections)) {
                    connections.add(connection);
                }
            } catch (InvalidSettingsException e) {
                m_errors.add("Can't load connection with internal ID \"" + key + "\": " + e.getMessage());
            }
        }
        return List.copyOf(connections);
    }

    private boolean isWithin(final Connection connection, final Set<Integer> loaded, final NodeSettingsRO workflow)
        throws InvalidSettingsException {
        if (loaded.contains(connection.source()) && loaded.contains(connection.destination())) {
            return true;
        }
        final var declared = declaredIds(workflow);
        if (!declared.contains(connection.source())) {
            m_errors.add("Unable to load node connection " + connection + ", source node does not exist");
        } else if (!declared.contains(connection.destination())) {
            m_errors.add("Unable to load node connection " + connection + ", destination node does not exist");
        }
        return false;
    }

    private static Set<Integer> declaredIds(final NodeSettingsRO workflow) throws InvalidSettingsException {
        final var ids = new TreeSet<Integer>();
        final var nodes = workflow.getNodeSettings("nodes");
        for (var key : nodes.keySet()) {
            ids.add(nodes.getNodeSettings(key).getInt("id"));
        }
        return ids;
    }

    private boolean isNew(final Connection connection, final List<Connection> earlier) {
        for (var other : earlier) {
            if (other.equals(connection)) {
                m_errors.add("Duplicate connection information: " + connection);
                return false;
            }
            if (other.destination() == connection.destination()
                && other.destinationPort() == connection.destinationPort()) {
                m_errors.add("Unable to load node connection " + connection + ", the input port is already connected");
                return false;
            }
        }
        return true;
    }

    private List<FlowVariable> readVariables(final NodeSettingsRO workflow) throws InvalidSettingsException {
        final var variables = new ArrayList<FlowVariable>();
        if (!workflow.containsKey("workflow_variables")) {
            return List.of();
        }
        final var settings = workflow.getNodeSettings("workflow_variables");
        for (var key : settings.keySet()) {
            try {
                variables.add(readVariable(settings.getNodeSettings(key)));
            } catch (InvalidSettingsException e) {
                m_errors.add("Can't load the workflow variable \"" + key + "\": " + e.getMessage());
            }
        }
        return List.copyOf(variables);
    }

    private static FlowVariable readVariable(final NodeSettingsRO settings) throws InvalidSettingsException {
        final var name = settings.getString("name");
        final var type = settings.getString("class");
        return switch (type) {
            case "STRING" -> new FlowVariable(name, FlowVariable.Type.STRING, settings.getString("value"));
            case "INTEGER" -> new FlowVariable(name, FlowVariable.Type.INTEGER, settings.getInt("value"));
            case "DOUBLE" -> new FlowVariable(name, FlowVariable.Type.DOUBLE, settings.getDouble("value"));
            default -> throw new InvalidSettingsException("The variable \"" + name + "\" has the unsupported type "
                + type + ".");
        };
    }
}
