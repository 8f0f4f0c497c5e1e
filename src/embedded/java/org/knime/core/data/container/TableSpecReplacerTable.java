package org.knime.core.data.container;

import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.util.CheckUtils;

/** The rows of a table under another spec. */
public final class TableSpecReplacerTable implements DataTable {

    private final BufferedDataTable reference;
    private final DataTableSpec spec;

    public TableSpecReplacerTable(final BufferedDataTable table, final DataTableSpec newSpec) {
        CheckUtils.checkArgument(table.getDataTableSpec().getNumColumns() == newSpec.getNumColumns(),
            "The table has %d columns, the new spec %d", table.getDataTableSpec().getNumColumns(),
            newSpec.getNumColumns());
        reference = table;
        spec = newSpec;
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return spec;
    }

    public long size() {
        return reference.size();
    }

    @Override
    public CloseableRowIterator iterator() {
        return reference.iterator();
    }
}
