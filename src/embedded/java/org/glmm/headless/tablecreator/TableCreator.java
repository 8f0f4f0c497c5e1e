package org.glmm.headless.tablecreator;

import java.util.List;
import java.util.Optional;

import org.glmm.headless.node.EmptyTable;
import org.glmm.headless.node.ExecutableNode;
import org.glmm.headless.node.Port;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** Stand-in for KNIME's Table Creator: the table typed into the node. */
public final class TableCreator implements ExecutableNode {

    /** Class name of the factory in KNIME. */
    public static final String FACTORY = "org.knime.base.node.io.tablecreator.TableCreator2NodeFactory";

    private TypedTable m_table = TypedTable.EMPTY;

    private Optional<String> m_warning = Optional.empty();

    @Override
    public List<Port> inputs() {
        return List.of();
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("Manually created table", BufferedDataTable.TYPE));
    }

    @Override
    public void load(final NodeSettingsRO model) throws InvalidSettingsException {
        m_table = TypedTable.load(model);
    }

    @Override
    public PortObjectSpec[] configure(final PortObjectSpec[] inputs) {
        m_warning = Optional.empty();
        return new PortObjectSpec[]{m_table.spec()};
    }

    @Override
    public PortObject[] execute(final PortObject[] inputs, final ExecutionContext context)
        throws InvalidSettingsException, CanceledExecutionException {
        final var container = context.createDataContainer(m_table.spec());
        try {
            for (var row = 0; row < m_table.rowCount(); row++) {
                context.checkCanceled();
                final DataCell[] cells = m_table.cells(row);
                container.addRowToTable(new DefaultRow(m_table.rowId(row), cells));
            }
        } finally {
            container.close();
        }
        final var table = container.getTable();
        m_warning = EmptyTable.warning(table);
        return new PortObject[]{table};
    }

    @Override
    public Optional<String> warning() {
        return m_warning;
    }
}
