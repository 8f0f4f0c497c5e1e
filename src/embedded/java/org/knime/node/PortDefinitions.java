package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.knime.core.node.port.PortType;
import org.knime.node.PortDefinition.Side;
import org.knime.node.RequirePorts.ConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.BoundExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.ExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.FinalConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.PortsAdder;
import org.knime.node.RequirePorts.RequireConfigurablePortMode;
import org.knime.node.RequirePorts.RequireInputPortName;
import org.knime.node.RequirePorts.RequirePortName;
import org.knime.node.RequirePorts.RequireSupportedTypes;

/** Collects the definitions of ports. */
final class PortDefinitions implements DynamicPortsAdder {

    private final List<PortDefinition> definitions = new ArrayList<>();

    private PortDefinitions() {
    }

    static List<PortDefinition> of(final Consumer<DynamicPortsAdder> ports) {
        final var collector = new PortDefinitions();
        ports.accept(collector);
        return List.copyOf(collector.definitions);
    }

    @Override
    public DynamicPortsAdder addInputPortGroup(final String id,
        final Function<RequirePortName, ConfigurablePort> group) {
        group.apply(name -> description -> mode(m -> new PortDefinition(id, new Side(name, description), null, m)));
        return this;
    }

    @Override
    public DynamicPortsAdder addOutputPortGroup(final String id,
        final Function<RequirePortName, ConfigurablePort> group) {
        group.apply(name -> description -> mode(m -> new PortDefinition(id, null, new Side(name, description), m)));
        return this;
    }

    @Override
    public DynamicPortsAdder addInputAndOutputPortGroup(final String id,
        final Function<RequireInputPortName, ConfigurablePort> group) {
        group.apply(inName -> inDescription -> outName -> outDescription -> mode(
            m -> new PortDefinition(id, new Side(inName, inDescription), new Side(outName, outDescription), m)));
        return this;
    }

    private RequireConfigurablePortMode mode(final Function<PortMode, PortDefinition> definition) {
        return new Mode(mode -> definitions.add(definition.apply(mode)));
    }

    /** The step that tells what the user can change. */
    private record Mode(Consumer<PortMode> target) implements RequireConfigurablePortMode {

        private <M extends PortMode> M add(final M mode) {
            target.accept(mode);
            return mode;
        }

        @Override
        public FinalConfigurablePort fixed(final PortType type) {
            add(new PortMode.Fixed(type));
            return new FinalConfigurablePort();
        }

        @Override
        public RequireSupportedTypes<OptionalConfigurablePort> optional() {
            return new Types<>(supported -> add(new PortMode.OptionalPort(supported)));
        }

        @Override
        public RequireSupportedTypes<ExtendableConfigurablePort> extendable() {
            return new Types<>(supported -> add(new PortMode.Extendable(supported)));
        }

        @Override
        public BoundExtendableConfigurablePort boundExtendable(final String groupId) {
            return add(new PortMode.Bound(groupId));
        }

        @Override
        public RequireSupportedTypes<FinalConfigurablePort> exchangable(final PortType defaultType) {
            return new Types<>(supported -> {
                add(new PortMode.Exchangeable(defaultType, supported));
                return new FinalConfigurablePort();
            });
        }
    }

    /** The step of the types. */
    private record Types<T>(Function<Supplier<PortType[]>, T> next) implements RequireSupportedTypes<T> {

        @Override
        public T supportedTypes(final PortType... types) {
            return next.apply(() -> types);
        }

        @Override
        public T supportedTypes(final Predicate<PortType> condition) {
            return next.apply(PortMode.registered(condition));
        }
    }

    /** Adds fixed ports, each a group with its name as identifier. */
    record FixedPorts(DynamicPortsAdder groups) implements PortsAdder {

        @Override
        public PortsAdder addInputPort(final String name, final String description, final PortType type) {
            groups.addInputPortGroup(name, group -> group.name(name).description(description).fixed(type));
            return this;
        }

        @Override
        public PortsAdder addOutputPort(final String name, final String description, final PortType type) {
            groups.addOutputPortGroup(name, group -> group.name(name).description(description).fixed(type));
            return this;
        }
    }
}
