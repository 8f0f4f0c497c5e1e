package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.util.CheckUtils;

/** A table made by a {@link ColumnRearranger}: holds the new columns only and refers to the original for the rest. */
public final class RearrangeColumnsTable implements DataTable {

    private final DataTableSpec spec;
    private final BufferedDataTable reference;
    private final DataTable appended;
    private final Source[] sources;

    private RearrangeColumnsTable(final DataTableSpec spec, final BufferedDataTable reference,
        final DataTable appended, final Source[] sources) {
        this.spec = spec;
        this.reference = reference;
        this.appended = appended;
        this.sources = sources;
    }

    private record Source(boolean fromReference, int index) {
    }

    /**
     * @throws IllegalArgumentException if the table has other columns than the rearranger was made for
     * @throws CanceledExecutionException if canceled meanwhile
     */
    public static RearrangeColumnsTable create(final ColumnRearranger rearranger, final BufferedDataTable table,
        final ExecutionMonitor subProgress, final ExecutionContext context) throws CanceledExecutionException {
        CheckUtils.checkArgument(rearranger.originalSpec().equalStructure(table.getDataTableSpec()),
            "The table does not have the columns the rearranger was made for.");
        final var newColumns = rearranger.columns().stream().filter(ColumnRearranger.Column::isNew).toList();
        final var appended = newColumns.isEmpty() ? null
            : new NewColumns(newColumns).compute(table, subProgress);
        final var sources = new ArrayList<Source>();
        final var columns = new ArrayList<DataColumnSpec>();
        int nextNew = 0;
        for (final var column : rearranger.columns()) {
            final var source = new Source(!column.isNew(), column.isNew() ? nextNew++ : column.index());
            sources.add(source);
            columns.add(source.fromReference ? column.spec() : appended.getDataTableSpec().getColumnSpec(source.index));
        }
        return new RearrangeColumnsTable(new DataTableSpec(columns.toArray(DataColumnSpec[]::new)), table, appended,
            sources.toArray(Source[]::new));
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
        final var rows = reference.iterator();
        final Iterator<DataRow> newRows = appended == null ? null : appended.iterator();
        return CloseableRowIterator.from(new Iterator<DataRow>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public DataRow next() {
                return new RearrangedRow(sources, rows.next(), newRows == null ? null : newRows.next());
            }
        }, rows);
    }

    private record RearrangedRow(Source[] sources, DataRow original, DataRow appended) implements DataRow {

        @Override
        public int getNumCells() {
            return sources.length;
        }

        @Override
        public RowKey getKey() {
            return original.getKey();
        }

        @Override
        public DataCell getCell(final int index) {
            final var source = sources[index];
            return (source.fromReference ? original : appended).getCell(source.index);
        }

        @Override
        public Iterator<DataCell> iterator() {
            return IntStream.range(0, getNumCells()).mapToObj(this::getCell).iterator();
        }
    }
}
