package org.knime.node;

import java.util.function.Predicate;
import java.util.function.Supplier;

import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.node.RequirePorts.ConfigurablePort.BoundExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.ExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.FinalConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;

/** What the user can change about a port or group of ports. */
sealed interface PortMode {

    /** Nothing. */
    record Fixed(PortType type) implements PortMode {
    }

    /** The type. */
    record Exchangeable(PortType initial, Supplier<PortType[]> supported) implements PortMode {
    }

    /** Whether it is there. */
    final class OptionalPort implements PortMode, OptionalConfigurablePort {

        final Supplier<PortType[]> supported;
        PortType initial;

        OptionalPort(final Supplier<PortType[]> supported) {
            this.supported = supported;
        }

        @Override
        public FinalConfigurablePort defaultPortType(final PortType type) {
            initial = type;
            return new FinalConfigurablePort();
        }
    }

    /** How many further ones there are, and of which type. */
    final class Extendable implements PortMode, ExtendableConfigurablePort {

        final Supplier<PortType[]> supported;
        PortType[] fixed = {};
        PortType[] initial = {};

        Extendable(final Supplier<PortType[]> supported) {
            this.supported = supported;
        }

        @Override
        public ExtendableConfigurablePort fixedTypes(final PortType... types) {
            fixed = types;
            return this;
        }

        @Override
        public ExtendableConfigurablePort defaultNonFixedTypes(final PortType... types) {
            initial = types;
            return this;
        }
    }

    /** How many further ones there are. */
    final class Bound implements PortMode, BoundExtendableConfigurablePort {

        final String groupId;
        int fixed;
        int initial;

        Bound(final String groupId) {
            this.groupId = groupId;
        }

        @Override
        public BoundExtendableConfigurablePort fixedNumPorts(final int count) {
            fixed = count;
            return this;
        }

        @Override
        public BoundExtendableConfigurablePort defaultNumPorts(final int count) {
            initial = count;
            return this;
        }
    }

    /** The registered types that fulfil a condition. */
    static Supplier<PortType[]> registered(final Predicate<PortType> condition) {
        return () -> PortTypeRegistry.getInstance().availablePortTypes().stream().filter(condition)
            .toArray(PortType[]::new);
    }
}
