package org.glmm.headless.catalog;

import java.util.List;
import java.util.Optional;

import org.glmm.headless.node.ExecutableNode;
import org.glmm.headless.node.Port;
import org.glmm.headless.spi.NodeInstance;
import org.glmm.headless.spi.NodePort;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** A node made by a node factory. */
final class FactoryNode implements ExecutableNode {

    private final NodeInstance m_node;

    FactoryNode(final NodeInstance node) {
        m_node = node;
    }

    @Override
    public List<Port> inputs() {
        return ports(m_node.inPorts());
    }

    @Override
    public List<Port> outputs() {
        return ports(m_node.outPorts());
    }

    private static List<Port> ports(final List<NodePort> ports) {
        return ports.stream().map(port -> new Port(port.name(), port.type())).toList();
    }

    @Override
    public void load(final NodeSettingsRO model) throws InvalidSettingsException {
        m_node.loadSettings(model);
    }

    @Override
    public PortObjectSpec[] configure(final PortObjectSpec[] inputs) throws InvalidSettingsException {
        return m_node.configure(inputs);
    }

    @Override
    public PortObject[] execute(final PortObject[] inputs, final ExecutionContext context) throws Exception {
        return m_node.execute(inputs, context);
    }

    @Override
    public Optional<String> warning() {
        return m_node.warning();
    }
}
