package org.knime.core.node;

import java.util.function.Supplier;

import org.glmm.headless.spi.ProgressMonitor;

/** The progress of a task or of a part of it, which advances the whole by its share and prefixes its messages. */
final class ProgressNode {

    private static final Supplier<String> NO_MESSAGE = () -> "";

    private final ProgressMonitor monitor;
    private final ProgressNode parent;
    private final ProgressNode root;
    private final double share;
    private final boolean silent;
    private double done = Double.NaN;
    private Supplier<String> message = NO_MESSAGE;
    private Supplier<String> shown = NO_MESSAGE;

    ProgressNode(final ProgressMonitor monitor) {
        this(monitor, null, 1, false);
    }

    private ProgressNode(final ProgressMonitor monitor, final ProgressNode parent, final double share,
        final boolean silent) {
        this.monitor = monitor;
        this.parent = parent;
        this.root = parent == null ? this : parent.root;
        this.share = share;
        this.silent = silent;
    }

    ProgressNode part(final double partShare, final boolean partSilent) {
        return new ProgressNode(monitor, this, partShare, partSilent);
    }

    boolean isCanceled() {
        return monitor.isCanceled();
    }

    /** @param fraction of this part, limited to [0, 1]; a part never goes back */
    void progress(final double fraction) {
        synchronized (root) {
            final double limited = Math.max(0, Math.min(1, fraction));
            if (parent == null) {
                done = limited;
                monitor.progress(done, shown);
            } else {
                final double before = Double.isNaN(done) ? 0 : done;
                done = Math.max(before, limited);
                final double ofParent = Double.isNaN(parent.done) ? 0 : parent.done;
                parent.progress(ofParent + share * (done - before));
            }
        }
    }

    void message(final Supplier<String> text) {
        if (!silent) {
            synchronized (root) {
                message = text;
                report(text);
            }
        }
    }

    private void report(final Supplier<String> text) {
        if (parent == null) {
            shown = text;
            monitor.progress(done, text);
        } else {
            final var prefix = parent.message;
            parent.report(() -> joined(prefix.get(), text.get()));
        }
    }

    private static String joined(final String outer, final String inner) {
        if (outer == null || outer.isEmpty()) {
            return inner;
        }
        return inner == null || inner.isEmpty() ? outer : outer + " - " + inner;
    }
}
