package org.knime.core.node;

import javax.swing.JComponent;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A table between two nodes. */
public final class BufferedDataTable implements DataTable, PortObject {

    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class);

    public static final PortType TYPE_OPTIONAL =
        PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class, true);

    private final DataTable rows;
    private final long size;

    BufferedDataTable(final DataTable rows, final long size) {
        this.rows = rows;
        this.size = size;
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return rows.getDataTableSpec();
    }

    @Override
    public DataTableSpec getSpec() {
        return getDataTableSpec();
    }

    @Override
    public String getSummary() {
        return "Rows: " + size + ", Cols: " + getSpec().getNumColumns();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    public long size() {
        return size;
    }

    @Deprecated
    public int getRowCount() {
        return Math.toIntExact(size);
    }

    @Override
    public CloseableRowIterator iterator() {
        return CloseableRowIterator.from(rows.iterator());
    }

    public RowCursor cursor() {
        return new Cursor(iterator(), getSpec().getNumColumns());
    }

    private static final class Cursor implements RowCursor {

        private final CloseableRowIterator rows;
        private final int columns;
        private final RowRead reader;
        private DataRow current;

        private Cursor(final CloseableRowIterator rows, final int columns) {
            this.rows = rows;
            this.columns = columns;
            reader = RowRead.suppliedBy(() -> current, columns);
        }

        @Override
        public boolean canForward() {
            return rows.hasNext();
        }

        @Override
        public RowRead forward() {
            if (!rows.hasNext()) {
                return null;
            }
            current = rows.next();
            return reader;
        }

        @Override
        public int getNumColumns() {
            return columns;
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
