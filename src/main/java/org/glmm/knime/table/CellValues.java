package org.glmm.knime.table;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.frame.NumericColumn;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;

/** What the engine sees of a cell that is not missing. */
public final class CellValues {

    /** The largest integer up to which every integer has a double of its own. */
    private static final long LARGEST_EXACT_INTEGER = 1L << 53;

    private CellValues() {
    }

    /** True if the cell is a number. */
    public static boolean isNumber(DataCell cell) {
        return cell instanceof DoubleValue && !(cell instanceof BooleanValue);
    }

    /**
     * The cell as a number.
     *
     * @param column the cell's column, for the error message
     * @throws ModelException if the cell is no number, or a long integer that a double cannot hold
     */
    public static double number(DataCell cell, String column) {
        if (!isNumber(cell)) {
            throw new ModelException("The column \"" + column + "\" holds \"" + cell
                + "\", which is not a number; convert the column to numbers first.");
        }
        if (cell instanceof LongValue integer && Math.abs(integer.getLongValue()) > LARGEST_EXACT_INTEGER) {
            throw new ModelException("The column \"" + column + "\" holds the integer " + integer.getLongValue()
                + ", which is too large to be told from its neighbours; convert the column to text first.");
        }
        return ((DoubleValue) cell).getDoubleValue();
    }

    /** The cell as the level of a factor; a number is labelled as {@link NumericColumn#asFactor()} does it. */
    public static String level(DataCell cell) {
        if (isNumber(cell)) {
            return NumericColumn.label(((DoubleValue) cell).getDoubleValue() + 0.0);
        }
        return cell instanceof StringValue text ? text.getStringValue() : cell.toString();
    }
}
