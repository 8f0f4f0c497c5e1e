package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.validation.BuiltinValidation;

/** A condition on a text. */
public sealed interface TextInputWidgetValidation extends BuiltinValidation {

    /**
     * The values of a condition by pattern.
     *
     * @param pattern a regular expression
     */
    record PatternValidationParams(String pattern) {
    }

    /** The text matches a pattern. */
    abstract non-sealed class PatternValidation implements TextInputWidgetValidation {

        /** @return a regular expression for the whole text */
        protected abstract String getPattern();

        @Override
        public final PatternValidationParams getParameters() {
            return new PatternValidationParams(getPattern());
        }

        @Override
        public String getErrorMessage() {
            return "The text must match the pattern " + getPattern() + ".";
        }

        /** The text has a character other than white space. */
        public static final class IsNotBlankValidation extends PatternValidation {

            @Override
            public String getPattern() {
                return ".*\\S.*";
            }

            @Override
            public String getErrorMessage() {
                return "The text must not be blank.";
            }
        }

        /** The text has a character. */
        public static final class IsNotEmptyValidation extends MinLengthValidation {

            @Override
            protected int getMinLength() {
                return 1;
            }

            @Override
            public String getErrorMessage() {
                return "The text must not be empty.";
            }
        }

        /** The text is one character. */
        public static final class IsSingleCharacterValidation extends PatternValidation {

            @Override
            public String getPattern() {
                return "^.$";
            }

            @Override
            public String getErrorMessage() {
                return "The text must be a single character.";
            }
        }
    }

    /** The text has a least length. */
    abstract non-sealed class MinLengthValidation implements TextInputWidgetValidation {

        record MinLengthValidationParams(int minLength) {
        }

        /** @return the least number of characters */
        protected abstract int getMinLength();

        @Override
        public final MinLengthValidationParams getParameters() {
            return new MinLengthValidationParams(getMinLength());
        }

        @Override
        public String getErrorMessage() {
            return "The text must have " + getMinLength() + " or more characters.";
        }
    }

    /** The text has a greatest length. */
    abstract non-sealed class MaxLengthValidation implements TextInputWidgetValidation {

        record MaxLengthValidationParams(int maxLength) {
        }

        /** @return the greatest number of characters */
        protected abstract int getMaxLength();

        @Override
        public final MaxLengthValidationParams getParameters() {
            return new MaxLengthValidationParams(getMaxLength());
        }

        @Override
        public String getErrorMessage() {
            return "The text must have " + getMaxLength() + " or fewer characters.";
        }

        /** The text is empty or one character. */
        public static final class HasAtMaxOneCharValidation extends MaxLengthValidation {

            @Override
            public int getMaxLength() {
                return 1;
            }
        }
    }
}
