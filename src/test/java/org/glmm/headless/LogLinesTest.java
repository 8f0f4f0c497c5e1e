package org.glmm.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.glmm.headless.run.Console;
import org.junit.jupiter.api.Test;

/** Log entries of nodes become single lines. */
class LogLinesTest {

    private final ByteArrayOutputStream m_out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream m_err = new ByteArrayOutputStream();

    private final LogLines m_lines =
        new LogLines(new Console(new PrintStream(m_out, true), new PrintStream(m_err, true)));

    private void log(final Level level, final String text, final Throwable thrown) {
        final var entry = new LogRecord(level, text);
        entry.setLoggerName("a.B");
        entry.setThrown(thrown);
        m_lines.publish(entry);
    }

    @Test
    void onlyWarningsAndErrorsArePrintedWithoutStackTrace() {
        log(Level.INFO, "not shown", null);
        log(Level.WARNING, "first\n\tsecond", null);
        log(Level.SEVERE, "broken", new IllegalStateException("why"));
        assertEquals("WARN  a.B: first second\nERROR a.B: broken (java.lang.IllegalStateException: why)\n",
            m_err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
        assertEquals(0, m_out.size());
    }
}
