package org.glmm.headless.csv;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.glmm.headless.file.FileLocation;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/**
 * The settings of KNIME's CSV Writer.
 *
 * @param file the file to write
 * @param createFolders whether missing folders are created
 * @param ifExists what to do when the file exists
 * @param delimiter the column delimiter
 * @param lineBreak the row delimiter
 * @param quote the quote character
 * @param quoteEscape put before a quote character within quotes
 * @param quoteMode which values are quoted
 * @param delimiterReplacement written for the column delimiter when values are never quoted
 * @param columnHeader whether the column names are written
 * @param skipHeaderOnAppend whether the column names are left out when rows are appended to an existing file
 * @param rowIds whether the RowIDs are written
 * @param missing written for a missing value
 * @param decimal the decimal separator
 * @param scientific whether numbers are written as they print in Java, if necessary with an exponent
 * @param trailingZero whether whole numbers of a decimal column get a trailing zero
 * @param gzip whether the file is compressed
 * @param charset the encoding
 */
record CsvWriterSettings(FileLocation file, boolean createFolders, IfExists ifExists, String delimiter,
    String lineBreak, char quote, char quoteEscape, QuoteMode quoteMode, String delimiterReplacement,
    boolean columnHeader, boolean skipHeaderOnAppend, boolean rowIds, String missing, char decimal,
    boolean scientific, boolean trailingZero, boolean gzip, Charset charset) {

    /** What to do when the output file exists. */
    enum IfExists {
        FAIL, OVERWRITE, APPEND
    }

    /** Which values are put in quotes. */
    enum QuoteMode {
        IF_NEEDED, STRINGS_ONLY, ALWAYS, NEVER
    }

    private static final List<String> COMMENT_SWITCHES = List.of("add_time_to_comment", "add_user_to_comment",
        "add_table_name_to_comment", "add_custom_text_to_comment");

    /**
     * @param model the node's model settings
     * @return the settings
     * @throws InvalidSettingsException if a key is absent, has the wrong type, or asks for what is not available
     */
    static CsvWriterSettings load(final NodeSettingsRO model) throws InvalidSettingsException {
        final var settings = model.getNodeSettings("settings");
        final var chooser = settings.getNodeSettings("file_chooser_settings");
        final var advanced = model.getNodeSettings("advanced_settings");
        checkComments(model.getNodeSettings("comment_header_settings"));
        final var result = new CsvWriterSettings(FileLocation.load(chooser),
            chooser.getBoolean("create_missing_folders"),
            constant(IfExists.class, chooser, "if_path_exists"), settings.getString("column_delimiter"),
            lineBreak(settings.getString("row_delimiter")), settings.getChar("quote_char"),
            settings.getChar("quote_escape_char"), constant(QuoteMode.class, advanced, "quote_mode"),
            advanced.getString("separator_replacement"), settings.getBoolean("write_column_header"),
            settings.getBoolean("skip_column_header_on_append"), settings.getBoolean("write_row_header"),
            advanced.getString("missing_value_pattern"), advanced.getChar("decimal_separator"),
            advanced.getBoolean("use_scientific_format"), advanced.getBoolean("keep_trailing_zero_in_decimals"),
            advanced.getBoolean("compress_with_gzip"),
            charset(model.getNodeSettings("encoding").getString("character_set")));
        result.check();
        return result;
    }

    private static void checkComments(final NodeSettingsRO comments) throws InvalidSettingsException {
        for (var key : COMMENT_SWITCHES) {
            if (comments.getBoolean(key)) {
                throw new InvalidSettingsException("The CSV Writer setting " + key
                    + " (comment header) is not available headless; switch it off.");
            }
        }
    }

    private static <E extends Enum<E>> E constant(final Class<E> type, final NodeSettingsRO settings, final String key)
        throws InvalidSettingsException {
        final var text = String.valueOf(settings.getString(key));
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException("The CSV Writer setting " + key + " has the unknown value \"" + text
                + "\".");
        }
    }

    private static String lineBreak(final String text) throws InvalidSettingsException {
        if (text == null) {
            return System.lineSeparator();
        }
        if (!Set.of("\n", "\r\n", "\r").contains(text)) {
            throw new InvalidSettingsException("Unable to parse the line break type");
        }
        return text;
    }

    private static Charset charset(final String name) throws InvalidSettingsException {
        try {
            return name == null ? Charset.defaultCharset() : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new InvalidSettingsException("The encoding \"" + name + "\" is not known.");
        }
    }

    private void check() throws InvalidSettingsException {
        if (delimiter == null || delimiter.isEmpty()) {
            throw new InvalidSettingsException("The column delimiter can not be empty!");
        }
        if (missing != null && missing.contains(delimiter)) {
            throw new InvalidSettingsException("The missing value replacement ('" + missing
                + "') must not contain the column delimiter ('" + delimiter + "').");
        }
        if (gzip && ifExists == IfExists.APPEND) {
            throw new InvalidSettingsException("Can't append to existing file if output is gzip compressed");
        }
    }
}
