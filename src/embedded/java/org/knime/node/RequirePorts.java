package org.knime.node;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;

/** The step of the ports. */
public interface RequirePorts {

    /**
     * Defines ports that the user can add, remove or exchange.
     *
     * @param ports the definition
     * @return the next step
     */
    DefaultNode.RequireModel dynamicPorts(Consumer<DynamicPortsAdder> ports);

    /**
     * Defines fixed ports. Their names are the identifiers of port groups, so they differ over inputs and outputs.
     *
     * @param ports the definition
     * @return the next step
     */
    default DefaultNode.RequireModel ports(final Consumer<PortsAdder> ports) {
        return dynamicPorts(dynamic -> ports.accept(new PortDefinitions.FixedPorts(dynamic)));
    }

    /** Adds fixed ports. */
    interface PortsAdder {

        /**
         * @param name the name
         * @param description the description, an XML fragment
         * @param type what it takes
         * @return this
         */
        PortsAdder addInputPort(String name, String description, PortType type);

        /**
         * @param name the name
         * @param description the description, an XML fragment
         * @param type what it gives
         * @return this
         */
        PortsAdder addOutputPort(String name, String description, PortType type);

        /**
         * @param name the name
         * @param description the description, an XML fragment
         * @return this
         */
        default PortsAdder addInputTable(final String name, final String description) {
            return addInputPort(name, description, BufferedDataTable.TYPE);
        }

        /**
         * @param name the name
         * @param description the description, an XML fragment
         * @return this
         */
        default PortsAdder addOutputTable(final String name, final String description) {
            return addOutputPort(name, description, BufferedDataTable.TYPE);
        }
    }

    /** Adds groups of ports. */
    interface DynamicPortsAdder {

        /**
         * @param id the identifier, not empty, unique over inputs and outputs
         * @param group the definition
         * @return this
         */
        DynamicPortsAdder addInputPortGroup(String id, Function<RequirePortName, ConfigurablePort> group);

        /**
         * @param id the identifier, not empty, unique over inputs and outputs
         * @param group the definition
         * @return this
         */
        DynamicPortsAdder addOutputPortGroup(String id, Function<RequirePortName, ConfigurablePort> group);

        /**
         * @param id the identifier, not empty, unique over inputs and outputs
         * @param group the definition
         * @return this
         */
        DynamicPortsAdder addInputAndOutputPortGroup(String id,
            Function<RequireInputPortName, ConfigurablePort> group);
    }

    /** The step of the name. */
    interface RequirePortName {

        /**
         * @param name the name
         * @return the next step
         */
        RequirePortDescription name(String name);
    }

    /** The step of the description. */
    interface RequirePortDescription {

        /**
         * @param description the description, an XML fragment
         * @return the next step
         */
        RequireConfigurablePortMode description(String description);
    }

    /** The step of the name of the input. */
    interface RequireInputPortName {

        /**
         * @param inputName the name
         * @return the next step
         */
        RequireInputPortDescription inputName(String inputName);
    }

    /** The step of the description of the input. */
    interface RequireInputPortDescription {

        /**
         * @param inputDescription the description, an XML fragment
         * @return the next step
         */
        RequireOutputPortName inputDescription(String inputDescription);
    }

    /** The step of the name of the output. */
    interface RequireOutputPortName {

        /**
         * @param outputName the name
         * @return the next step
         */
        RequireOutputPortDescription outputName(String outputName);
    }

    /** The step of the description of the output. */
    interface RequireOutputPortDescription {

        /**
         * @param outputDescription the description, an XML fragment
         * @return the next step
         */
        RequireConfigurablePortMode outputDescription(String outputDescription);
    }

    /** The step that tells what the user can change. */
    interface RequireConfigurablePortMode {

        /**
         * A port that is always there.
         *
         * @param type its type
         * @return the port
         */
        ConfigurablePort.FinalConfigurablePort fixed(PortType type);

        /** @return the next step of a port that the user can add */
        RequireSupportedTypes<ConfigurablePort.OptionalConfigurablePort> optional();

        /** @return the next step of ports to which the user can add more */
        RequireSupportedTypes<ConfigurablePort.ExtendableConfigurablePort> extendable();

        /**
         * Ports of the type of those of another group.
         *
         * @param groupId the other group
         * @return the ports
         */
        ConfigurablePort.BoundExtendableConfigurablePort boundExtendable(String groupId);

        /**
         * @param defaultType the type in a new node
         * @return the next step of a port whose type the user can exchange
         */
        RequireSupportedTypes<ConfigurablePort.FinalConfigurablePort> exchangable(PortType defaultType);
    }

    /**
     * The step of the types.
     *
     * @param <T> the next step
     */
    interface RequireSupportedTypes<T> {

        /**
         * @param types the types that the user can choose
         * @return the next step
         */
        T supportedTypes(PortType... types);

        /**
         * @param condition the types that the user can choose, among all that are registered
         * @return the next step
         */
        T supportedTypes(Predicate<PortType> condition);
    }

    /** A defined port. */
    sealed interface ConfigurablePort {

        /** Has no more to define. */
        final class FinalConfigurablePort implements ConfigurablePort {
        }

        /** A port that the user can add. */
        non-sealed interface OptionalConfigurablePort extends ConfigurablePort {

            /**
             * @param type the type of the port in a new node, which has none otherwise
             * @return the port
             */
            FinalConfigurablePort defaultPortType(PortType type);
        }

        /** Ports to which the user can add more. */
        non-sealed interface ExtendableConfigurablePort extends ConfigurablePort {

            /**
             * @param types the types of those that are always there
             * @return this
             */
            ExtendableConfigurablePort fixedTypes(PortType... types);

            /**
             * @param types the types of the further ones in a new node
             * @return this
             */
            ExtendableConfigurablePort defaultNonFixedTypes(PortType... types);
        }

        /** Ports of the type of those of another group. */
        non-sealed interface BoundExtendableConfigurablePort extends ConfigurablePort {

            /**
             * @param count how many are always there
             * @return this
             */
            BoundExtendableConfigurablePort fixedNumPorts(int count);

            /**
             * @param count how many further ones a new node has
             * @return this
             */
            BoundExtendableConfigurablePort defaultNumPorts(int count);
        }
    }
}
