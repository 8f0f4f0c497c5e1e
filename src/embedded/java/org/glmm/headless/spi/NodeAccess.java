package org.glmm.headless.spi;

import java.util.Map;
import java.util.List;

import org.knime.core.node.NodeFactory;
import org.knime.core.node.port.PortType;

/**
 * Makes nodes from factories. What a workflow manager does with a factory and a model is not public in KNIME's API;
 * {@link NodeFactory} registers the one implementation when its class is initialised.
 */
public abstract class NodeAccess {

    private static volatile NodeAccess implementation;

    /** For the implementation. */
    protected NodeAccess() {
    }

    /** @param access the implementation */
    public static void register(final NodeAccess access) {
        implementation = access;
    }

    /**
     * @param factory a factory
     * @return a new node with the ports it has when it is new
     * @throws IllegalArgumentException if the definition of the ports is wrong
     * @throws IllegalStateException if the definition of the node is wrong
     */
    public static NodeInstance of(final NodeFactory<?> factory) {
        return of(factory, Map.of());
    }

    /**
     * @param factory a factory
     * @param addedPorts types of the ports of configurable groups, by the identifier of the group; a group that is not
     *            named has the ports that it has in a new node
     * @return a new node
     * @throws IllegalArgumentException if the definition of the ports is wrong, or a group cannot have the ports
     * @throws IllegalStateException if the definition of the node is wrong
     */
    public static NodeInstance of(final NodeFactory<?> factory, final Map<String, List<PortType>> addedPorts) {
        return implementation.create(factory, addedPorts);
    }

    /**
     * @param factory a factory
     * @param addedPorts types of the ports of configurable groups
     * @return a new node
     */
    protected abstract NodeInstance create(NodeFactory<?> factory, Map<String, List<PortType>> addedPorts);
}
