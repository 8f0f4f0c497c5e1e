package org.glmm.knime.table;

import java.util.Collection;
import java.util.List;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.error.Suggestions;
import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.FrameBuilder;
import org.glmm.engine.frame.Kind;
import org.glmm.engine.frame.MissingPolicy;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** Reads the columns of a model from a KNIME table into a {@link Frame}. */
public final class TableReader {

    private static final int ROWS_PER_REPORT = 4096;

    private final List<ColumnRequest> requests;
    private final int[] indices;

    private TableReader(List<ColumnRequest> requests, int[] indices) {
        this.requests = requests;
        this.indices = indices;
    }

    /**
     * A reader for some columns of a table.
     *
     * @throws ModelException if the table lacks a column, or has it with a type that a model cannot use
     */
    public static TableReader of(DataTableSpec table, Collection<String> columns) {
        var requests = columns.stream().map(name -> new ColumnRequest(name, kind(table, name))).toList();
        return new TableReader(requests, columns.stream().mapToInt(table::findColumnIndex).toArray());
    }

    /**
     * The kind of a column.
     *
     * @throws ModelException if the table lacks the column, or a model cannot use its type
     */
    public static Kind kind(DataTableSpec table, String name) {
        var column = table.getColumnSpec(name);
        if (column == null) {
            throw new ModelException("There is no column \"" + name + "\" in the input table; "
                + Suggestions.forName(name, List.of(table.getColumnNames())));
        }
        return ColumnKinds.of(column).orElseThrow(() -> new ModelException("The column \"" + name + "\" has the type "
            + column.getType().getName() + ", which a model cannot use; convert it to numbers or text first."));
    }

    /**
     * Reads all rows in one pass.
     *
     * @throws ModelException if a value cannot be used, or no complete row is left
     * @throws CanceledExecutionException if the user cancels
     */
    public Frame read(BufferedDataTable table, MissingPolicy policy, ExecutionMonitor monitor)
        throws CanceledExecutionException {
        var builder = new FrameBuilder(requests, policy);
        long size = table.size();
        long count = 0;
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                add(rows.next(), builder);
                count++;
                if (count % ROWS_PER_REPORT == 0) {
                    monitor.checkCanceled();
                    long read = count;
                    monitor.setProgress((double) read / size, () -> "Reading row " + read + " of " + size);
                }
            }
        }
        return builder.build();
    }

    /**
     * Reads the rows at the head of a table, complete ones only.
     *
     * @param most how many rows are read at most
     * @throws ModelException if a value cannot be used, or no complete row is left
     */
    public Frame readHead(BufferedDataTable table, long most) {
        var builder = new FrameBuilder(requests, MissingPolicy.OMIT);
        try (var rows = table.iterator()) {
            for (long read = 0; read < most && rows.hasNext(); read++) {
                add(rows.next(), builder);
            }
        }
        return builder.build();
    }

    private void add(DataRow row, FrameBuilder builder) {
        for (int i = 0; i < indices.length; i++) {
            var cell = row.getCell(indices[i]);
            if (cell.isMissing()) {
                builder.missing(i);
            } else if (requests.get(i).kind() == Kind.NUMERIC) {
                builder.number(i, CellValues.number(cell, requests.get(i).name()));
            } else {
                builder.level(i, CellValues.level(cell));
            }
        }
        builder.endRow(row.getKey().getString());
    }
}
