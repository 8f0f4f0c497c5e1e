package org.glmm.headless.catalog;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.glmm.headless.csv.CsvReader;
import org.glmm.headless.csv.CsvWriter;
import org.glmm.headless.node.ExecutableNode;
import org.glmm.headless.plugin.PluginXml;
import org.glmm.headless.spi.NodeAccess;
import org.glmm.headless.tablecreator.TableCreator;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.port.PortType;

/** The nodes that can be run: those registered in a plugin.xml and the stand-ins for nodes of KNIME. */
public final class NodeCatalog {

    private static final Map<String, Function<Path, ExecutableNode>> STAND_INS = Map.of(
        CsvReader.FACTORY, CsvReader::new,
        CsvWriter.FACTORY, CsvWriter::new,
        TableCreator.FACTORY, workflow -> new TableCreator());

    private final Set<String> m_registered;

    private final ClassLoader m_loader;

    /**
     * @param plugins the plug-ins that register nodes
     * @param loader loads the node factories
     */
    public NodeCatalog(final List<PluginXml> plugins, final ClassLoader loader) {
        m_registered = plugins.stream().flatMap(plugin -> plugin.nodeFactories().stream()).collect(Collectors.toSet());
        m_loader = loader;
    }

    /**
     * Makes a new node.
     *
     * @param factory class name of the node factory
     * @param workflow the folder of the workflow the node is in
     * @param addedPorts types of the ports that were added to the node's groups, by the identifier of the group
     * @return the node
     * @throws UnknownNodeException if the factory is not known or cannot be used
     */
    public ExecutableNode create(final String factory, final Path workflow,
        final Map<String, List<PortType>> addedPorts)
        throws UnknownNodeException {
        final var standIn = STAND_INS.get(factory);
        if (standIn != null) {
            return standIn.apply(workflow);
        }
        if (!m_registered.contains(factory)) {
            throw new UnknownNodeException("the factory " + factory + " is not registered in a plugin.xml; of KNIME's"
                + " own nodes only CSV Reader, CSV Writer and Table Creator are available headless");
        }
        return instantiate(factory, addedPorts);
    }

    private ExecutableNode instantiate(final String factory, final Map<String, List<PortType>> addedPorts)
        throws UnknownNodeException {
        try {
            final var instance = (NodeFactory<?>)m_loader.loadClass(factory).getConstructor().newInstance();
            return new FactoryNode(NodeAccess.of(instance, addedPorts));
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            final var wrapped = e instanceof InvocationTargetException || e instanceof ExceptionInInitializerError;
            final var cause = wrapped && e.getCause() != null ? e.getCause() : e;
            throw new UnknownNodeException("the factory " + factory + " cannot be used: "
                + cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }
    }
}
