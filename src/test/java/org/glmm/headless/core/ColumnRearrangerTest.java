package org.glmm.headless.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.glmm.headless.spi.ExecutionContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.IntValue;
import org.knime.core.data.container.AbstractCellFactory;
import org.knime.core.data.container.CellFactory;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.SingleCellFactory;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.KNIMEException;

@Timeout(60)
class ColumnRearrangerTest {

    private static final DataTableSpec SPEC = new DataTableSpec(new String[]{"a", "b", "c"},
        new DataType[]{IntCell.TYPE, IntCell.TYPE, StringCell.TYPE});

    private static final DataColumnSpec SUM = new DataColumnSpecCreator("sum", IntCell.TYPE).createSpec();

    private final RecordedProgress progress = new RecordedProgress();
    private final ExecutionContext exec = ExecutionContexts.create(progress);

    private BufferedDataTable table(final int rows) {
        final var container = exec.createDataContainer(SPEC);
        IntStream.range(0, rows).mapToObj(
            i -> new DefaultRow("key " + i, new IntCell(i), new IntCell(1000 * i), new StringCell("s" + i % 3)))
            .forEach(container::addRowToTable);
        container.close();
        return container.getTable();
    }

    private static DataCell sum(final DataRow row) {
        return new IntCell(((IntValue)row.getCell(0)).getIntValue() + ((IntValue)row.getCell(1)).getIntValue());
    }

    private static CellFactory sums() {
        return new SingleCellFactory(SUM) {
            @Override
            public DataCell getCell(final DataRow row) {
                return sum(row);
            }
        };
    }

    private static String names(final ColumnRearranger rearranger) {
        return String.join(" ", rearranger.createSpec().getColumnNames());
    }

    @Test
    void plansColumns() {
        final var rearranger = new ColumnRearranger(SPEC);
        assertEquals("default", rearranger.createSpec().getName());
        rearranger.append(sums());
        assertEquals("a b c sum", names(rearranger));
        rearranger.remove("b");
        rearranger.move("sum", 0);
        assertEquals("sum a c", names(rearranger));
        rearranger.move(0, 3);
        assertEquals("a c sum", names(rearranger));
        rearranger.permute(new String[]{"c"});
        assertEquals("c a sum", names(rearranger));
        rearranger.keepOnly("sum", "c");
        assertEquals("c sum", names(rearranger));
        assertEquals(1, rearranger.indexOf("sum"));
        assertEquals(-1, rearranger.indexOf("b"));
        rearranger.insertAt(0, sums());
        rearranger.keepOnly(0, 1);
        assertEquals("sum c", names(rearranger));
        rearranger.remove(0);
        assertEquals(1, rearranger.getColumnCount());
    }

    @Test
    void refusesUnknownColumns() {
        final var rearranger = new ColumnRearranger(SPEC);
        assertThrows(IllegalArgumentException.class, () -> rearranger.remove("x"));
        assertThrows(IllegalArgumentException.class, () -> rearranger.keepOnly("a", "x"));
        assertThrows(IllegalArgumentException.class, () -> rearranger.keepOnly("a", "a"));
        assertThrows(IllegalArgumentException.class, () -> rearranger.replace(sums(), "x"));
        assertThrows(IllegalArgumentException.class, () -> rearranger.move("x", 0));
        assertThrows(IllegalArgumentException.class, () -> rearranger.permute(new String[]{"x"}));
        assertThrows(IndexOutOfBoundsException.class, () -> rearranger.remove(3));
        assertThrows(IndexOutOfBoundsException.class, () -> rearranger.keepOnly(0, 0));
        assertEquals("a b c", names(rearranger));
    }

    @Test
    void computesAppendedAndReplacedColumns() throws CanceledExecutionException {
        final var table = table(3);
        final var rearranger = new ColumnRearranger(table.getSpec());
        rearranger.replace(sums(), "b");
        rearranger.remove("a");
        final var result = exec.createColumnRearrangeTable(table, rearranger, exec);
        assertArrayEquals(new String[]{"sum", "c"}, result.getSpec().getColumnNames());
        assertEquals(3, result.size());
        int i = 0;
        for (final var row : result) {
            assertEquals(new DefaultRow("key " + i, new IntCell(1001 * i), new StringCell("s" + i)), row);
            i++;
        }
        assertEquals(new IntCell(2002), result.getSpec().getColumnSpec("sum").getDomain().getUpperBound());
        assertEquals(3, result.getSpec().getColumnSpec("c").getDomain().getValues().size());
        assertEquals(1, progress.fraction());
        assertEquals("Processed row 3/3 (\"key 2\")", progress.message());
    }

    @Test
    void domainsOfKeptColumnsAreThoseTheRearrangerWasMadeWith() throws CanceledExecutionException {
        final var result = exec.createColumnRearrangeTable(table(3), new ColumnRearranger(SPEC), exec);
        assertFalse(result.getSpec().getColumnSpec("c").getDomain().hasValues());
    }

