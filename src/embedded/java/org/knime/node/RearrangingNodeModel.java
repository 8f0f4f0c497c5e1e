package org.knime.node;

import java.util.concurrent.atomic.AtomicReference;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.ConfigureOrRearrangerConsumer;
import org.knime.node.DefaultModel.RearrangeColumnsInput;
import org.knime.node.DefaultModel.RearrangeColumnsOutput;
import org.knime.node.parameters.NodeParameters;

/** A model given by a change of columns of its one input table. */
final class RearrangingNodeModel extends ParametersNodeModel {

    private final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrange;

    RearrangingNodeModel(final PortType[] inputs, final PortType[] outputs,
        final Class<? extends NodeParameters> parametersClass,
        final Class<? extends NodeParameters> viewParametersClass,
        final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrange) {
        super(inputs, outputs, parametersClass, viewParametersClass);
        if (!isOneTable(inputs) || !isOneTable(outputs)) {
            throw new IllegalStateException(
                "Only a node with one input table and one output table can rearrange columns.");
        }
        this.rearrange = rearrange;
    }

    private static boolean isOneTable(final PortType[] types) {
        return types.length == 1 && BufferedDataTable.TYPE.equals(types[0]);
    }

    @Override
    protected DataTableSpec[] configure(final DataTableSpec[] inSpecs) throws InvalidSettingsException {
        return new DataTableSpec[]{rearranger(inSpecs[0]).createSpec()};
    }

    @Override
    protected BufferedDataTable[] execute(final BufferedDataTable[] inTables, final ExecutionContext context)
        throws InvalidSettingsException, CanceledExecutionException {
        final var table = inTables[0];
        return new BufferedDataTable[]{
            context.createColumnRearrangeTable(table, rearranger(table.getDataTableSpec()), context)};
    }

    private ColumnRearranger rearranger(final DataTableSpec spec) throws InvalidSettingsException {
        final var parameters = parametersFor(spec);
        final var rearranger = new AtomicReference<ColumnRearranger>();
        rearrange.accept(new RearrangeColumnsInput() {

            @Override
            @SuppressWarnings("unchecked")
            public <S extends NodeParameters> S getParameters() {
                return (S)parameters;
            }

            @Override
            public DataTableSpec getDataTableSpec() {
                return spec;
            }
        }, set -> {
            if (set == null) {
                throw new IllegalArgumentException("The column rearranger is null.");
            }
            rearranger.set(set);
        });
        if (rearranger.get() == null) {
            throw new InvalidSettingsException("The node did not set a column rearranger.");
        }
        return rearranger.get();
    }
}
