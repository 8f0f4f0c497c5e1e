package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.RequireModelParameters;
import org.knime.node.DefaultView.RequireViewParameters;

/** The description of a node, given step by step: name, icon, texts, version, ports, model; then optional parts. */
public final class DefaultNode implements FluentNodeAPI {

    final String name;
    final String icon;
    final String shortDescription;
    final String fullDescription;
    final List<PortDefinition> ports;
    final DefaultModel model;
    final List<ExternalResource> externalResources = new ArrayList<>();
    final List<String> keywords = new ArrayList<>();
    private DefaultView view;
    private NodeType nodeType;

    private DefaultNode(final String name, final String icon, final String shortDescription,
        final String fullDescription, final List<PortDefinition> ports, final DefaultModel model) {
        this.name = name;
        this.icon = icon;
        this.shortDescription = shortDescription;
        this.fullDescription = fullDescription;
        this.ports = ports;
        this.model = model;
    }

    /** @return the first step */
    public static RequireName create() {
        return name -> icon -> shortDescription -> fullDescription -> (major, minor, revision) -> ports -> model -> {
            if (major < 0 || minor < 0 || revision < 0) {
                throw new IllegalArgumentException("A version has no negative parts.");
            }
            return new DefaultNode(name, icon, shortDescription, fullDescription, PortDefinitions.of(ports),
                model.apply(DefaultModel.create()));
        };
    }

    Optional<DefaultView> view() {
        return Optional.ofNullable(view);
    }

    NodeType type() {
        if (nodeType != null) {
            return nodeType;
        }
        if (ports.stream().noneMatch(PortDefinition::isInput)) {
            return NodeType.Source;
        }
        return ports.stream().noneMatch(PortDefinition::isOutput) ? NodeType.Sink : NodeType.Manipulator;
    }

    /**
     * @param definition the view
     * @return this
     * @throws UnsupportedOperationException if the node has a view already
     */
    public DefaultNode addView(final Function<RequireViewParameters, DefaultView> definition) {
        if (view != null) {
            throw new UnsupportedOperationException("The node has a view already; it can have only one.");
        }
        view = definition.apply(DefaultView.create());
        return this;
    }

    /**
     * @param type what the node is for
     * @return this
     * @throws IllegalStateException if it has been told already
     */
    public DefaultNode nodeType(final NodeType type) {
        if (nodeType != null) {
            throw new IllegalStateException("The type of the node has been given already.");
        }
        nodeType = type;
        return this;
    }

    /**
     * @param words words to find the node by, none of them null
     * @return this
     * @throws IllegalStateException if they have been told already
     */
    public DefaultNode keywords(final String... words) {
        if (!keywords.isEmpty()) {
            throw new IllegalStateException("The keywords of the node have been given already.");
        }
        if (words == null || Stream.of(words).anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("The list of keywords must not contain null.");
        }
        keywords.addAll(List.of(words));
        return this;
    }

    /**
     * @param href the address
     * @param description what is there, an XML fragment
     * @return this
     */
    public DefaultNode addExternalResource(final String href, final String description) {
        if (href == null || description == null) {
            throw new IllegalArgumentException("An external resource needs an address and a description.");
        }
        externalResources.add(new ExternalResource(href, description));
        return this;
    }

    record ExternalResource(String href, String description) {
    }

    /** The step of the name. */
    public interface RequireName {

        /**
         * @param name the name
         * @return the next step
         */
        RequireIcon name(String name);
    }

    /** The step of the icon. */
    public interface RequireIcon {

        /**
         * @param icon its path from the package of the factory
         * @return the next step
         */
        RequireShortDescription icon(String icon);
    }

    /** The step of the short description. */
    public interface RequireShortDescription {

        /**
         * @param shortDescription one sentence, an XML fragment
         * @return the next step
         */
        RequireFullDescription shortDescription(String shortDescription);
    }

    /** The step of the full description. */
    public interface RequireFullDescription {

        /**
         * @param fullDescription paragraphs, an XML fragment; without the options, which come from the parameters
         * @return the next step
         */
        RequireSinceVersion fullDescription(String fullDescription);
    }

    /** The step of the version that first had the node. */
    public interface RequireSinceVersion {

        /**
         * @param major first part
         * @param minor second part
         * @param revision third part
         * @return the next step
         */
        RequirePorts sinceVersion(int major, int minor, int revision);
    }

    /** The step of the model. */
    public interface RequireModel {

        /**
         * @param model the model
         * @return the node
         */
        DefaultNode model(Function<RequireModelParameters, DefaultModel> model);
    }
}
