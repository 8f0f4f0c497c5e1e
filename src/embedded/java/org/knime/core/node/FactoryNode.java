package org.knime.core.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glmm.headless.spi.ChosenPorts;
import org.glmm.headless.spi.NodeInstance;
import org.glmm.headless.spi.NodePort;
import org.glmm.headless.spi.NodePortGroup;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.w3c.dom.Element;

/** A node made by a factory, with the checks that KNIME makes around its model. */
final class FactoryNode implements NodeInstance {

    private final NodeFactory<?> factory;
    private final NodeModel model;
    private final List<NodePortGroup> groups;
    private PortObjectSpec[] configuredSpecs;
    private boolean configured;

    private FactoryNode(final NodeFactory<?> factory, final NodeModel model, final List<NodePortGroup> groups) {
        this.factory = factory;
        this.model = model;
        this.groups = groups;
        this.configuredSpecs = new PortObjectSpec[model.getNrOutPorts()];
    }

    static FactoryNode of(final NodeFactory<?> factory, final Map<String, List<PortType>> addedPorts) {
        if (!(factory instanceof ConfigurableNodeFactory<?> configurable)) {
            return new FactoryNode(factory, factory.createNodeModel(), List.of());
        }
        final var groups = new ArrayList<NodePortGroup>();
        for (final var group : definedGroups(configurable)) {
            final var further = addedPorts.get(group.id());
            final var ports = further == null ? group.ports() : group.ports(further);
            groups.add(new NodePortGroup(group.id(), group.input() ? ports : List.of(),
                group.output() ? ports : List.of(), group.limit() > 0));
        }
        final var chosen = new ChosenPorts(groups.stream().flatMap(group -> group.inTypes().stream()).toList(),
            groups.stream().flatMap(group -> group.outTypes().stream()).toList());
        return new FactoryNode(factory, configurable.createNodeModel(chosen), List.copyOf(groups));
    }

    private static List<PortGroup> definedGroups(final ConfigurableNodeFactory<?> factory) {
        return factory.createPortsConfigBuilder().map(builder -> List.copyOf(builder.groups())).orElse(List.of());
    }

    @Override
    public String name() {
        return factory.getNodeName();
    }

    @Override
    public NodeType type() {
        return factory.getType();
    }

    @Override
    public Element description() {
        return factory.getXMLDescription();
    }

    @Override
    public List<NodePort> inPorts() {
        return IntStream.range(0, model.getNrInPorts()).mapToObj(
            i -> new NodePort(factory.getInportName(i), factory.getInportDescription(i), model.getInPortType(i)))
            .toList();
    }

    @Override
    public List<NodePort> outPorts() {
        return IntStream.range(0, model.getNrOutPorts()).mapToObj(
            i -> new NodePort(factory.getOutportName(i), factory.getOutportDescription(i), model.getOutPortType(i)))
            .toList();
    }

    @Override
    public List<NodePortGroup> portGroups() {
        return groups;
    }