    @Test
    void aFilteredTableKeepsItsRows() throws CanceledExecutionException {
        final var rearranger = new ColumnRearranger(SPEC);
        rearranger.keepOnly("c");
        final var result = exec.createColumnRearrangeTable(table(2), rearranger, exec);
        assertEquals(new DefaultRow("key 0", "s0"), result.iterator().next());
    }

    @Test
    void refusesATableWithOtherColumns() {
        final var rearranger = new ColumnRearranger(new DataTableSpec(SUM));
        assertThrows(IllegalArgumentException.class,
            () -> exec.createColumnRearrangeTable(table(1), rearranger, exec));
    }

    /** Waits in each of the first rows until as many threads are in it, and counts its calls. */
    private static final class Meeting extends AbstractCellFactory {

        private final CyclicBarrier barrier;
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        private final AtomicInteger calls = new AtomicInteger();
        private int finished;

        private Meeting(final int workers) {
            super(true, workers, 4 * workers, SUM);
            barrier = new CyclicBarrier(workers);
        }

        @Override
        public DataCell[] getCells(final DataRow row, final long rowIndex) {
            threads.add(Thread.currentThread());
            calls.incrementAndGet();
            try {
                if (rowIndex < barrier.getParties()) {
                    barrier.await(30, TimeUnit.SECONDS);
                }
                Thread.sleep(rowIndex % 7 == 0 ? 1 : 0);
            } catch (final Exception e) {
                throw new IllegalStateException(e);
            }
            assertEquals(rowIndex, ((IntValue)row.getCell(0)).getIntValue());
            return new DataCell[]{sum(row)};
        }

        @Override
        public void afterProcessing() {
            finished++;
        }
    }

    @Test
    void concurrentFactoriesRunInSeveralThreadsAndKeepTheOrder() throws CanceledExecutionException {
        final var factory = new Meeting(3);
        final var rearranger = new ColumnRearranger(SPEC);
        rearranger.append(factory);
        final var result = exec.createColumnRearrangeTable(table(500), rearranger, exec);
        assertEquals(3, factory.threads.size());
        assertEquals(500, factory.calls.get());
        assertEquals(1, factory.finished);
        int i = 0;
        for (final var row : result) {
            assertEquals("key " + i, row.getKey().getString());
            assertEquals(new IntCell(1001 * i), row.getCell(3));
            i++;
        }
        assertEquals(500, i);
        final var sorted = progress.fractions().stream().filter(f -> !f.isNaN()).sorted().toList();
        assertEquals(sorted, progress.fractions().stream().filter(f -> !f.isNaN()).toList());
    }

    @Test
    void theDefaultIsOneAndAHalfWorkersPerProcessor() {
        final var factory = new AbstractCellFactory(true, SUM) {
        };
        assertTrue(factory.isParallelProcessing());
        assertEquals((int)Math.ceil(1.5 * Runtime.getRuntime().availableProcessors()),
            factory.getMaxParallelWorkers());
        assertThrows(UnsupportedOperationException.class, () -> factory.getCells(new DefaultRow("r", 1)));
    }

    @Test
    void cancelStopsBothKindsOfFactories() {
        for (final var concurrent : new boolean[]{false, true}) {
            final var calls = new AtomicInteger();
            final var finished = new AtomicInteger();
            final var rearranger = new ColumnRearranger(SPEC);
            rearranger.append(new SingleCellFactory(concurrent, SUM) {
                @Override
                public DataCell getCell(final DataRow row) {
                    calls.incrementAndGet();
                    return sum(row);
                }

                @Override
                public void afterProcessing() {
                    finished.incrementAndGet();
                }
            });
            final var canceling = ExecutionContexts.create(new RecordedProgress(20));
            final var input = table(5000);
            assertThrows(CanceledExecutionException.class,
                () -> canceling.createColumnRearrangeTable(input, rearranger, canceling.createSubProgress(1)));
            assertTrue(calls.get() < 1000, "rows computed: " + calls);
            assertEquals(1, finished.get());
        }
    }

    @Test
    void aFailingFactoryFailsTheTable() {
        for (final var concurrent : new boolean[]{false, true}) {
            final var rearranger = new ColumnRearranger(SPEC);
            rearranger.append(new SingleCellFactory(concurrent, SUM) {
                @Override
                public DataCell getCell(final DataRow row, final long rowIndex) {
                    if (rowIndex == 5) {
                        throw new KNIMEException("row 5").toUnchecked();
                    }
                    return sum(row);
                }
            });
            final var failure = assertThrows(KNIMEException.KNIMERuntimeException.class,
                () -> exec.createColumnRearrangeTable(table(50), rearranger, exec));
            assertEquals("row 5", failure.getCause().getKNIMEMessage().getSummary());
        }
    }

    @Test
    void aCellOfTheWrongTypeFailsTheTable() {
        final var rearranger = new ColumnRearranger(SPEC);
        rearranger.append(new SingleCellFactory(SUM) {
            @Override
            public DataCell getCell(final DataRow row) {
                return new StringCell("no number");
            }
        });
        assertThrows(RuntimeException.class, () -> exec.createColumnRearrangeTable(table(5), rearranger, exec));
    }
}
