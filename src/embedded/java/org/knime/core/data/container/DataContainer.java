package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableDomainCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.util.CheckUtils;
import org.knime.core.util.DuplicateKeyException;

/**
 * Collects the rows of a table. Rows are checked batch by batch, so that a faulty one (wrong number or type of cells,
 * RowID twice) shows at a later call of {@link #addRowToTable} or at {@link #close}.
 */
public class DataContainer {

    public static final int MAX_POSSIBLE_VALUES = DataContainerSettings.MAX_POSSIBLE_VALUES;

    private static final int BLOCK_ROWS = 4096;

    private static final int MAX_SHARED_TEXTS = 10_000;

    private final DataTableSpec spec;
    private final DataContainerSettings settings;
    private final DataTableDomainCreator domains;
    private final RowKeys keys = new RowKeys();
    private final List<DataRow> batch = new ArrayList<>();
    private final List<DataRow> blockRows = new ArrayList<>();
    private final List<ColumnarTable.Block> blocks = new ArrayList<>();
    private final List<Map<DataCell, DataCell>> sharedTexts = new ArrayList<>();
    private long size;
    private RuntimeException fault;
    private ColumnarTable table;

    public DataContainer(final DataTableSpec spec) {
        this(spec, false);
    }

    public DataContainer(final DataTableSpec spec, final boolean initDomain) {
        this(spec, DataContainerSettings.builder().withInitializedDomain(initDomain).build());
    }

    public DataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        this.spec = CheckUtils.checkArgumentNotNull(spec, "The spec is null");
        this.settings = settings;
        domains = new DataTableDomainCreator(spec, settings.isInitializeDomain());
        spec.forEach(c -> sharedTexts.add(new HashMap<>()));
    }

    public void setMaxPossibleValues(final int maxPossibleValues) {
        domains.setMaxPossibleValues(maxPossibleValues);
    }

    public boolean isOpen() {
        return table == null;
    }

    public boolean isClosed() {
        return table != null;
    }

    public long size() {
        return size;
    }

    public void addRowToTable(final DataRow row) {
        CheckUtils.checkState(isOpen(), "The container is closed, no row can be added.");
        Objects.requireNonNull(row, "The row is null.");
        throwFault();
        batch.add(row);
        size++;
        if (batch.size() == settings.getRowBatchSize()) {
            takeBatch();
        }
    }

    /** Ends the table; the first fault found in its rows is thrown. */
    public void close() {
        if (isClosed()) {
            return;
        }
        throwFault();
        takeBatch();
        throwFault();
        endBlock();
        table = new ColumnarTable(settings.isEnableDomainUpdate() ? domains.createSpec() : spec, blocks);
    }

    public DataTable getTable() {
        CheckUtils.checkState(isClosed(), "Cannot get table: container is not closed.");
        return table;
    }

    public DataTableSpec getTableSpec() {
        return isClosed() ? table.getDataTableSpec() : spec;
    }

    private void takeBatch() {
        try {
            batch.forEach(this::take);
        } catch (DuplicateKeyException e) {
            fault = e;
        } catch (RuntimeException e) {
            fault = new DataContainerException(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
        }
        batch.clear();
    }

    private void take(final DataRow row) {
        checkCells(row);
        domains.updateDomain(row);
        if (settings.isCheckDuplicateRowKeys()) {
            keys.add(row.getKey().getString());
        }
        blockRows.add(shareTexts(row));
        if (blockRows.size() == BLOCK_ROWS) {
            endBlock();
        }
    }

    private void checkCells(final DataRow row) {
        CheckUtils.checkArgument(row.getNumCells() == spec.getNumColumns(),
            "Row \"%s\" has %d cells, the table has %d columns", row.getKey(), row.getNumCells(),
            spec.getNumColumns());
        for (int c = 0; c < row.getNumCells(); c++) {
            final var column = spec.getColumnSpec(c);
            final var cell = row.getCell(c);
            CheckUtils.checkArgument(column.getType().isASuperTypeOf(cell.getType()),
                "Cell \"%.30s\" in row \"%s\" is of type %s and does not fit into column \"%s\" of type %s",
                cell, row.getKey(), cell.getType(), column.getName(), column.getType());
        }
    }

    private DataRow shareTexts(final DataRow row) {
        final var cells = new DataCell[row.getNumCells()];
        for (int c = 0; c < cells.length; c++) {
            final var cell = row.getCell(c);
            cells[c] = cell instanceof StringCell ? shared(sharedTexts.get(c), cell) : cell;
        }
        return new DefaultRow(row.getKey(), cells);
    }

    private static DataCell shared(final Map<DataCell, DataCell> texts, final DataCell cell) {
        final var known = texts.get(cell);
        if (known == null && texts.size() < MAX_SHARED_TEXTS) {
            texts.put(cell, cell);
        }
        return known == null ? cell : known;
    }

    private void endBlock() {
        if (!blockRows.isEmpty()) {
            blocks.add(ColumnarTable.Block.of(blockRows, spec.getNumColumns()));
            blockRows.clear();
        }
    }

    private void throwFault() {
        if (fault != null) {
            throw fault;
        }
    }
}
