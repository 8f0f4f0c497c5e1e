package org.glmm.knime.learner;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.glmm.engine.family.Distribution;
import org.glmm.engine.formula.Expression;
import org.glmm.engine.formula.Response;
import org.glmm.engine.frame.Frame;
import org.glmm.engine.frame.Kind;
import org.glmm.knime.table.TableReader;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/**
 * A response of events given as a factor with two levels.
 *
 * @param column the response column
 */
record NominalResponse(DataColumnSpec column) {

    /** The response as a nominal one; empty if it is numeric. */
    static Optional<NominalResponse> of(Response response, Distribution distribution, Set<String> categorical,
        DataTableSpec table) {
        if (!distribution.takesTrials() || !(response instanceof Response.Single single)) {
            return Optional.empty();
        }
        var value = single.value();
        var name = value.columns().get(0);
        boolean isFactor = value instanceof Expression.Categorical || value instanceof Expression.Column
            && (categorical.contains(name) || TableReader.kind(table, name) == Kind.FACTOR);
        return isFactor ? Optional.of(new NominalResponse(table.getColumnSpec(name))) : Optional.empty();
    }

    /**
     * The event level and the other one as far as the table's domain tells: it may be stale, but if it has just two
     * values, the data have these or the fit will fail.
     */
    List<String> classes(Optional<String> event) {
        if (!column.getDomain().hasValues()) {
            return List.of();
        }
        var levels = column.getDomain().getValues().stream().map(DataCell::toString).sorted().toList();
        boolean known = levels.size() == 2 && event.map(levels::contains).orElse(true);
        return known ? ordered(event.orElse(levels.get(1)), levels) : List.of();
    }

    /** The event level and the other one in the data. */
    List<String> classes(Optional<String> event, Frame frame) {
        return ordered(event.orElseThrow(), frame.column(column.getName()).asFactor().levels());
    }

    private static List<String> ordered(String event, List<String> levels) {
        return List.of(event, levels.get(levels.get(0).equals(event) ? 1 : 0));
    }
}
