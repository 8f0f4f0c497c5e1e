package org.glmm.knime.predictor;

import java.util.Collection;
import java.util.List;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.error.Suggestions;
import org.glmm.engine.frame.ColumnRequest;
import org.glmm.engine.frame.Kind;
import org.glmm.knime.table.ColumnKinds;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/** Whether a table has the columns that a model's predictions need. */
final class InputColumns {

    private InputColumns() {
    }

    /**
     * Checks names and types.
     *
     * @param needed the columns and their kinds
     * @throws ModelException naming the first column that is absent or has another type than the model needs
     */
    static void check(Collection<ColumnRequest> needed, DataTableSpec table) {
        for (var request : needed) {
            var column = table.getColumnSpec(request.name());
            if (column == null) {
                throw new ModelException("The model needs the column \"" + request.name() + "\", which the data for"
                    + " prediction do not have; "
                    + Suggestions.forName(request.name(), List.of(table.getColumnNames())));
            }
            check(column, request.kind());
        }
    }

    private static void check(DataColumnSpec column, Kind needed) {
        boolean fits = needed == Kind.NUMERIC ? ColumnKinds.isNumeric(column) : ColumnKinds.isUsable(column);
        if (!fits) {
            throw new ModelException("The model needs " + (needed == Kind.NUMERIC ? "numbers" : "text")
                + " in the column \"" + column.getName() + "\", but the data for prediction have the type "
                + column.getType().getName() + " there; convert the column.");
        }
    }
}
