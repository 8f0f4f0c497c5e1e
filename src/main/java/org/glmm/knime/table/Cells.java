package org.glmm.knime.table;

import org.knime.core.data.DataCell;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;

/** The cells of result tables: what has no value becomes a missing cell that says why. */
public final class Cells {

    private Cells() {
    }

    /** A number; missing for the given reason if it is NaN. */
    public static DataCell number(double value, String reasonIfNaN) {
        return Double.isNaN(value) ? missing(reasonIfNaN) : new DoubleCell(value);
    }

    /** An end of an interval; missing for the given reason if it is NaN or infinite. */
    public static DataCell end(double value, String reason) {
        return Double.isInfinite(value) ? missing(reason) : number(value, reason);
    }

    public static DataCell count(int value) {
        return new IntCell(value);
    }

    public static DataCell text(String value) {
        return new StringCell(value);
    }

    /** A text; missing for the given reason if it is empty. */
    public static DataCell text(String value, String reasonIfEmpty) {
        return value.isEmpty() ? missing(reasonIfEmpty) : text(value);
    }

    public static DataCell missing(String reason) {
        return new MissingCell(reason);
    }
}
