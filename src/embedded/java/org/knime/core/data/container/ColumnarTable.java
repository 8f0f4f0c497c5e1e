package org.knime.core.data.container;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;

/** An immutable table in memory, column by column in blocks of rows. */
final class ColumnarTable implements DataTable {

    private final DataTableSpec spec;
    private final List<Block> blocks;

    ColumnarTable(final DataTableSpec spec, final List<Block> blocks) {
        this.spec = spec;
        this.blocks = blocks;
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return spec;
    }

    @Override
    public CloseableRowIterator iterator() {
        return new TableIterator();
    }

    /** Some rows in a row. */
    record Block(int rows, KeyBlock keys, ColumnBlock[] columns) {

        static Block of(final List<DataRow> rows, final int columnCount) {
            final var columns = new ColumnBlock[columnCount];
            for (int c = 0; c < columnCount; c++) {
                final int column = c;
                columns[c] = ColumnBlock.of(rows.stream().map(r -> r.getCell(column)).toArray(DataCell[]::new));
            }
            return new Block(rows.size(), KeyBlock.of(rows.stream().map(DataRow::getKey).toArray(RowKey[]::new)),
                columns);
        }
    }

    private record BlockRow(Block block, int row) implements DataRow {

        @Override
        public int getNumCells() {
            return block.columns.length;
        }

        @Override
        public RowKey getKey() {
            return block.keys.key(row);
        }

        @Override
        public DataCell getCell(final int index) {
            return block.columns[index].cell(row);
        }

        @Override
        public Iterator<DataCell> iterator() {
            return IntStream.range(0, getNumCells()).mapToObj(this::getCell).iterator();
        }

        @Override
        public String toString() {
            return getKey().getString();
        }
    }

    private final class TableIterator extends CloseableRowIterator {

        private int block;
        private int row;

        @Override
        public boolean hasNext() {
            return block < blocks.size();
        }

        @Override
        public DataRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            final var current = blocks.get(block);
            final var next = new BlockRow(current, row++);
            if (row == current.rows) {
                block++;
                row = 0;
            }
            return next;
        }

        @Override
        public void close() {
            block = blocks.size();
        }
    }
}
