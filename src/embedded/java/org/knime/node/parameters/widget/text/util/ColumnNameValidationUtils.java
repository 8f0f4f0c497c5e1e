package org.knime.node.parameters.widget.text.util;

import java.util.function.Function;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** Checks names for new columns. */
public final class ColumnNameValidationUtils {

    private static final String NAME = "\\S(.*\\S)?";

    private ColumnNameValidationUtils() {
    }

    /** What is wrong with a name. */
    public enum InvalidColumnNameState {
        /** It is empty. */
        EMPTY,
        /** It is all white space. */
        BLANK,
        /** It begins or ends with white space. */
        NOT_TRIMMED
    }

    /**
     * @param columnName the name
     * @param message makes the message for a name that is wrong
     * @throws InvalidSettingsException if the name is wrong
     */
    public static void validateColumnName(final String columnName,
        final Function<InvalidColumnNameState, String> message) throws InvalidSettingsException {
        if (columnName == null || columnName.isEmpty()) {
            throw new InvalidSettingsException(message.apply(InvalidColumnNameState.EMPTY));
        }
        validatePossiblyEmptyColumnName(columnName, message);
    }

    /**
     * @param columnName the name; may be null or empty
     * @param message makes the message for a name that is wrong
     * @throws InvalidSettingsException if the name is wrong
     */
    public static void validatePossiblyEmptyColumnName(final String columnName,
        final Function<InvalidColumnNameState, String> message) throws InvalidSettingsException {
        if (columnName == null || columnName.isEmpty()) {
            return;
        }
        if (columnName.isBlank()) {
            throw new InvalidSettingsException(message.apply(InvalidColumnNameState.BLANK));
        }
        if (columnName.trim().length() != columnName.length()) {
            throw new InvalidSettingsException(message.apply(InvalidColumnNameState.NOT_TRIMMED));
        }
    }

    /** The text is a name. */
    public static final class ColumnNameValidation extends PatternValidation {

        @Override
        public String getPattern() {
            return NAME;
        }

        @Override
        public String getErrorMessage() {
            return "The column name must not begin or end with white space, and must not be empty.";
        }
    }

    /** The text is a name or empty. */
    public static final class EmptyOrColumnNameValidation extends PatternValidation {

        @Override
        public String getPattern() {
            return "(" + NAME + ")?";
        }

        @Override
        public String getErrorMessage() {
            return "The column name must not begin or end with white space.";
        }
    }
}
