package org.glmm.headless.csv;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

import org.glmm.headless.file.FileLocation;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

import com.univocity.parsers.csv.CsvParserSettings;

/**
 * The settings of KNIME's CSV Reader.
 *
 * @param file the file to read
 * @param savedSpec names and types of the columns saved with the node for this file
 * @param columnHeader whether the first row holds the column names
 * @param rowIds whether the first column holds the RowIDs
 * @param rowIdPrefix text put before RowIDs read from the file
 * @param shortRows whether rows may have fewer fields than the header
 * @param skipLines number of lines skipped at the start of the file
 * @param skipRows number of data rows skipped
 * @param maxRows number of data rows read at most
 * @param scannedRows number of data rows that decide on the column types; {@link Long#MAX_VALUE} for all
 * @param numbers how numbers are written
 * @param charset the file's encoding
 * @param anyLineBreak whether rows end at any kind of line break
 * @param parser settings of the CSV parser
 */
record CsvReaderSettings(FileLocation file, Optional<GuessedTable> savedSpec, boolean columnHeader, boolean rowIds,
    String rowIdPrefix, boolean shortRows, long skipLines, long skipRows, long maxRows, long scannedRows,
    NumberFormat numbers, Charset charset, boolean anyLineBreak, CsvParserSettings parser) {

    /** Size limit of one field when memory per column is limited. */
    private static final int MAX_FIELD_LENGTH = 512 * 1024;

    /**
     * @param model the node's model settings
     * @return the settings
     * @throws InvalidSettingsException if a key is absent, has the wrong type, or asks for what is not available
     */
    static CsvReaderSettings load(final NodeSettingsRO model) throws InvalidSettingsException {
        final var settings = model.getNodeSettings("settings");
        final var advanced = model.getNodeSettings("advanced_settings");
        final var limits = model.getNodeSettings("limit_rows");
        if (advanced.getBoolean("append_path_column_Internals", false)) {
            throw new InvalidSettingsException("The CSV Reader setting append_path_column_Internals is not available"
                + " headless; switch it off.");
        }
        settings.getInt("autodetect_buffer_size");
        settings.getBoolean("skip_empty_data_rows");
        final var file = FileLocation.load(settings.getNodeSettings("file_selection"));
        return new CsvReaderSettings(file, SavedTableSpec.load(model, file.path()),
            settings.getBoolean("has_column_header"), settings.getBoolean("has_row_id"),
            settings.getBoolean("prepend_file_idx_to_row_id", false) ? "File_0_" : "",
            settings.getBoolean("support_short_data_rows"),
            limit(limits, "skip_lines", "number_of_lines_to_skip", 0),
            limit(limits, "skip_data_rows", "number_of_rows_to_skip", 0),
            limit(limits, "limit_data_rows", "max_rows", Long.MAX_VALUE),
            limit(advanced, "limit_data_rows_scanned", "max_data_rows_scanned", Long.MAX_VALUE),
            numberFormat(advanced), charset(model.getNodeSettings("encoding").getString("charset")),
            settings.getBoolean("use_line_break_row_delimiter", false), parserSettings(settings, advanced));
    }

    private static long limit(final NodeSettingsRO settings, final String switchKey, final String key,
        final long unlimited) throws InvalidSettingsException {
        final var limited = settings.getBoolean(switchKey);
        final var value = settings.getLong(key);
        if (limited && value < 0) {
            throw new InvalidSettingsException("The setting " + key + " cannot be negative.");
        }
        return limited ? value : unlimited;
    }

    private static NumberFormat numberFormat(final NodeSettingsRO advanced) throws InvalidSettingsException {
        return new NumberFormat(character(advanced.getString("decimal_separator", "."), "decimal separator"),
            character(advanced.getString("thousands_separator", "\0"), "thousands separator"));
    }

    private static char character(final String text, final String name) throws InvalidSettingsException {
        final var cleaned = text == null ? "" : text.replace("\0", "");
        if (cleaned.length() > 1) {
            throw new InvalidSettingsException("Only a single character is allowed for " + name
                + ". Escape sequences, such as \\n can be used.");
        }
        return cleaned.isEmpty() ? '\0' : cleaned.charAt(0);
    }

    private static Charset charset(final String name) throws InvalidSettingsException {
        try {
            return name == null ? Charset.defaultCharset() : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new InvalidSettingsException("The encoding \"" + name + "\" is not known.");
        }
    }

    private static CsvParserSettings parserSettings(final NodeSettingsRO settings, final NodeSettingsRO advanced)
        throws InvalidSettingsException {
        final var parser = new CsvParserSettings();
        final var format = parser.getFormat();
        format.setDelimiter(settings.getString("column_delimiter"));
        format.setQuote(character(settings.getString("quote_char"), "Quote character"));
        format.setQuoteEscape(character(settings.getString("quote_escape_char"), "Quote escape character"));
        format.setComment(character(settings.getString("comment_char"), "Comment character"));
        final var rowDelimiter = settings.getString("row_delimiter");
        if (rowDelimiter == null || rowDelimiter.isEmpty() || rowDelimiter.length() > 2) {
            throw new InvalidSettingsException("The row delimiter must have one or two characters.");
        }
        format.setLineSeparator(settings.getBoolean("use_line_break_row_delimiter", false) ? "\n" : rowDelimiter);
        parser.setEmptyValue(advanced.getBoolean("replace_empty_quotes_with_missing") ? null : "");
        parser.setMaxColumns(advanced.getInt("maximum_number_of_columns"));
        parser.setMaxCharsPerColumn(advanced.getBoolean("limit_memory_per_column") ? MAX_FIELD_LENGTH : -1);
        switch (String.valueOf(advanced.getString("quote_option"))) {
            case "REMOVE_QUOTES_AND_TRIM" -> parser.trimQuotedValues(true);
            case "KEEP_QUOTES" -> parser.setKeepQuotes(true);
            default -> throw new InvalidSettingsException("Unknown quote option "
                + advanced.getString("quote_option") + ".");
        }
        return parser;
    }
}
