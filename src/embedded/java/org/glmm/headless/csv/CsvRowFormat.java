package org.glmm.headless.csv;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

import org.glmm.headless.csv.CsvWriterSettings.QuoteMode;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;

/**
 * Turns rows into lines of a CSV file. Numbers are written without exponent with as many digits as identify the value;
 * with the scientific format as Java prints them.
 */
final class CsvRowFormat {

    /** Enough digits for every double. */
    private static final int MAX_FRACTION_DIGITS = 340;

    private final CsvWriterSettings m_settings;

    private final DataTableSpec m_spec;

    private final DecimalFormat m_decimals;

    private final DecimalFormat m_integers;

    private final Pattern m_delimiters;

    CsvRowFormat(final CsvWriterSettings settings, final DataTableSpec spec) {
        m_settings = settings;
        m_spec = spec;
        final var symbols = DecimalFormatSymbols.getInstance(Locale.ENGLISH);
        m_decimals = new DecimalFormat(settings.trailingZero() ? "#.0" : "#.#", symbols);
        m_decimals.setMaximumFractionDigits(MAX_FRACTION_DIGITS);
        m_integers = new DecimalFormat("#", symbols);
        m_delimiters = Pattern.compile(Pattern.quote(settings.delimiter()) + "|\r|\n");
    }

    String header() {
        final var line = new StringJoiner(m_settings.delimiter());
        if (m_settings.rowIds()) {
            line.add(text("row ID"));
        }
        for (var column : m_spec) {
            line.add(text(column.getName()));
        }
        return line.toString();
    }

    String line(final DataRow row) {
        final var line = new StringJoiner(m_settings.delimiter());
        if (m_settings.rowIds()) {
            line.add(text(row.getKey().getString()));
        }
        for (var column = 0; column < m_spec.getNumColumns(); column++) {
            line.add(field(row.getCell(column), column));
        }
        return line.toString();
    }

    private String field(final DataCell cell, final int column) {
        if (cell.isMissing()) {
            return m_settings.missing();
        }
        final var type = m_spec.getColumnSpec(column).getType();
        return type.isCompatible(DoubleValue.class) ? number(cell, type.equals(DoubleCell.TYPE))
            : text(cell.toString());
    }

    private String number(final DataCell cell, final boolean decimals) {
        final var number = format(cell, decimals);
        return needsQuotes(number, true) ? quoted(number) : number;
    }

    private String format(final DataCell cell, final boolean decimals) {
        if (m_settings.scientific()) {
            return cell.toString();
        }
        final var value = ((DoubleValue)cell).getDoubleValue();
        return decimals ? m_decimals.format(value).replace('.', m_settings.decimal()) : m_integers.format(value);
    }

    private String text(final String value) {
        if (m_settings.quoteMode() == QuoteMode.NEVER) {
            return value.replace(m_settings.delimiter(), m_settings.delimiterReplacement());
        }
        return needsQuotes(value, false) ? quoted(value) : value;
    }

    private boolean needsQuotes(final String value, final boolean number) {
        return switch (m_settings.quoteMode()) {
            case ALWAYS -> true;
            case STRINGS_ONLY -> !number;
            case IF_NEEDED -> m_delimiters.matcher(value).find();
            case NEVER -> false;
        };
    }

    private String quoted(final String value) {
        final var quote = String.valueOf(m_settings.quote());
        final var escape = String.valueOf(m_settings.quoteEscape());
        final var escaped = quote.equals(escape) ? value : value.replace(escape, escape + escape);
        return quote + escaped.replace(quote, escape + quote) + quote;
    }
}