    @Override
    public void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        model.validateSettings(settings);
    }

    @Override
    public void loadSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        model.validateSettings(settings);
        model.loadValidatedSettingsFrom(settings);
    }

    @Override
    public void saveSettings(final NodeSettingsWO settings) {
        model.saveSettingsTo(settings);
    }

    @Override
    public PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        model.setWarningMessage(null);
        configured = false;
        configuredSpecs = new PortObjectSpec[model.getNrOutPorts()];
        checkInSpecs(inSpecs);
        final var specs = model.configure(inSpecs.clone());
        if (specs != null && specs.length == configuredSpecs.length) {
            configuredSpecs = specs.clone();
        } else if (specs != null) {
            model.getLogger()
                .error("Configure gave " + specs.length + " specs for " + configuredSpecs.length + " output ports.");
        }
        configured = true;
        return configuredSpecs.clone();
    }

    private void checkInSpecs(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        checkCount("input specs", inSpecs.length, model.getNrInPorts());
        for (int i = 0; i < inSpecs.length; i++) {
            final var type = model.getInPortType(i);
            if (inSpecs[i] == null && !type.isOptional()) {
                throw new IllegalArgumentException("Configured without a spec at port " + i + ".");
            }
            final var expected = type.getPortObjectSpecClass();
            if (inSpecs[i] != null && !expected.isInstance(inSpecs[i])) {
                final var where = inSpecs.length > 1 ? " at port " + i : "";
                throw new InvalidSettingsException("Incompatible port spec" + where + ", expected: "
                    + expected.getSimpleName() + ", actual: " + inSpecs[i].getClass().getSimpleName());
            }
        }
    }

    @Override
    public PortObject[] execute(final PortObject[] inObjects, final ExecutionContext context) throws Exception {
        if (!configured) {
            throw new IllegalStateException("The node \"" + name() + "\" is executed before it is configured.");
        }
        context.checkCanceled();
        model.setWarningMessage(null);
        checkInObjects(inObjects);
        final var objects = model.execute(inObjects.clone(), context);
        context.checkCanceled();
        checkOutObjects(objects);
        warnOfEmptyTables(objects);
        warnOfOtherSpecs(objects);
        return objects.clone();
    }

    private void checkInObjects(final PortObject[] inObjects) {
        checkCount("input objects", inObjects.length, model.getNrInPorts());
        for (int i = 0; i < inObjects.length; i++) {
            final var type = model.getInPortType(i);
            final var absent = inObjects[i] == null && type.isOptional();
            if (!absent && !type.getPortObjectClass().isInstance(inObjects[i])) {
                throw new IllegalStateException(
                    "The object at input port " + (i + 1) + " is not a " + type.getName() + ".");
            }
        }
    }

    private void checkOutObjects(final PortObject[] objects) {
        if (objects == null || objects.length != model.getNrOutPorts()) {
            throw new IllegalStateException("The execute method of " + model.getClass().getName() + " returned "
                + (objects == null ? "null" : objects.length + " objects") + " for " + model.getNrOutPorts()
                + " output ports.");
        }
        for (int i = 0; i < objects.length; i++) {
            if (objects[i] == null) {
                throw new IllegalStateException(
                    "Invalid result. Execution failed, reason: data at output " + i + " is null.");
            }
            if (!model.getOutPortType(i).getPortObjectClass().isInstance(objects[i])) {
                throw new IllegalStateException("Invalid output port object at port " + (i + 1) + ": a "
                    + objects[i].getClass().getName() + " is not a "
                    + model.getOutPortType(i).getPortObjectClass().getName() + ".");
            }
            if (objects[i].getSpec() == null) {
                throw new IllegalStateException("The " + objects[i].getClass().getName() + " at output port " + (i + 1)
                    + " has no spec.");
            }
        }
    }

    private void warnOfEmptyTables(final PortObject[] objects) {
        final var tables = Stream.of(objects).filter(BufferedDataTable.class::isInstance)
            .map(BufferedDataTable.class::cast).toList();
        if (model.getWarning() == null && !tables.isEmpty() && tables.stream().allMatch(table -> table.size() == 0)) {
            model.setWarningMessage(tables.size() == 1 ? "Node created an empty data table."
                : "Node created empty data tables on all out-ports.");
        }
    }

    private void warnOfOtherSpecs(final PortObject[] objects) {
        for (int i = 0; i < objects.length; i++) {
            if (objects[i] instanceof BufferedDataTable table && configuredSpecs[i] instanceof DataTableSpec spec
                && !table.getDataTableSpec().isCompatibleWith(spec)) {
                final var warning = "DataSpec generated by configure does not match spec after execution.";
                model.getLogger().coding(warning);
                model.setWarningMessage(warning);
            }
        }
    }

    private static void checkCount(final String what, final int actual, final int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException("Got " + actual + " " + what + " for " + expected + " ports.");
        }
    }

    @Override
    public Optional<String> warning() {
        return Optional.ofNullable(model.getWarningMessage());
    }

    @Override
    public void reset() {
        model.setWarningMessage(null);
        model.reset();
    }

    @Override
    public Optional<PortObject[]> internalObjects() {
        return model instanceof PortObjectHolder holder ? Optional.ofNullable(holder.getInternalPortObjects())
            : Optional.empty();
    }

    @Override
    public void setInternalObjects(final PortObject[] objects) {
        if (model instanceof PortObjectHolder holder) {
            holder.setInternalPortObjects(objects);
        }
    }
}
