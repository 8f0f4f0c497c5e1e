package org.glmm.headless.spi;

import java.util.List;

import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.port.PortType;

/** The ports chosen when a node was created. */
public final class ChosenPorts extends NodeCreationConfiguration {

    private final List<PortType> inputs;
    private final List<PortType> outputs;

    /**
     * @param inputs types of the input ports
     * @param outputs types of the output ports
     */
    public ChosenPorts(final List<PortType> inputs, final List<PortType> outputs) {
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
    }

    /** @return types of the input ports */
    public PortType[] inputs() {
        return inputs.toArray(PortType[]::new);
    }

    /** @return types of the output ports */
    public PortType[] outputs() {
        return outputs.toArray(PortType[]::new);
    }
}
