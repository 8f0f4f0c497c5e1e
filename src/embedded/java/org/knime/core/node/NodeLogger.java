package org.knime.core.node;

import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The log of a class, kept by {@link java.util.logging} under the same name. */
public final class NodeLogger {

    private final Logger logger;

    private NodeLogger(final String name) {
        logger = Logger.getLogger(name);
    }

    public static NodeLogger getLogger(final Class<?> c) {
        return getLogger(c.getName());
    }

    public static NodeLogger getLogger(final String s) {
        return new NodeLogger(s);
    }

    public boolean isDebugEnabled() {
        return logger.isLoggable(Level.FINE);
    }

    public boolean isInfoEnabled() {
        return logger.isLoggable(Level.INFO);
    }

    public void debug(final Object o) {
        log(Level.FINE, () -> o, null);
    }

    public void debug(final Object o, final Throwable t) {
        log(Level.FINE, () -> o, t);
    }

    public void debug(final Supplier<Object> supplier) {
        log(Level.FINE, supplier, null);
    }

    public void info(final Object o) {
        log(Level.INFO, () -> o, null);
    }

    public void info(final Object o, final Throwable t) {
        log(Level.INFO, () -> o, t);
    }

    public void info(final Supplier<Object> supplier) {
        log(Level.INFO, supplier, null);
    }

    public void warn(final Object o) {
        log(Level.WARNING, () -> o, null);
    }

    public void warn(final Object o, final Throwable t) {
        log(Level.WARNING, () -> o, t);
    }

    public void warn(final Supplier<Object> supplier) {
        log(Level.WARNING, supplier, null);
    }

    public void error(final Object o) {
        log(Level.SEVERE, () -> o, null);
    }

    public void error(final Object o, final Throwable t) {
        log(Level.SEVERE, () -> o, t);
    }

    public void error(final Supplier<Object> supplier) {
        log(Level.SEVERE, supplier, null);
    }

    public void fatal(final Object o) {
        log(Level.SEVERE, () -> o, null);
    }

    public void fatal(final Object o, final Throwable t) {
        log(Level.SEVERE, () -> o, t);
    }

    public void fatal(final Supplier<Object> supplier) {
        log(Level.SEVERE, supplier, null);
    }

    /** Logs a mistake of the programmer. */
    public void coding(final Object o) {
        coding(o, null);
    }

    /** Logs a mistake of the programmer. */
    public void coding(final Object o, final Throwable t) {
        log(Level.SEVERE, () -> "CODING PROBLEM\t" + o, t);
    }

    private void log(final Level level, final Supplier<Object> message, final Throwable thrown) {
        if (logger.isLoggable(level)) {
            final var entry = new LogRecord(level, String.valueOf(message.get()));
            entry.setLoggerName(logger.getName());
            entry.setSourceClassName(logger.getName());
            entry.setThrown(thrown);
            logger.log(entry);
        }
    }
}
