package org.knime.core.node;

import java.net.URL;
import java.util.Optional;

import org.glmm.headless.spi.NodeAccess;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.w3c.dom.Element;

/**
 * Makes the parts of a node, and describes it. A concrete factory is a public class with a public constructor without
 * arguments.
 *
 * @param <T> the node model
 */
public abstract class NodeFactory<T extends NodeModel> {

    static {
        NodeAccess.register(new FactoryNodes());
    }

    /** What a node is for. */
    public enum NodeType {
        /** Brings data in. */
        Source,
        /** Takes data out. */
        Sink,
        /** Fits a model. */
        Learner,
        /** Applies a model. */
        Predictor,
        /** Changes data. */
        Manipulator,
        /** Shows data. */
        Visualizer,
        /** A widget of a page. */
        Widget,
        /** A metanode. */
        Meta,
        /** Starts a loop. */
        LoopStart,
        /** Ends a loop. */
        LoopEnd,
        /** Starts a scope. */
        ScopeStart,
        /** Ends a scope. */
        ScopeEnd,
        /** The former configuration node. */
        @Deprecated
        QuickForm,
        /** A configuration of a component. */
        Configuration,
        /** None of the others. */
        Other,
        /** A node that is not installed. */
        Missing,
        /** Not known. */
        Unknown,
        /** A component. */
        Subnode,
        /** The input of a component. */
        VirtualIn,
        /** The output of a component. */
        VirtualOut,
        /** Exchanges data with a caller. */
        Container
    }

    /** A factory that is ready at once. */
    protected NodeFactory() {
        this(false);
    }

    /** @param lazyInitialization whether the factory is ready only after {@link #init()} */
    protected NodeFactory(final boolean lazyInitialization) {
        if (!lazyInitialization) {
            init();
        }
    }

    /** Makes the factory ready. */
    public void init() {
    }

    /** @return a new node model */
    public abstract T createNodeModel();

    /**
     * @param configuration what was chosen when the node was created
     * @return a new node model
     */
    protected T createNodeModel(final NodeCreationConfiguration configuration) {
        return createNodeModel();
    }

    /** @return the number of views */
    protected abstract int getNrNodeViews();

    /**
     * @param index a view
     * @param model the model it shows
     * @return a new view
     */
    public abstract NodeView<T> createNodeView(int index, T model);

    /** @return whether there is a dialog of the former kind */
    protected abstract boolean hasDialog();

    /** @return a new dialog */
    protected abstract NodeDialogPane createNodeDialogPane();

    /**
     * @param configuration what was chosen when the node was created
     * @return a new dialog
     */
    protected NodeDialogPane createNodeDialogPane(final NodeCreationConfiguration configuration) {
        return createNodeDialogPane();
    }

    /** @return the node description, element {@code knimeNode}; null if there is none */
    public Element getXMLDescription() {
        return null;
    }

    /** @return the node's name */
    public final String getNodeName() {
        return description().flatMap(d -> Descriptions.text(d, "name")).orElse(getClass().getSimpleName());
    }

    /** @return the node's type */
    public NodeType getType() {
        return description().map(d -> NodeType.valueOf(d.getAttribute("type"))).orElse(NodeType.Unknown);
    }

    /** @return words to find the node by */
    public final String[] getKeywords() {
        return description().map(Descriptions::keywords).orElseGet(() -> new String[0]);
    }

    /** @return the icon, beside the factory's class; null if it is not there */
    public URL getIcon() {
        return description().map(d -> getClass().getResource(d.getAttribute("icon"))).orElse(null);
    }

    /**
     * @param index an input
     * @return its name
     */
    public String getInportName(final int index) {
        return port("inPort", index).map(p -> p.getAttribute("name")).orElse("No name available");
    }

    /**
     * @param index an output
     * @return its name
     */
    public String getOutportName(final int index) {
        return port("outPort", index).map(p -> p.getAttribute("name")).orElse("No name available");
    }

    /**
     * @param index an input
     * @return its description
     */
    public final String getInportDescription(final int index) {
        return port("inPort", index).map(Element::getTextContent).orElse("No description available");
    }

    /**
     * @param index an output
     * @return its description
     */
    public final String getOutportDescription(final int index) {
        return port("outPort", index).map(Element::getTextContent).orElse("No description available");
    }

    /**
     * @param settings what {@link #saveAdditionalFactorySettings} wrote
     * @throws InvalidSettingsException if it cannot be loaded
     */
    public void loadAdditionalFactorySettings(final ConfigRO settings) throws InvalidSettingsException {
        init();
    }

    /** @param settings takes what identifies a node of this factory beyond the class */
    public void saveAdditionalFactorySettings(final ConfigWO settings) {
    }

    private Optional<Element> description() {
        return Optional.ofNullable(getXMLDescription());
    }

    private Optional<Element> port(final String tag, final int index) {
        return description().flatMap(d -> Descriptions.port(d, tag, index));
    }
}
