package org.knime.core.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.port.PortType;

/**
 * A factory whose nodes have ports that the user can add, remove or exchange.
 *
 * @param <T> the node model
 */
public abstract class ConfigurableNodeFactory<T extends NodeModel> extends NodeFactory<T> {

    /** A factory that is ready at once. */
    protected ConfigurableNodeFactory() {
    }

    /** @param lazyInitialization whether the factory is ready only after {@link #init()} */
    protected ConfigurableNodeFactory(final boolean lazyInitialization) {
        super(lazyInitialization);
    }

    /** @return the definition of the ports; empty for a node without ports */
    protected abstract Optional<PortsConfigurationBuilder> createPortsConfigBuilder();

    @Override
    protected abstract T createNodeModel(NodeCreationConfiguration configuration);

    @Override
    protected abstract NodeDialogPane createNodeDialogPane(NodeCreationConfiguration configuration);

    @Override
    public T createNodeModel() {
        throw new UnsupportedOperationException("A node with configurable ports needs a creation configuration.");
    }

    @Override
    protected NodeDialogPane createNodeDialogPane() {
        throw new UnsupportedOperationException("A node with configurable ports needs a creation configuration.");
    }

    /** Defines port groups. Identifiers are not empty, and unique over inputs and outputs. */
    protected static final class PortsConfigurationBuilder {

        private final Map<String, PortGroup> groups = new LinkedHashMap<>();

        /** No groups yet. */
        public PortsConfigurationBuilder() {
        }

        Collection<PortGroup> groups() {
            return groups.values();
        }

        /**
         * Adds input ports that are always there.
         *
         * @param id the identifier
         * @param types their types
         */
        public void addFixedInputPortGroup(final String id, final PortType... types) {
            fixed(id, true, false, types);
        }

        /**
         * Adds a port, among input ports, that the user can add.
         *
         * @param id the identifier
         * @param initial the type of the port of a new node, null for none
         * @param supported the types that it can have
         */
        public void addOptionalInputPortGroupWithDefault(final String id, final PortType initial,
            final PortType... supported) {
            optional(id, true, false, initial, supported);
        }

        /**
         * Adds a port, among input ports, whose type the user can exchange.
         *
         * @param id the identifier
         * @param initial the type in a new node
         * @param supported the types that it can have
         */
        public void addExchangeableInputPortGroup(final String id, final PortType initial,
            final PortType... supported) {
            exchangeable(id, true, false, initial, supported);
        }

        /**
         * Adds input ports to which the user can add more.
         *
         * @param id the identifier
         * @param fixed the types of those that are always there
         * @param initial the types of the further ones in a new node
         * @param supported the types that further ones can have
         */
        public void addExtendableInputPortGroupWithDefault(final String id, final PortType[] fixed,
            final PortType[] initial, final PortType... supported) {
            extendable(id, true, false, fixed, initial, supported);
        }

        /**
         * Adds input ports that have the type of the ports of another group.
         *
         * @param id the identifier
         * @param boundId the other group
         * @param fixedPorts how many are always there
         * @param initialPorts how many further ones a new node has
         */
        public void addBoundExtendableInputPortGroupWithDefault(final String id, final String boundId,
            final int fixedPorts, final int initialPorts) {
            bound(id, true, false, boundId, fixedPorts, initialPorts);
        }

        /**
         * Adds output ports that are always there.
         *
         * @param id the identifier
         * @param types their types
         */
        public void addFixedOutputPortGroup(final String id, final PortType... types) {
            fixed(id, false, true, types);
        }

        /**
         * Adds a port, among output ports, that the user can add.
         *
         * @param id the identifier
         * @param initial the type of the port of a new node, null for none
         * @param supported the types that it can have
         */
        public void addOptionalOutputPortGroupWithDefault(final String id, final PortType initial,
            final PortType... supported) {
            optional(id, false, true, initial, supported);
        }

        /**
         * Adds a port, among output ports, whose type the user can exchange.
         *
         * @param id the identifier
         * @param initial the type in a new node
         * @param supported the types that it can have
         */
        public void addExchangeableOutputPortGroup(final String id, final PortType initial,
            final PortType... supported) {
            exchangeable(id, false, true, initial, supported);
        }

        /**
         * Adds output ports to which the user can add more.
         *
         * @param id the identifier
         * @param fixed the types of those that are always there
         * @param initial the types of the further ones in a new node
         * @param supported the types that further ones can have
         */
        public void addExtendableOutputPortGroupWithDefault(final String id, final PortType[] fixed,
            final PortType[] initial, final PortType... supported) {
            extendable(id, false, true, fixed, initial, supported);
        }

