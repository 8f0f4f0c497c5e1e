package org.glmm.headless.csv;

import java.util.regex.Pattern;

/** Reads numbers with a decimal separator and an optional thousands separator, as KNIME's CSV Reader does. */
final class NumberFormat {

    private final char m_decimal;

    private final String m_thousands;

    private final Pattern m_groupedInteger;

    private final Pattern m_groupedDecimal;

    /**
     * @param decimal the decimal separator
     * @param thousands the thousands separator, 0 for none
     */
    NumberFormat(final char decimal, final char thousands) {
        m_decimal = decimal;
        m_thousands = thousands == '\0' ? null : String.valueOf(thousands);
        final var integer = "[+-]?\\d{0,3}(?:" + Pattern.quote(String.valueOf(thousands)) + "\\d{3})*";
        m_groupedInteger = Pattern.compile(integer);
        m_groupedDecimal = Pattern.compile(
            integer + "(?:" + Pattern.quote(String.valueOf(decimal)) + "\\d*)?(?:e[+-]?\\d+)?[fd]?",
            Pattern.CASE_INSENSITIVE);
    }

    int parseInt(final String text) {
        return Integer.parseInt(ungroup(text, m_groupedInteger));
    }

    long parseLong(final String text) {
        return Long.parseLong(ungroup(text, m_groupedInteger));
    }

    /** Accepts what {@link Double#parseDouble} accepts, thus also NaN, Infinity and 1e5. */
    double parseDouble(final String text) {
        final var digits = ungroup(text, m_groupedDecimal);
        if (m_decimal == '.') {
            return Double.parseDouble(digits);
        }
        if (digits.indexOf('.') >= 0) {
            throw new NumberFormatException("'.' is not the decimal separator.");
        }
        return Double.parseDouble(digits.replace(m_decimal, '.'));
    }

    private String ungroup(final String text, final Pattern pattern) {
        if (m_thousands == null) {
            return text;
        }
        if (!pattern.matcher(text).matches()) {
            throw new NumberFormatException("Not a number: " + text);
        }
        return text.replace(m_thousands, "");
    }
}
