package org.glmm.engine.design;

/**
 * Why a part of the design cannot be evaluated for a row.
 *
 * @param name the column, the grouping factors joined by ":", or the expression
 * @param value the offending value, empty if missing
 */
public record RowIssue(Reason reason, String name, String value) {

    /** The kinds of trouble. */
    public enum Reason {
        /** An input is missing. */
        MISSING,
        /** A factor has a level, or a combination of grouping levels occurs, that the training data did not have. */
        NEW_LEVEL,
        /** A transformation has no finite value. */
        NOT_FINITE
    }

    /** The trouble in words. */
    public String text() {
        return switch (reason) {
            case MISSING -> "The value of \"" + name + "\" is missing";
            case NEW_LEVEL -> "The level \"" + value + "\" of \"" + name + "\" was not in the training data";
            case NOT_FINITE -> "The value of \"" + name + "\" is not finite: " + value;
        };
    }
}
