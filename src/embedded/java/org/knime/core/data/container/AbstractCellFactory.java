package org.knime.core.data.container;

import java.util.Arrays;
import java.util.Objects;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.RowKey;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.util.CheckUtils;

/** A cell factory that knows its columns and whether it may be called from several threads at once. */
public abstract class AbstractCellFactory implements CellFactory {

    private final DataColumnSpec[] colSpecs;
    private int maxParallelWorkers = -1;
    private int maxQueueSize = -1;

    public AbstractCellFactory(final DataColumnSpec... colSpecs) {
        if (Arrays.stream(colSpecs).anyMatch(Objects::isNull)) {
            throw new NullPointerException("A column spec is null.");
        }
        this.colSpecs = colSpecs;
    }

    public AbstractCellFactory(final boolean processConcurrently, final DataColumnSpec... colSpecs) {
        this(colSpecs);
        setParallelProcessing(processConcurrently);
    }

    public AbstractCellFactory(final boolean processConcurrently, final int workerCount, final int maxQueueSize,
        final DataColumnSpec... colSpecs) {
        this(colSpecs);
        setParallelProcessing(processConcurrently, workerCount, maxQueueSize);
    }

    /** With one and a half workers for each processor. */
    public final void setParallelProcessing(final boolean value) {
        final int workers = (int)Math.ceil(1.5 * Runtime.getRuntime().availableProcessors());
        setParallelProcessing(value, workers, 10 * workers);
    }

    public final void setParallelProcessing(final boolean value, final int maxParallelWorkers,
        final int maxQueueSize) {
        CheckUtils.checkArgument(!value || maxParallelWorkers > 0, "The worker count is not positive: %d",
            maxParallelWorkers);
        CheckUtils.checkArgument(!value || maxQueueSize >= maxParallelWorkers,
            "The queue size is smaller than the worker count: %d < %d", maxQueueSize, maxParallelWorkers);
        this.maxParallelWorkers = value ? maxParallelWorkers : -1;
        this.maxQueueSize = value ? maxQueueSize : -1;
    }

    public final boolean isParallelProcessing() {
        return maxParallelWorkers > 0;
    }

    public final int getMaxParallelWorkers() {
        return maxParallelWorkers;
    }

    public final int getMaxQueueSize() {
        return maxQueueSize;
    }

    @Override
    public DataColumnSpec[] getColumnSpecs() {
        return colSpecs;
    }

    /** Called once after the last row, also when the processing failed. */
    public void afterProcessing() {
    }

    @Deprecated
    @Override
    public void setProgress(final int curRowNr, final int rowCount, final RowKey lastKey,
        final ExecutionMonitor exec) {
        setProgress((long)curRowNr, (long)rowCount, lastKey, exec);
    }

    @Override
    public void setProgress(final long curRowNr, final long rowCount, final RowKey lastKey,
        final ExecutionMonitor exec) {
        exec.setProgress(curRowNr / (double)rowCount,
            () -> "Processed row " + curRowNr + "/" + rowCount + " (\"" + lastKey + "\")");
    }
}
