package org.glmm.headless.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.glmm.headless.catalog.NodeCatalog;
import org.glmm.headless.catalog.UnknownNodeException;
import org.glmm.headless.node.ExecutableNode;
import org.glmm.headless.node.Port;
import org.glmm.headless.workflow.Connection;
import org.glmm.headless.workflow.FlowVariable;
import org.glmm.headless.workflow.NodeFolder;
import org.glmm.headless.workflow.VariableBinding;
import org.glmm.headless.workflow.WorkflowFolder;
import org.knime.core.node.InvalidSettingsException;

/** A loaded workflow. A node that could not be loaded stays in it, unexecuted, with an error in {@link #errors()}. */
public final class Workflow {

    private final WorkflowFolder m_folder;

    private final Map<String, FlowVariable> m_variables = new LinkedHashMap<>();

    private final TreeMap<Integer, WorkflowNode> m_nodes = new TreeMap<>();

    private final List<String> m_errors;

    private Workflow(final WorkflowFolder folder) {
        m_folder = folder;
        m_errors = new ArrayList<>(folder.errors());
        folder.variables().forEach(variable -> m_variables.put(variable.name(), variable));
    }

    /**
     * Makes the nodes, loads their settings and connects them.
     *
     * @param folder the stored workflow; the options are written into the settings of its nodes
     * @param catalog the available nodes
     * @param options node settings to replace before they are loaded
     * @param variables workflow variables to define or overwrite
     * @return the workflow
     * @throws UsageException if an option names a node or setting that does not exist
     */
    public static Workflow load(final WorkflowFolder folder, final NodeCatalog catalog, final List<NodeOption> options,
        final List<FlowVariable> variables) throws UsageException {
        final var workflow = new Workflow(folder);
        variables.forEach(variable -> workflow.m_variables.put(variable.name(), variable));
        for (var option : options) {
            workflow.apply(option);
        }
        folder.nodes().forEach(node -> workflow.m_nodes.put(node.id(), workflow.load(node, catalog)));
        folder.connections().forEach(workflow::connect);
        return workflow;
    }

    private void apply(final NodeOption option) throws UsageException {
        final var path = option.nodePath();
        final var node = m_folder.nodes().stream().filter(candidate -> path.equals(List.of(candidate.id()))).findFirst()
            .orElseThrow(() -> new UsageException(option.describe() + ": there is no such node in the workflow."));
        try {
            option.applyTo(node.model());
        } catch (InvalidSettingsException e) {
            throw new UsageException(option.describe() + ": the node " + node.label() + " has no settings yet.");
        }
    }

    private WorkflowNode load(final NodeFolder folder, final NodeCatalog catalog) {
        try {
            final var node = catalog.create(folder.factory(), m_folder.directory(), folder.addedPorts());
            checkPorts(folder, node);
            final var bindings = VariableBinding.load(folder.settings());
            if (folder.hasModel()) {
                node.load(folder.model());
            }
            return new WorkflowNode(folder, node, bindings);
        } catch (UnknownNodeException e) {
            m_errors.add("Node \"" + folder.label() + "\" not available (provided by plug-in \"" + folder.bundle()
                + "\"): " + e.getMessage() + ".");
        } catch (InvalidSettingsException e) {
            m_errors.add(folder.label() + ": Loading model settings failed: " + e.getMessage());
        } catch (RuntimeException e) {
            m_errors.add(folder.label() + ": Caught \"" + e.getClass().getSimpleName()
                + "\", Loading model settings failed: " + e.getMessage());
        }
        return new WorkflowNode(folder, null, List.of());
    }

    private static void checkPorts(final NodeFolder folder, final ExecutableNode node) throws InvalidSettingsException {
        if (!folder.settings().containsKey("ports")) {
            return;
        }
        final var ports = folder.settings().getNodeSettings("ports");
        for (var key : ports.keySet()) {
            final var index = ports.getNodeSettings(key).getInt("index");
            if (index < 0 || index > node.outputs().size()) {
                throw new InvalidSettingsException("Invalid outport index in settings: " + index);
            }
        }
    }

    private void connect(final Connection connection) {
        final var source = m_nodes.get(connection.source());
        final var destination = m_nodes.get(connection.destination());
        final var fault = fault(connection, source, destination);
        if (fault == null) {
            destination.connect(connection.destinationPort(), source, connection.sourcePort());
        } else {
            m_errors.add("Unable to load node connection " + connection + ", " + fault);
        }
    }

    private static String fault(final Connection connection, final WorkflowNode source,
        final WorkflowNode destination) {
        if (source.isReachableFrom(destination)) {
            return "it closes a cycle";
        }
        if (!hasPort(source, source.isLoaded() ? source.node().outputs() : List.of(), connection.sourcePort())) {
            return "the source node has no output port " + connection.sourcePort();
        }
        if (!hasPort(destination, destination.isLoaded() ? destination.node().inputs() : List.of(),
            connection.destinationPort())) {
            return "the destination node has no input port " + connection.destinationPort();
        }
        return isCompatible(connection, source, destination) ? null : "the port types do not match";
    }

    private static boolean hasPort(final WorkflowNode node, final List<Port> ports, final int index) {
        return index >= 0 && (!node.isLoaded() || index <= ports.size());
    }

    private static boolean isCompatible(final Connection connection, final WorkflowNode source,
        final WorkflowNode destination) {
        if (!source.isLoaded() || !destination.isLoaded() || connection.destinationPort() == 0) {
            return true;
        }
        if (connection.sourcePort() == 0) {
            return false;
        }
        final var given = source.node().outputs().get(connection.sourcePort() - 1).type();
        final var taken = destination.node().inputs().get(connection.destinationPort() - 1).type();
        return taken.isSuperTypeOf(given) || given.isSuperTypeOf(taken);
    }

    /** @return what could not be loaded, one sentence each */
    public List<String> errors() {
        return List.copyOf(m_errors);
    }

    /**
     * @param id a node's id
     * @return whether there is such a node and its settings could be loaded
     */
    public boolean isLoaded(final int id) {
        return m_nodes.containsKey(id) && m_nodes.get(id).isLoaded();
    }

    /** @return the stored workflow, with the options applied */
    public WorkflowFolder folder() {
        return m_folder;
    }

    /** @return the workflow variables, with those of the command line */
    public List<FlowVariable> variables() {
        return List.copyOf(m_variables.values());
    }

    /** @return the nodes, each after its predecessors, otherwise by ascending id */
    List<WorkflowNode> inOrder() {
        final var ordered = new LinkedHashSet<WorkflowNode>();
        final Set<WorkflowNode> left = new LinkedHashSet<>(m_nodes.values());
        while (!left.isEmpty()) {
            final var next = left.stream()
                .filter(node -> node.sources().stream().allMatch(source -> ordered.contains(source.node()))).findFirst()
                .orElseThrow();
            ordered.add(next);
            left.remove(next);
        }
        return List.copyOf(ordered);
    }
}
