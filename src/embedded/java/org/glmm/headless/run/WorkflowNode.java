package org.glmm.headless.run;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.glmm.headless.node.ExecutableNode;
import org.glmm.headless.workflow.FlowVariable;
import org.glmm.headless.workflow.NodeFolder;
import org.glmm.headless.workflow.VariableBinding;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** A node in a workflow: what is stored of it, its connections, its state and its outputs. */
final class WorkflowNode {

    /** The output port a connection starts at; index 0 is the flow-variable port. */
    record Source(WorkflowNode node, int port) {
    }

    private final NodeFolder m_folder;

    private final ExecutableNode m_node;

    private final List<VariableBinding> m_bindings;

    private final Map<Integer, Source> m_sources = new TreeMap<>();

    private final Map<String, FlowVariable> m_variables = new LinkedHashMap<>();

    private NodeState m_state = NodeState.IDLE;

    private PortObjectSpec[] m_specs;

    private PortObject[] m_objects;

    /**
     * @param folder the stored node
     * @param node the node, null if it could not be loaded; it is never executed then
     * @param bindings its settings tied to flow variables
     */
    WorkflowNode(final NodeFolder folder, final ExecutableNode node, final List<VariableBinding> bindings) {
        m_folder = folder;
        m_node = node;
        m_bindings = bindings;
    }

    NodeFolder folder() {
        return m_folder;
    }

    ExecutableNode node() {
        return m_node;
    }

    boolean isLoaded() {
        return m_node != null;
    }

    String label() {
        return m_folder.label();
    }

    NodeState state() {
        return m_state;
    }

    void connect(final int inputPort, final WorkflowNode source, final int outputPort) {
        m_sources.put(inputPort, new Source(source, outputPort));
    }

    Collection<Source> sources() {
        return m_sources.values();
    }

    /** @return what is connected to an input port (0 = flow variables), null if nothing is */
    Source source(final int inputPort) {
        return m_sources.get(inputPort);
    }

    /** @return whether this node is the other one or downstream of it */
    boolean isReachableFrom(final WorkflowNode other) {
        final var upstream = new LinkedHashSet<WorkflowNode>(Set.of(this));
        final var open = new ArrayDeque<WorkflowNode>(upstream);
        while (!open.isEmpty()) {
            for (var source : open.remove().sources()) {
                if (upstream.add(source.node())) {
                    open.add(source.node());
                }
            }
        }
        return upstream.contains(other);
    }

    Map<String, FlowVariable> variables() {
        return m_variables;
    }

    /**
     * Takes the variables of the workflow and of the predecessors, the first port's last so that they win, and loads
     * the settings tied to variables anew.
     *
     * @param workflowVariables the workflow variables
     * @throws InvalidSettingsException if a variable is missing or does not fit its setting
     */
    void applyVariables(final Collection<FlowVariable> workflowVariables) throws InvalidSettingsException {
        m_variables.clear();
        workflowVariables.forEach(variable -> m_variables.put(variable.name(), variable));
        final var ports = List.copyOf(m_sources.values());
        for (var i = ports.size() - 1; i >= 0; i--) {
            m_variables.putAll(ports.get(i).node().variables());
        }
        if (m_bindings.isEmpty() || !m_folder.hasModel()) {
            return;
        }
        final var model = new NodeSettings("model");
        m_folder.model().copyTo(model);
        for (var binding : m_bindings) {
            binding.overwrite(model, m_variables);
        }
        m_node.load(model);
        for (var binding : m_bindings) {
            binding.expose(model).ifPresent(variable -> m_variables.put(variable.name(), variable));
        }
    }

    void reset() {
        m_state = NodeState.IDLE;
        m_specs = null;
        m_objects = null;
    }

    void configured(final PortObjectSpec[] specs) {
        m_state = NodeState.CONFIGURED;
        m_specs = specs;
    }

    void executed(final PortObject[] objects) {
        m_state = NodeState.EXECUTED;
        m_objects = objects;
        for (var i = 0; i < objects.length; i++) {
            m_specs[i] = objects[i].getSpec();
        }
    }

    /** @return the specs of the data inputs; null where nothing is connected or the spec is not known */
    PortObjectSpec[] inputSpecs() {
        final var specs = new PortObjectSpec[m_node.inputs().size()];
        for (var i = 0; i < specs.length; i++) {
            final var source = source(i + 1);
            specs[i] = source == null || source.node().m_specs == null ? null
                : source.node().m_specs[source.port() - 1];
        }
        return specs;
    }

    /** @return the objects at the data inputs; null where nothing is connected */
    PortObject[] inputObjects() {
        final var objects = new PortObject[m_node.inputs().size()];
        for (var i = 0; i < objects.length; i++) {
            final var source = source(i + 1);
            objects[i] = source == null ? null : source.node().m_objects[source.port() - 1];
        }
        return objects;
    }
}
