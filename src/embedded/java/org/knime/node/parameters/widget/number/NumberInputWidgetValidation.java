package org.knime.node.parameters.widget.number;

import java.math.BigDecimal;

import org.knime.node.parameters.validation.BuiltinValidation;

/** A limit of a number. */
public sealed interface NumberInputWidgetValidation extends BuiltinValidation {

    /** @return whether the limit itself is refused */
    default boolean isExclusive() {
        return false;
    }

    /** A lower limit. */
    abstract non-sealed class MinValidation implements NumberInputWidgetValidation {

        record MinValidationParams(double min, boolean isExclusive) {
        }

        /** @return the limit */
        protected abstract double getMin();

        @Override
        public final MinValidationParams getParameters() {
            return new MinValidationParams(getMin(), isExclusive());
        }

        @Override
        public String getErrorMessage() {
            return "The value must be " + (isExclusive() ? "greater than " : "at least ") + plain(getMin()) + ".";
        }

        /** The number is zero or more. */
        public static final class IsNonNegativeValidation extends MinValidation {

            @Override
            public double getMin() {
                return 0;
            }
        }

        /** The number is one or more. */
        public static final class IsPositiveIntegerValidation extends MinValidation {

            @Override
            public double getMin() {
                return 1;
            }
        }

        /** The number is greater than zero. */
        public static final class IsPositiveDoubleValidation extends MinValidation {

            @Override
            public double getMin() {
                return 0;
            }

            @Override
            public boolean isExclusive() {
                return true;
            }
        }
    }

    /** An upper limit. */
    abstract non-sealed class MaxValidation implements NumberInputWidgetValidation {

        record MaxValidationParams(double max, boolean isExclusive) {
        }

        /** @return the limit */
        protected abstract double getMax();

        @Override
        public final MaxValidationParams getParameters() {
            return new MaxValidationParams(getMax(), isExclusive());
        }

        @Override
        public String getErrorMessage() {
            return "The value must be " + (isExclusive() ? "less than " : "at most ") + plain(getMax()) + ".";
        }
    }

    private static String plain(final double limit) {
        return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
    }
}
