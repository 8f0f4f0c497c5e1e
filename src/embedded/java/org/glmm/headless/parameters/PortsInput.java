package org.glmm.headless.parameters;

import java.util.Optional;
import java.util.stream.Stream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParametersInput;

/**
 * What is known about a node's ports.
 *
 * @param inTypes types of the inputs
 * @param outTypes types of the outputs
 * @param specs specs at the inputs, null where not known
 * @param objects objects at the inputs, null where not there
 */
public record PortsInput(PortType[] inTypes, PortType[] outTypes, PortObjectSpec[] specs, PortObject[] objects)
    implements NodeParametersInput {

    /**
     * Knows no objects.
     *
     * @param inTypes types of the inputs
     * @param outTypes types of the outputs
     * @param specs specs at the inputs, null where not known
     */
    public PortsInput(final PortType[] inTypes, final PortType[] outTypes, final PortObjectSpec... specs) {
        this(inTypes, outTypes, specs, new PortObject[specs.length]);
    }

    @Override
    public PortType[] getInPortTypes() {
        return inTypes;
    }

    @Override
    public PortType[] getOutPortTypes() {
        return outTypes;
    }

    @Override
    public PortObjectSpec[] getInPortSpecs() {
        return specs;
    }

    @Override
    public Optional<PortObjectSpec> getInPortSpec(final int portIndex) {
        return Optional.ofNullable(specs[portIndex]);
    }

    @Override
    public DataTableSpec[] getInTableSpecs() {
        return Stream.of(specs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
    }

    @Override
    public Optional<DataTableSpec> getInTableSpec(final int portIndex) {
        return getInPortSpec(portIndex).map(DataTableSpec.class::cast);
    }

    @Override
    public PortObject[] getInPortObjects() {
        return objects;
    }

    @Override
    public Optional<PortObject> getInPortObject(final int portIndex) {
        return Optional.ofNullable(objects[portIndex]);
    }

    @Override
    public BufferedDataTable[] getInTables() {
        return Stream.of(objects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
    }

    @Override
    public Optional<BufferedDataTable> getInTable(final int portIndex) {
        return getInPortObject(portIndex).map(BufferedDataTable.class::cast);
    }
}
