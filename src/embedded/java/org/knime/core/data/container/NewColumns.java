package org.knime.core.data.container;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/**
 * Makes the cells of the new columns of a table. If every factory allows it, rows are given to several threads; rows
 * are stored and progress is reported in the order of the table all the same.
 */
final class NewColumns {

    private final List<ColumnRearranger.Column> columns;
    private final Set<CellFactory> factories = Collections.newSetFromMap(new IdentityHashMap<>());

    NewColumns(final List<ColumnRearranger.Column> columns) {
        this.columns = columns;
        columns.forEach(c -> factories.add(c.factory()));
    }

    DataTable compute(final BufferedDataTable table, final ExecutionMonitor exec) throws CanceledExecutionException {
        final var spec = new DataTableSpec(
            columns.stream().map(ColumnRearranger.Column::spec).toArray(DataColumnSpec[]::new));
        final var container = new DataContainer(spec, DataContainerSettings.builder().withInitializedDomain(true)
            .withCheckDuplicateRowKeys(false).build());
        try {
            if (smallest(AbstractCellFactory::getMaxParallelWorkers) > 0) {
                computeConcurrently(table, container, exec);
            } else {
                computeSequentially(table, container, exec);
            }
            container.close();
        } finally {
            for (final var factory : factories) {
                if (factory instanceof AbstractCellFactory abstractFactory) {
                    abstractFactory.afterProcessing();
                }
            }
        }
        return container.getTable();
    }

    private int smallest(final ToIntFunction<AbstractCellFactory> property) {
        return factories.stream().mapToInt(f -> f instanceof AbstractCellFactory a ? property.applyAsInt(a) : -1).min()
            .orElse(-1);
    }

    private void computeSequentially(final BufferedDataTable table, final DataContainer container,
        final ExecutionMonitor exec) throws CanceledExecutionException {
        try (var rows = table.iterator()) {
            for (long r = 0; rows.hasNext(); r++) {
                store(newCells(rows.next(), r), container, table.size(), exec);
            }
        }
    }

    private void computeConcurrently(final BufferedDataTable table, final DataContainer container,
        final ExecutionMonitor exec) throws CanceledExecutionException {
        final int queueSize = smallest(AbstractCellFactory::getMaxQueueSize);
        final var workers = Executors.newFixedThreadPool(smallest(AbstractCellFactory::getMaxParallelWorkers));
        final var pending = new ArrayDeque<Future<DataRow>>();
        try (var rows = table.iterator()) {
            for (long r = 0; rows.hasNext(); r++) {
                if (pending.size() == queueSize) {
                    store(await(pending.remove()), container, table.size(), exec);
                }
                pending.add(submit(workers, rows.next(), r));
            }
            while (!pending.isEmpty()) {
                store(await(pending.remove()), container, table.size(), exec);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private Future<DataRow> submit(final ExecutorService workers, final DataRow row, final long index) {
        final Callable<DataRow> task = () -> newCells(row, index);
        return workers.submit(task);
    }

    private static DataRow await(final Future<DataRow> row) throws CanceledExecutionException {
        try {
            return row.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CanceledExecutionException(e.getMessage());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new RuntimeException(e.getCause());
        }
    }

    private void store(final DataRow newCells, final DataContainer container, final long rowCount,
        final ExecutionMonitor exec) throws CanceledExecutionException {
        container.addRowToTable(newCells);
        columns.get(0).factory().setProgress(container.size(), rowCount, newCells.getKey(), exec);
        exec.checkCanceled();
    }

    private DataRow newCells(final DataRow row, final long index) {
        final Map<CellFactory, DataCell[]> made = new IdentityHashMap<>();
        factories.forEach(f -> made.put(f, f.getCells(row, index)));
        return new DefaultRow(row.getKey(),
            columns.stream().map(c -> made.get(c.factory())[c.index()]).toArray(DataCell[]::new));
    }
}
