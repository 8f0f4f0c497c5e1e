package org.glmm.headless.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;

/** The rows of a CSV file, the header row included; an absent field is null. */
final class CsvRows implements AutoCloseable {

    private final CsvParser m_parser;

    private final BufferedReader m_reader;

    private final boolean m_shortRows;

    private final int m_maxColumns;

    private int m_width = -1;

    CsvRows(final Path file, final CsvReaderSettings settings) throws IOException {
        m_shortRows = settings.shortRows();
        m_maxColumns = settings.parser().getMaxColumns();
        m_reader = open(file, settings);
        for (var i = 0L; i < settings.skipLines(); i++) {
            m_reader.readLine();
        }
        m_parser = new CsvParser(settings.parser().clone());
        m_parser.beginParsing(m_reader);
    }

    private static BufferedReader open(final Path file, final CsvReaderSettings settings) throws IOException {
        final var buffered = new BufferedReader(new InputStreamReader(openStream(file), settings.charset()));
        final var text = LineBreakReader.withoutByteOrderMark(buffered);
        return new BufferedReader(settings.anyLineBreak() ? new LineBreakReader(text) : text);
    }

    private static InputStream openStream(final Path file) throws IOException {
        final var stream = Files.newInputStream(file);
        return file.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
    }

    /**
     * @return the next row, or null after the last one
     * @throws IOException if the file cannot be read or a limit of the parser is exceeded
     * @throws IllegalArgumentException if the row has more or fewer fields than the first one
     */
    String[] next() throws IOException {
        final String[] row;
        try {
            row = m_parser.parseNext();
        } catch (TextParsingException e) {
            throw new IOException(explain(e), e);
        }
        if (row != null && !m_shortRows) {
            checkWidth(row.length);
        }
        return row;
    }

    private void checkWidth(final int width) {
        if (m_width < 0) {
            m_width = width;
        }
        if (width < m_width) {
            throw new IllegalArgumentException("The data row has too few data elements.");
        }
        if (width > m_width) {
            throw new IllegalArgumentException("The data row has too many data elements.");
        }
    }

    private String explain(final TextParsingException e) {
        if (e.getCause() instanceof ArrayIndexOutOfBoundsException cause) {
            final var tooManyColumns = cause.getMessage() != null
                && cause.getMessage().startsWith("Index " + m_maxColumns + " ");
            return tooManyColumns
                ? "Number of parsed columns exceeds the defined limit (" + m_maxColumns
                    + "). Please adapt the according setting."
                : "Memory limit per column exceeded. Please adapt the according setting.";
        }
        return "Something went wrong during the parsing process: " + e.getMessage().lines().findFirst().orElse("");
    }

    @Override
    public void close() throws IOException {
        m_parser.stopParsing();
        m_reader.close();
    }
}
