package org.knime.node;

import java.net.URL;
import java.util.Optional;

import org.glmm.headless.spi.ChosenPorts;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeView;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.w3c.dom.Element;

/** The factory of a node described by a {@link DefaultNode}. */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<NodeModel> {

    private final DefaultNode node;
    private final Element description;

    /**
     * @param node the description of the node
     * @throws IllegalArgumentException if two ports have one name, or a port has none
     * @throws IllegalStateException if a text of the description is not well-formed XML
     */
    protected DefaultNodeFactory(final DefaultNode node) {
        super(true);
        this.node = node;
        this.description = NodeDescriptionXml.of(node);
        createPortsConfigBuilder();
    }

    @Override
    protected final Optional<PortsConfigurationBuilder> createPortsConfigBuilder() {
        if (node.ports.isEmpty()) {
            return Optional.empty();
        }
        final var builder = new PortsConfigurationBuilder();
        node.ports.forEach(port -> add(builder, port));
        return Optional.of(builder);
    }

    private static void add(final PortsConfigurationBuilder builder, final PortDefinition port) {
        if (port.isInput() && port.isOutput()) {
            addBoth(builder, port.id(), port.mode());
        } else if (port.isInput()) {
            addInput(builder, port.id(), port.mode());
        } else {
            addOutput(builder, port.id(), port.mode());
        }
    }

    private static void addInput(final PortsConfigurationBuilder builder, final String id, final PortMode mode) {
        if (mode instanceof PortMode.Fixed m) {
            builder.addFixedInputPortGroup(id, m.type());
        } else if (mode instanceof PortMode.OptionalPort m) {
            builder.addOptionalInputPortGroupWithDefault(id, m.initial, m.supported.get());
        } else if (mode instanceof PortMode.Extendable m) {
            builder.addExtendableInputPortGroupWithDefault(id, m.fixed, m.initial, m.supported.get());
        } else if (mode instanceof PortMode.Bound m) {
            builder.addBoundExtendableInputPortGroupWithDefault(id, m.groupId, m.fixed, m.initial);
        } else if (mode instanceof PortMode.Exchangeable m) {
            builder.addExchangeableInputPortGroup(id, m.initial(), m.supported().get());
        }
    }

    private static void addOutput(final PortsConfigurationBuilder builder, final String id, final PortMode mode) {
        if (mode instanceof PortMode.Fixed m) {
            builder.addFixedOutputPortGroup(id, m.type());
        } else if (mode instanceof PortMode.OptionalPort m) {
            builder.addOptionalOutputPortGroupWithDefault(id, m.initial, m.supported.get());
        } else if (mode instanceof PortMode.Extendable m) {
            builder.addExtendableOutputPortGroupWithDefault(id, m.fixed, m.initial, m.supported.get());
        } else if (mode instanceof PortMode.Bound m) {
            builder.addBoundExtendableOutputPortGroupWithDefault(id, m.groupId, m.fixed, m.initial);
        } else if (mode instanceof PortMode.Exchangeable m) {
            builder.addExchangeableOutputPortGroup(id, m.initial(), m.supported().get());
        }
    }

    private static void addBoth(final PortsConfigurationBuilder builder, final String id, final PortMode mode) {
        if (mode instanceof PortMode.Fixed m) {
            builder.addFixedPortGroup(id, m.type());
        } else if (mode instanceof PortMode.OptionalPort m) {
            builder.addOptionalPortGroupWithDefault(id, m.initial, m.supported.get());
        } else if (mode instanceof PortMode.Extendable m) {
            builder.addExtendablePortGroupWithDefault(id, m.fixed, m.initial, m.supported.get());
        } else if (mode instanceof PortMode.Bound m) {
            builder.addBoundExtendablePortGroupWithDefault(id, m.groupId, m.fixed, m.initial);
        } else if (mode instanceof PortMode.Exchangeable m) {
            builder.addExchangeablePortGroup(id, m.initial(), m.supported().get());
        }
    }

    @Override
    protected final NodeModel createNodeModel(final NodeCreationConfiguration configuration) {
        final var ports = (ChosenPorts)configuration;
        return node.model.newModel(ports.inputs(), ports.outputs(),
            node.view().isPresent() ? node.view().get().parametersClass : null);
    }

    /** @return whether the model or the view has parameters */
    public boolean hasNodeDialog() {
        return node.model.parametersClass != null || node.view().map(view -> view.parametersClass).isPresent();
    }

    /** @return whether the node has a view */
    public final boolean hasNodeView() {
        return node.view().isPresent();
    }

    @Override
    protected final int getNrNodeViews() {
        return hasNodeView() ? 1 : 0;
    }

    @Override
    public final NodeModel createNodeModel() {
        return super.createNodeModel();
    }

    @Override
    public final NodeView<NodeModel> createNodeView(final int index, final NodeModel model) {
        return null;
    }

    @Override
    protected final boolean hasDialog() {
        return false;
    }

    @Override
    protected final NodeDialogPane createNodeDialogPane() {
        return super.createNodeDialogPane();
    }

    @Override
    protected final NodeDialogPane createNodeDialogPane(final NodeCreationConfiguration configuration) {
        return null;
    }

    @Override
    public final Element getXMLDescription() {
        return description;
    }

    @Override
    public final NodeType getType() {
        return super.getType();
    }

    @Override
    public final URL getIcon() {
        return super.getIcon();
    }

    @Override
    public final String getInportName(final int index) {
        return super.getInportName(index);
    }

    @Override
    public final String getOutportName(final int index) {
        return super.getOutportName(index);
    }

    @Override
    public final void init() {
        super.init();
    }

    @Override
    public final void loadAdditionalFactorySettings(final ConfigRO settings) throws InvalidSettingsException {
        super.loadAdditionalFactorySettings(settings);
    }

    @Override
    public final void saveAdditionalFactorySettings(final ConfigWO settings) {
        super.saveAdditionalFactorySettings(settings);
    }
}
