package org.glmm.headless.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.glmm.headless.spi.ExecutionContexts;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.MissingValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.container.DataContainerException;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.util.DuplicateKeyException;

class TableTest {

    private final ExecutionContext exec = ExecutionContexts.create(new RecordedProgress());

    private static DataTableSpec spec(final DataType... types) {
        final var names = IntStream.range(0, types.length).mapToObj(i -> "c" + i).toArray(String[]::new);
        return new DataTableSpec(DataTableSpec.createColumnSpecs(names, types));
    }

    private BufferedDataTable table(final DataTableSpec spec, final DataCell... cells) {
        final var container = exec.createDataContainer(spec);
        for (int i = 0; i < cells.length; i++) {
            container.addRowToTable(new DefaultRow(RowKey.createRowKey((long)i), cells[i]));
        }
        container.close();
        return container.getTable();
    }

    private static List<DataCell> cells(final BufferedDataTable table, final int column) {
        try (var rows = table.iterator()) {
            final Iterable<DataRow> all = () -> rows;
            return StreamSupport.stream(all.spliterator(), false).map(r -> r.getCell(column)).toList();
        }
    }

    @Test
    void cellsComeBackWithTheirClass() {
        final var cells = new DataCell[]{new DoubleCell(Double.NaN), new IntCell(3), new LongCell(4),
            BooleanCell.TRUE, DataType.getMissingCell(), new MissingCell("why"), new DoubleCell(-0.0)};
        final var stored = cells(table(spec(DoubleCell.TYPE), cells), 0);
        assertEquals(List.of(cells), stored);
        assertEquals("why", ((MissingValue)stored.get(5)).getError());
    }

    @Test
    void aMissingCellKeepsItsReasonAmongNumbers() {
        final var stored = cells(table(spec(DoubleCell.TYPE), new DoubleCell(1), new MissingCell("why"),
            DataType.getMissingCell()), 0);
        assertEquals("why", ((MissingValue)stored.get(1)).getError());
        assertNull(((MissingValue)stored.get(2)).getError());
    }

    @Test
    void manyRowsOfEveryType() {
        final int rows = 10_000;
        final var spec = spec(DoubleCell.TYPE, IntCell.TYPE, LongCell.TYPE, StringCell.TYPE, BooleanCell.TYPE);
        final IntFunction<DefaultRow> row = i -> new DefaultRow(i % 5000 == 7 ? "odd " + i : "Row" + i,
            i % 10 == 0 ? DataType.getMissingCell() : new DoubleCell(i / 7.0), new IntCell(-i),
            new LongCell((long)i << 33), new StringCell("level " + i % 13), BooleanCell.get(i % 2 == 0));
        final var container = exec.createDataContainer(spec);
        IntStream.range(0, rows).mapToObj(row).forEach(container::addRowToTable);
        container.close();
        assertEquals(rows, container.getTable().size());
        int i = 0;
        for (final var stored : container.getTable()) {
            assertEquals(row.apply(i++), stored);
        }
        assertEquals(rows, i);
    }

    @Test
    void emptyTablesAndTablesWithoutColumns() {
        assertFalse(table(spec(DoubleCell.TYPE)).iterator().hasNext());
        final var container = exec.createDataContainer(new DataTableSpec());
        container.addRowToTable(new DefaultRow("any \n text", new DataCell[0]));
        container.close();
        assertEquals("Rows: 1, Cols: 0", container.getTable().getSummary());
        assertEquals("any \n text", container.getTable().iterator().next().getKey().getString());
    }

    @Test
    void aRowIdTwiceIsRefusedAtTheLatestWhenTheTableIsClosed() {
        for (final var keys : List.of(List.of("a", "a"), List.of("Row0", "Row1", "Row0"),
            List.of("Row5", "Row3", "Row4", "Row5", "Row3"), List.of("x", "Row0", "x"))) {
            final var container = exec.createDataContainer(spec(IntCell.TYPE));
            final var failure = assertThrows(DuplicateKeyException.class, () -> {
                keys.forEach(key -> container.addRowToTable(new DefaultRow(key, 1)));
                container.close();
            });
            assertEquals(keys.get(keys.size() == 5 ? 3 : keys.size() - 1), failure.getKey());
            assertThrows(IllegalStateException.class, container::getTable);
        }
    }

