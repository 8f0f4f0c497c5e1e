package org.glmm.knime.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.glmm.knime.learner.Choices.ResponseDistribution;
import org.glmm.knime.learner.RandomEffectsParameters.RandomEffect;
import org.glmm.knime.table.ColumnKinds;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.IntValue;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/**
 * A start for a table seen for the first time: the last numeric column is the response, the first text column with many
 * levels groups a random intercept, and the columns between are fixed effects.
 */
final class FirstGuess {

    /** A text column with at least this many levels is taken for the name of groups. */
    private static final int GROUP_LEVELS = 5;

    private FirstGuess() {
    }

    /** Fills in the columns; false if the table has no column for a response. */
    static boolean fill(GlmmLearnerNodeParameters parameters, DataTableSpec table) {
        var columns = table.stream().filter(ColumnKinds::isUsable).toList();
        var response = response(columns);
        response.ifPresent(column -> fill(parameters, column, columns));
        return response.isPresent();
    }

    private static void fill(GlmmLearnerNodeParameters parameters, DataColumnSpec response,
        List<DataColumnSpec> columns) {
        parameters.response.column = response.getName();
        parameters.response.distribution = isBinary(response) ? ResponseDistribution.BINOMIAL : ResponseDistribution.NORMAL;
        var rest = new ArrayList<>(columns);
        rest.remove(response);
        rest.stream().filter(FirstGuess::isGrouping).findFirst().ifPresent(group -> {
            var effect = new RandomEffect();
            effect.groupingColumns = new String[] {group.getName()};
            parameters.randomEffects.terms = new RandomEffect[] {effect};
        });
        rest.removeIf(FirstGuess::isGrouping);
        parameters.fixedEffects.columns = new ColumnFilter(rest);
    }

    private static Optional<DataColumnSpec> response(List<DataColumnSpec> columns) {
        return last(columns.stream().filter(ColumnKinds::isNumeric).toList())
            .or(() -> last(columns.stream().filter(FirstGuess::isBinary).toList()));
    }

    private static Optional<DataColumnSpec> last(List<DataColumnSpec> columns) {
        return columns.isEmpty() ? Optional.empty() : Optional.of(columns.get(columns.size() - 1));
    }

    private static boolean isBinary(DataColumnSpec column) {
        var domain = column.getDomain();
        if (!ColumnKinds.isNumeric(column)) {
            return domain.hasValues() && domain.getValues().size() == 2;
        }
        return domain.hasBounds() && domain.getLowerBound() instanceof IntValue lower && lower.getIntValue() == 0
            && domain.getUpperBound() instanceof IntValue upper && upper.getIntValue() == 1;
    }

    private static boolean isGrouping(DataColumnSpec column) {
        var domain = column.getDomain();
        return !ColumnKinds.isNumeric(column) && (!domain.hasValues() || domain.getValues().size() >= GROUP_LEVELS);
    }
}