        /**
         * Adds output ports that have the type of the ports of another group.
         *
         * @param id the identifier
         * @param boundId the other group
         * @param fixedPorts how many are always there
         * @param initialPorts how many further ones a new node has
         */
        public void addBoundExtendableOutputPortGroupWithDefault(final String id, final String boundId,
            final int fixedPorts, final int initialPorts) {
            bound(id, false, true, boundId, fixedPorts, initialPorts);
        }

        /**
         * Adds input and output ports that are always there.
         *
         * @param id the identifier
         * @param types their types
         */
        public void addFixedPortGroup(final String id, final PortType... types) {
            fixed(id, true, true, types);
        }

        /**
         * Adds a port, among input and output ports, that the user can add.
         *
         * @param id the identifier
         * @param initial the type of the port of a new node, null for none
         * @param supported the types that it can have
         */
        public void addOptionalPortGroupWithDefault(final String id, final PortType initial,
            final PortType... supported) {
            optional(id, true, true, initial, supported);
        }

        /**
         * Adds a port, among input and output ports, whose type the user can exchange.
         *
         * @param id the identifier
         * @param initial the type in a new node
         * @param supported the types that it can have
         */
        public void addExchangeablePortGroup(final String id, final PortType initial,
            final PortType... supported) {
            exchangeable(id, true, true, initial, supported);
        }

        /**
         * Adds input and output ports to which the user can add more.
         *
         * @param id the identifier
         * @param fixed the types of those that are always there
         * @param initial the types of the further ones in a new node
         * @param supported the types that further ones can have
         */
        public void addExtendablePortGroupWithDefault(final String id, final PortType[] fixed,
            final PortType[] initial, final PortType... supported) {
            extendable(id, true, true, fixed, initial, supported);
        }

        /**
         * Adds input and output ports that have the type of the ports of another group.
         *
         * @param id the identifier
         * @param boundId the other group
         * @param fixedPorts how many are always there
         * @param initialPorts how many further ones a new node has
         */
        public void addBoundExtendablePortGroupWithDefault(final String id, final String boundId,
            final int fixedPorts, final int initialPorts) {
            bound(id, true, true, boundId, fixedPorts, initialPorts);
        }

        private void fixed(final String id, final boolean input, final boolean output, final PortType... types) {
            add(id, input, output, notEmpty(types, "port type"), List.of(), List.of(), 0);
        }

        private void optional(final String id, final boolean input, final boolean output, final PortType initial,
            final PortType... supported) {
            add(id, input, output, List.of(), initial == null ? List.of() : List.of(initial),
                withInitial(supported, initial), 1);
        }

        private void exchangeable(final String id, final boolean input, final boolean output, final PortType initial,
            final PortType... supported) {
            if (initial == null) {
                throw new IllegalArgumentException("An exchangeable port needs a default type");
            }
            add(id, input, output, List.of(), List.of(initial), withInitial(supported, initial), 1);
        }

        private void extendable(final String id, final boolean input, final boolean output, final PortType[] fixed,
            final PortType[] initial, final PortType... supported) {
            add(id, input, output, List.of(fixed), List.of(initial), notEmpty(supported, "supported type"),
                Integer.MAX_VALUE);
        }

        private void bound(final String id, final boolean input, final boolean output, final String boundId,
            final int fixedPorts, final int initialPorts) {
            final var bound = groups.get(boundId);
            if (bound == null) {
                throw new IllegalArgumentException("There is no port group \"" + boundId + "\" to bind to");
            }
            final var type = bound.ports().stream().findFirst().or(() -> bound.supported().stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException("The port group \"" + boundId + "\" has no type"));
            add(id, input, output, repeat(type, fixedPorts), repeat(type, initialPorts), List.of(type),
                Integer.MAX_VALUE);
        }

        private void add(final String id, final boolean input, final boolean output, final List<PortType> fixed,
            final List<PortType> initial, final List<PortType> supported, final int limit) {
            if (groups.containsKey(id)) {
                throw new IllegalArgumentException("A port group with the given name already exists: " + id);
            }
            if (id == null || id.isEmpty()) {
                throw new IllegalArgumentException("The identifier of a port group must not be empty");
            }
            groups.put(id, new PortGroup(id, input, output, fixed, initial, supported, limit));
        }

        private static List<PortType> notEmpty(final PortType[] types, final String what) {
            if (types == null || types.length == 0 || Stream.of(types).anyMatch(type -> type == null)) {
                throw new IllegalArgumentException("A port group needs at least one " + what + ", none of them null");
            }
            return List.of(types);
        }

        private static List<PortType> withInitial(final PortType[] supported, final PortType initial) {
            final var all = new ArrayList<>(notEmpty(supported, "supported type"));
            if (initial != null && !all.contains(initial)) {
                all.add(initial);
            }
            return List.copyOf(all);
        }

        private static List<PortType> repeat(final PortType type, final int count) {
            return Stream.generate(() -> type).limit(count).toList();
        }
    }
}