    @Test
    void similarRowIdsAreDifferent() {
        final var container = exec.createDataContainer(spec(IntCell.TYPE));
        final var keys = List.of("Row1", "Row01", "Row2", "row1", "Row0", "Row", "Row3", "Row-1", "", " ", "Row1 ");
        keys.forEach(key -> container.addRowToTable(new DefaultRow(key, 1)));
        container.close();
        try (var rows = container.getTable().iterator()) {
            keys.forEach(key -> assertEquals(key, rows.next().getKey().getString()));
        }
    }

    @Test
    void aFaultyRowIsFoundLaterThanAdded() {
        final var container = exec.createDataContainer(spec(IntCell.TYPE));
        container.addRowToTable(new DefaultRow("a", 1));
        container.addRowToTable(new DefaultRow("a", 2));
        assertThrows(DuplicateKeyException.class,
            () -> IntStream.range(0, 1000).forEach(i -> container.addRowToTable(new DefaultRow("b" + i, i))));
        assertThrows(DuplicateKeyException.class, container::close);
    }

    @Test
    void wrongTypeOrNumberOfCellsIsRefused() {
        for (final var row : List.of(new DefaultRow("a", 1.5), new DefaultRow("a", "text"), new DefaultRow("a", 1, 2),
            new DefaultRow("a", new DataCell[0]))) {
            final var container = exec.createDataContainer(spec(IntCell.TYPE));
            final var failure = assertThrows(DataContainerException.class, () -> {
                container.addRowToTable(row);
                container.close();
            });
            assertTrue(failure.getCause() instanceof IllegalArgumentException);
            assertTrue(failure.getMessage().contains("\"a\""), failure.getMessage());
        }
    }

    @Test
    void theTableIsThereOnlyAfterClosing() {
        final var container = exec.createDataContainer(spec(IntCell.TYPE));
        container.addRowToTable(new DefaultRow("a", 1));
        assertEquals(1, container.size());
        assertTrue(container.isOpen());
        assertThrows(IllegalStateException.class, container::getTable);
        container.close();
        container.close();
        assertTrue(container.isClosed());
        assertSame(container.getTable(), container.getTable());
        assertThrows(IllegalStateException.class, () -> container.addRowToTable(new DefaultRow("b", 1)));
    }

    @Test
    void aClosedIteratorHasNoMoreRows() {
        final var table = table(spec(IntCell.TYPE), new IntCell(1), new IntCell(2));
        final var rows = table.iterator();
        rows.next();
        rows.close();
        assertFalse(rows.hasNext());
        assertThrows(NoSuchElementException.class, rows::next);
        assertThrows(UnsupportedOperationException.class, rows::remove);
        final Iterator<?> again = table.iterator();
        again.next();
        assertTrue(again.hasNext());
    }

    @Test
    void aCursorReadsEveryRowWithOneReader() {
        try (var cursor = table(spec(IntCell.TYPE), new IntCell(1), DataType.getMissingCell()).cursor()) {
            assertEquals(1, cursor.getNumColumns());
            assertTrue(cursor.canForward());
            final var first = cursor.forward();
            assertEquals(1, first.<IntCell>getValue(0).getIntValue());
            final var kept = first.materializeDataRow();
            assertSame(first, cursor.forward());
            assertTrue(first.isMissing(0));
            assertTrue(first.getAsDataCell(0).isMissing());
            assertEquals("Row1", first.getRowKey().getString());
            assertEquals(new IntCell(1), kept.getCell(0));
            assertFalse(cursor.canForward());
            assertNull(cursor.forward());
        }
    }

    private static DataCell[] levels(final int n) {
        return IntStream.range(0, n).mapToObj(i -> new StringCell("level " + i)).toArray(DataCell[]::new);
    }

