package org.knime.core.node;

import java.util.function.Supplier;

import org.glmm.headless.spi.ProgressMonitor;

/** Takes the progress of a task and says whether it is canceled. */
public class ExecutionMonitor {

    private static final ProgressMonitor NOBODY = new ProgressMonitor() {
        @Override
        public void progress(final double fraction, final Supplier<String> message) {
        }

        @Override
        public boolean isCanceled() {
            return false;
        }
    };

    private final ProgressNode progress;

    /** A monitor nobody looks at. */
    public ExecutionMonitor() {
        this(new ProgressNode(NOBODY));
    }

    ExecutionMonitor(final ProgressNode progress) {
        this.progress = progress;
    }

    final ProgressNode part(final double share, final boolean silent) {
        return progress.part(share, silent);
    }

    public void checkCanceled() throws CanceledExecutionException {
        if (progress.isCanceled()) {
            throw new CanceledExecutionException(CanceledExecutionException.DEFAULT_CANCEL_MESSAGE);
        }
    }

    public void setProgress(final double fraction) {
        progress.progress(fraction);
    }

    public void setProgress(final double fraction, final String message) {
        setProgress(fraction, () -> message);
    }

    public void setProgress(final double fraction, final Supplier<String> messageSupplier) {
        setMessage(messageSupplier);
        setProgress(fraction);
    }

    public void setProgress(final String message) {
        setMessage(message);
    }

    public void setMessage(final String message) {
        setMessage(() -> message);
    }

    public void setMessage(final Supplier<String> messageSupplier) {
        progress.message(messageSupplier);
    }

    /** A monitor of a part of this task, whose progress from 0 to 1 advances this one by the share. */
    public ExecutionMonitor createSubProgress(final double maxProg) {
        return new ExecutionMonitor(part(maxProg, false));
    }

    /** The same without messages. */
    public ExecutionMonitor createSilentSubProgress(final double maxProg) {
        return new ExecutionMonitor(part(maxProg, true));
    }
}
