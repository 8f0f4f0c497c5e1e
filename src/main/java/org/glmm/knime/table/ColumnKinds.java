package org.glmm.knime.table;

import java.util.Optional;

import org.glmm.engine.frame.Kind;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.NominalValue;
import org.knime.core.data.StringValue;

/** How the columns of a KNIME table enter a model: numbers as numbers, text and booleans as factors. */
public final class ColumnKinds {

    private ColumnKinds() {
    }

    /** The kind of a column; empty if a model cannot use its type. */
    public static Optional<Kind> of(DataColumnSpec column) {
        var type = column.getType();
        if (type.isCompatible(DoubleValue.class) && !type.isCompatible(BooleanValue.class)) {
            return Optional.of(Kind.NUMERIC);
        }
        boolean isFactor = type.isCompatible(StringValue.class) || type.isCompatible(NominalValue.class)
            || type.isCompatible(BooleanValue.class);
        return isFactor ? Optional.of(Kind.FACTOR) : Optional.empty();
    }

    /** Whether a model can use the column. */
    public static boolean isUsable(DataColumnSpec column) {
        return of(column).isPresent();
    }

    /** Whether the column holds numbers. */
    public static boolean isNumeric(DataColumnSpec column) {
        return of(column).filter(Kind.NUMERIC::equals).isPresent();
    }
}
