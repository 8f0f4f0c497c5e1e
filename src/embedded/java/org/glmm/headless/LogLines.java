package org.glmm.headless;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.glmm.headless.run.Console;

/** Prints warnings and errors that nodes write to the log, one line each, without stack traces. */
final class LogLines extends Handler {

    private final Console m_console;

    LogLines(final Console console) {
        m_console = console;
        setLevel(Level.WARNING);
    }

    /**
     * Replaces the handlers of the root logger.
     *
     * @param console takes the lines
     */
    static void install(final Console console) {
        LogManager.getLogManager().reset();
        Logger.getLogger("").addHandler(new LogLines(console));
    }

    @Override
    public void publish(final LogRecord entry) {
        if (!isLoggable(entry)) {
            return;
        }
        final var thrown = entry.getThrown();
        final var text = entry.getLoggerName() + ": " + entry.getMessage()
            + (thrown == null ? "" : " (" + thrown.getClass().getName() + ": " + thrown.getMessage() + ")");
        if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
            m_console.error(text);
        } else {
            m_console.warn(text);
        }
    }

    @Override
    public void flush() {
        // every line is printed at once
    }

    @Override
    public void close() {
        // the console stays open
    }
}
