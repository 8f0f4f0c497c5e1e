package org.glmm.headless.run;

import java.util.function.Supplier;

import org.glmm.headless.spi.ProgressMonitor;

/**
 * Prints the progress of one node (the first message at once, then at most one per interval, the last one at the end)
 * and carries the wish to cancel it.
 */
final class NodeProgress implements ProgressMonitor {

    private static final long INTERVAL_NANOS = 500_000_000L;

    private final Console m_console;

    private final String m_label;

    private volatile boolean m_canceled;

    private String m_printed;

    private Supplier<String> m_pending;

    private long m_lastTime;

    NodeProgress(final Console console, final String label) {
        m_console = console;
        m_label = label;
    }

    @Override
    public synchronized void progress(final double fraction, final Supplier<String> message) {
        m_pending = () -> text(fraction, message);
        if (m_printed == null || System.nanoTime() - m_lastTime >= INTERVAL_NANOS) {
            printPending();
        }
    }

    /** Prints the latest message if it was held back. */
    synchronized void finish() {
        if (m_pending != null) {
            printPending();
        }
    }

    private void printPending() {
        final var text = m_pending.get();
        m_pending = null;
        if (text != null && !text.equals(m_printed)) {
            m_console.info(m_label + ": " + text);
            m_printed = text;
            m_lastTime = System.nanoTime();
        }
    }

    private static String text(final double fraction, final Supplier<String> message) {
        final var text = message == null ? null : message.get();
        if (text == null || text.isBlank()) {
            return null;
        }
        return Double.isNaN(fraction) ? text : text + " (" + Math.round(100 * fraction) + " %)";
    }

    void cancel() {
        m_canceled = true;
    }

    @Override
    public boolean isCanceled() {
        return m_canceled;
    }
}
