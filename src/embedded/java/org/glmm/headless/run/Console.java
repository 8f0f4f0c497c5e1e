package org.glmm.headless.run;

import java.io.PrintStream;

/** Prints what happens, one line per event. Warnings and errors go to the error stream. */
public final class Console {

    private final PrintStream m_out;

    private final PrintStream m_err;

    public Console(final PrintStream out, final PrintStream err) {
        m_out = out;
        m_err = err;
    }

    public synchronized void info(final String text) {
        m_out.println(line(text));
        m_out.flush();
    }

    public synchronized void warn(final String text) {
        m_out.flush();
        m_err.println("WARN  " + line(text));
        m_err.flush();
    }

    public synchronized void error(final String text) {
        m_out.flush();
        m_err.println("ERROR " + line(text));
        m_err.flush();
    }

    /** Prints text of several lines, such as the usage, to the error stream. */
    public synchronized void help(final String text) {
        m_err.println(text);
        m_err.flush();
    }

    private static String line(final String text) {
        return text.strip().replaceAll("\\s*[\\t\\r\\n]\\s*", " ");
    }
}
