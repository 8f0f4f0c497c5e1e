package org.glmm.headless.testnodes;

import java.util.Objects;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Writes what it sees of a {@link CounterPortObject} into a table. */
public final class CounterTableNodeFactory extends DefaultNodeFactory {

    private static final DataTableSpec SPEC =
        new DataTableSpec(new String[]{"saved", "unsaved"}, new DataType[]{IntCell.TYPE, StringCell.TYPE});

    public CounterTableNodeFactory() {
        super(DefaultNode.create().name("Counter Table").icon("none.png").shortDescription("A test node.")
            .fullDescription("A test node.").sinceVersion(5, 8, 0)
            .ports(ports -> ports.addInputPort("Counter", "A model.",
                PortTypeRegistry.getInstance().getPortType(CounterPortObject.class))
                .addOutputTable("Table", "A table."))
            .model(model -> model.withoutParameters().configure((input, output) -> output.setOutSpec(0, SPEC))
                .execute(CounterTableNodeFactory::execute)));
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output) {
        final CounterPortObject counter = input.getInPortObject(0);
        final var container = input.getExecutionContext().createDataContainer(SPEC);
        container.addRowToTable(new DefaultRow("Row0", new IntCell(counter.saved()),
            new StringCell(Objects.requireNonNullElse(counter.unsaved(), "lost"))));
        container.close();
        output.setOutData(0, container.getTable());
    }
}
