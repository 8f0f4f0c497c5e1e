package org.knime.core.node;

import java.util.List;
import java.util.Map;

import org.glmm.headless.spi.NodeAccess;
import org.glmm.headless.spi.NodeInstance;
import org.knime.core.node.port.PortType;

/** Makes nodes for the workflow manager. */
final class FactoryNodes extends NodeAccess {

    @Override
    protected NodeInstance create(final NodeFactory<?> factory, final Map<String, List<PortType>> addedPorts) {
        factory.init();
        return FactoryNode.of(factory, addedPorts);
    }
}
