package org.knime.core.node;

import org.glmm.headless.spi.ExecutionContexts;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.container.RearrangeColumnsTable;
import org.knime.core.data.container.TableSpecReplacerTable;

/** An execution monitor with which a node makes its output tables. */
public class ExecutionContext extends ExecutionMonitor {

    static {
        ExecutionContexts.madeBy(monitor -> new ExecutionContext(new ProgressNode(monitor)));
    }

    ExecutionContext(final ProgressNode progress) {
        super(progress);
    }

    /** A container that starts from the domains in the spec and widens them. */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec) {
        return createDataContainer(spec, true);
    }

    /** @param initDomain whether the domains in the spec are the start, else they are dropped */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final boolean initDomain) {
        return createDataContainer(spec, DataContainerSettings.builder().withInitializedDomain(initDomain).build());
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        return new BufferedDataContainer(spec, settings);
    }

    /** Copies the rows, unless it is a buffered table already. */
    public BufferedDataTable createBufferedDataTable(final DataTable table, final ExecutionMonitor subProgressMon)
        throws CanceledExecutionException {
        if (table instanceof BufferedDataTable buffered) {
            return buffered;
        }
        final var container = createDataContainer(table.getDataTableSpec(), true);
        try {
            for (final var row : table) {
                subProgressMon.setMessage(
                    () -> "Caching row " + container.size() + " (\"" + row.getKey() + "\")");
                subProgressMon.checkCanceled();
                container.addRowToTable(row);
            }
        } finally {
            container.close();
        }
        return container.getTable();
    }

    /** Makes the new columns of the rearranger; the others refer to the input table. */
    public BufferedDataTable createColumnRearrangeTable(final BufferedDataTable in, final ColumnRearranger rearranger,
        final ExecutionMonitor subProgressMon) throws CanceledExecutionException {
        final var table = RearrangeColumnsTable.create(rearranger, in, subProgressMon, this);
        return new BufferedDataTable(table, table.size());
    }

    /** The same rows under a spec with as many columns. */
    public BufferedDataTable createSpecReplacerTable(final BufferedDataTable in, final DataTableSpec newSpec) {
        return new BufferedDataTable(new TableSpecReplacerTable(in, newSpec), in.size());
    }

    public ExecutionContext createSubExecutionContext(final double maxProg) {
        return new ExecutionContext(part(maxProg, false));
    }

    public ExecutionContext createSilentSubExecutionContext(final double maxProg) {
        return new ExecutionContext(part(maxProg, true));
    }
}
