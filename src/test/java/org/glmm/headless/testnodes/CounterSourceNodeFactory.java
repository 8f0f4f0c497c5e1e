package org.glmm.headless.testnodes;

import org.knime.core.node.port.PortTypeRegistry;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Gives a {@link CounterPortObject} that was never saved and holds an unsaved text. */
public final class CounterSourceNodeFactory extends DefaultNodeFactory {

    public CounterSourceNodeFactory() {
        super(DefaultNode.create().name("Counter Source").icon("none.png").shortDescription("A test node.")
            .fullDescription("A test node.").sinceVersion(5, 8, 0)
            .ports(ports -> ports.addOutputPort("Counter", "A model.",
                PortTypeRegistry.getInstance().getPortType(CounterPortObject.class)))
            .model(model -> model.withoutParameters()
                .configure((input, output) -> output.setOutSpec(0, new CounterPortObjectSpec()))
                .execute((input, output) -> output.setOutData(0, new CounterPortObject("in memory only")))));
    }
}
