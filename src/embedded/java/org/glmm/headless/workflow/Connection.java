package org.glmm.headless.workflow;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/**
 * A connection between two nodes. Port 0 is the flow-variable port, data and model ports count from 1.
 *
 * @param source id of the node the connection starts at
 * @param sourcePort its output port
 * @param destination id of the node the connection ends at
 * @param destinationPort its input port
 */
public record Connection(int source, int sourcePort, int destination, int destinationPort) {

    static Connection load(final NodeSettingsRO settings) throws InvalidSettingsException {
        return new Connection(settings.getInt("sourceID"), settings.getInt("sourcePort"), settings.getInt("destID"),
            settings.getInt("destPort"));
    }

    @Override
    public String toString() {
        return "[" + source + "(" + sourcePort + ") -> " + destination + "(" + destinationPort + ")]";
    }
}
