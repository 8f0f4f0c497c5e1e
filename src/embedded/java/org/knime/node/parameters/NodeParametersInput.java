package org.knime.node.parameters;

import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/**
 * What is known about a node's ports when its parameters or its dialog are made. Indices are port indices from 0; an
 * input that is not connected or not yet known is null or empty. The methods that speak of tables cast every port to a
 * table.
 */
public interface NodeParametersInput {

    /** @return the types of the input ports */
    PortType[] getInPortTypes();

    /** @return the types of the output ports */
    PortType[] getOutPortTypes();

    /** @return the specs at the input ports */
    PortObjectSpec[] getInPortSpecs();

    /**
     * @param portIndex the port
     * @return the spec at that port
     */
    Optional<PortObjectSpec> getInPortSpec(int portIndex);

    /** @return the table specs at the input ports, all of which are tables */
    DataTableSpec[] getInTableSpecs();

    /**
     * @param portIndex the port, a table port
     * @return the table spec at that port
     */
    Optional<DataTableSpec> getInTableSpec(int portIndex);

    /** @return the objects at the input ports */
    PortObject[] getInPortObjects();

    /**
     * @param portIndex the port
     * @return the object at that port
     */
    Optional<PortObject> getInPortObject(int portIndex);

    /** @return the tables at the input ports, all of which are tables */
    BufferedDataTable[] getInTables();

    /**
     * @param portIndex the port, a table port
     * @return the table at that port
     */
    Optional<BufferedDataTable> getInTable(int portIndex);
}