    @Test
    void nominalValuesAreUnknownBeyondSixty() {
        final var sixty = table(spec(StringCell.TYPE), levels(60)).getSpec().getColumnSpec(0).getDomain();
        assertEquals(List.of(levels(60)), List.copyOf(sixty.getValues()));
        final var more = table(spec(StringCell.TYPE), levels(61)).getSpec().getColumnSpec(0).getDomain();
        assertFalse(more.hasValues());
        assertNull(more.getValues());
        assertEquals(60, DataContainerSettings.MAX_POSSIBLE_VALUES);
    }

    @Test
    void boundsIgnoreMissingAndNotANumber() {
        final var domain = table(spec(DoubleCell.TYPE), new DoubleCell(Double.NaN), new DoubleCell(2),
            DataType.getMissingCell(), new IntCell(-3), new DoubleCell(Double.POSITIVE_INFINITY)).getSpec()
                .getColumnSpec(0).getDomain();
        assertEquals(new IntCell(-3), domain.getLowerBound());
        assertEquals(new DoubleCell(Double.POSITIVE_INFINITY), domain.getUpperBound());
        assertFalse(domain.hasValues());
        assertFalse(table(spec(DoubleCell.TYPE), DataType.getMissingCell()).getSpec().getColumnSpec(0).getDomain()
            .hasLowerBound());
    }

    @Test
    void boundsStayWhenNominalValuesAreTooMany() {
        final var cells = IntStream.range(0, 100).mapToObj(IntCell::new).toArray(DataCell[]::new);
        final var domain = table(spec(IntCell.TYPE), cells).getSpec().getColumnSpec(0).getDomain();
        assertEquals(new IntCell(0), domain.getLowerBound());
        assertEquals(new IntCell(99), domain.getUpperBound());
    }

    private static DataTableSpec specWithLevel(final String level) {
        final var column = new DataColumnSpecCreator("c0", StringCell.TYPE);
        column.setDomain(new DataColumnDomainCreator(Set.of(new StringCell(level))).createDomain());
        return new DataTableSpec(column.createSpec());
    }

    private static Set<String> levels(final DataContainer container) {
        container.addRowToTable(new DefaultRow("Row0", "b"));
        container.close();
        final DataColumnDomain domain = container.getTableSpec().getColumnSpec(0).getDomain();
        return domain.getValues().stream().map(DataCell::toString).collect(Collectors.toSet());
    }

    @Test
    void theDomainOfTheSpecIsTheStartUnlessDropped() {
        assertEquals(Set.of("a", "b"), levels(exec.createDataContainer(specWithLevel("a"))));
        assertEquals(Set.of("a", "b"), levels(exec.createDataContainer(specWithLevel("a"), true)));
        assertEquals(Set.of("b"), levels(exec.createDataContainer(specWithLevel("a"), false)));
        assertEquals(Set.of("b"), levels(new DataContainer(specWithLevel("a"))));
        assertEquals(Set.of("a"), levels(exec.createDataContainer(specWithLevel("a"),
            DataContainerSettings.builder().withInitializedDomain(true).withDomainUpdate(false).build())));
    }

    @Test
    void duplicateRowIdsPassIfNotChecked() {
        final BufferedDataContainer container = exec.createDataContainer(spec(IntCell.TYPE),
            DataContainerSettings.builder().withCheckDuplicateRowKeys(false).build());
        container.addRowToTable(new DefaultRow("a", 1));
        container.addRowToTable(new DefaultRow("a", 2));
        container.close();
        assertEquals(2, container.getTable().size());
    }

    @Test
    void anotherSpecForTheSameRows() throws CanceledExecutionException {
        final var table = table(spec(IntCell.TYPE), new IntCell(1));
        final var renamed = new DataTableSpec(new String[]{"n"}, new DataType[]{IntCell.TYPE});
        assertEquals(renamed, exec.createSpecReplacerTable(table, renamed).getSpec());
        assertEquals(new IntCell(1), exec.createSpecReplacerTable(table, renamed).iterator().next().getCell(0));
        assertThrows(IllegalArgumentException.class, () -> exec.createSpecReplacerTable(table, new DataTableSpec()));
        assertSame(table, exec.createBufferedDataTable(table, exec));
    }
}
