package org.glmm.knime.table;

import java.util.HashSet;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** A table of results while it is written, row by row. */
public final class ResultTable {

    /** What writes the rows. */
    public interface Rows {

        void addTo(ResultTable table) throws CanceledExecutionException;
    }

    private final BufferedDataContainer container;
    private final ExecutionContext exec;
    private final Set<String> rowIds = new HashSet<>();

    private ResultTable(BufferedDataContainer container, ExecutionContext exec) {
        this.container = container;
        this.exec = exec;
    }

    /**
     * Writes a table.
     *
     * @throws CanceledExecutionException if the user cancels
     */
    public static BufferedDataTable write(DataTableSpec spec, ExecutionContext exec, Rows rows)
        throws CanceledExecutionException {
        var container = exec.createDataContainer(spec);
        try {
            rows.addTo(new ResultTable(container, exec));
        } finally {
            container.close();
        }
        return container.getTable();
    }

    /**
     * Adds a row.
     *
     * @param rowId the wanted RowID; a number is appended if an earlier row has it
     * @param cells one for each column
     * @throws CanceledExecutionException if the user cancels
     */
    public void add(String rowId, DataCell... cells) throws CanceledExecutionException {
        exec.checkCanceled();
        container.addRowToTable(new DefaultRow(unique(rowId), cells));
    }

    private String unique(String rowId) {
        var id = rowId;
        for (int i = 1; !rowIds.add(id); i++) {
            id = rowId + " (#" + i + ")";
        }
        return id;
    }
}
