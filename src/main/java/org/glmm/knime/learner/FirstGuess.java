package org.glmm.knime.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

import org.glmm.knime.learner.Choices.ResponseDistribution;
import org.glmm.knime.learner.Choices.ResponseForm;
import org.glmm.knime.learner.RandomEffectsParameters.RandomEffect;
import org.glmm.knime.table.ColumnKinds;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.IntValue;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/**
 * A start for a table seen for the first time. The last numeric column that is not a name of groups is the response:
 * binomial if it is 0 or 1, or if it is a number of trials by its name and events stand before it; Poisson if it is a
 * whole number from 0; else normal. The first column that names groups, a text with many levels or a whole number
 * called block, subject and the like, has a random intercept. The rest are fixed effects.
 */
final class FirstGuess {

    /** A text column with at least this many levels is taken for the name of groups. */
    private static final int GROUP_LEVELS = 5;

    private static final Pattern TRIALS = Pattern.compile("n|m|total|trials|n_?trials|size|seeds|denominator",
        Pattern.CASE_INSENSITIVE);

    private static final Pattern GROUPS = Pattern.compile("(.*[_ .])?(id|subject|patient|person|student|school|clinic"
        + "|cent(er|re)|hospital|site|block|rep|replicate|plot|row|batch|group|animal|litter|herd|family|cluster)"
        + "([_ .]?(id|no|nr))?", Pattern.CASE_INSENSITIVE);

    private final List<DataColumnSpec> columns;

    private FirstGuess(List<DataColumnSpec> columns) {
        this.columns = columns;
    }

    /** Fills in the columns; false if the table has no column for a response. */
    static boolean fill(GlmmLearnerNodeParameters parameters, DataTableSpec table) {
        return new FirstGuess(table.stream().filter(ColumnKinds::isUsable).toList()).fill(parameters);
    }

    private boolean fill(GlmmLearnerNodeParameters parameters) {
        var numbers = columns.stream().filter(ColumnKinds::isNumeric).filter(column -> !isGrouping(column)).toList();
        var response = last(numbers).or(() -> last(columns.stream().filter(FirstGuess::isBinary).toList()));
        var rest = new ArrayList<>(columns);
        response.ifPresent(column -> {
            rest.remove(column);
            var events = events(column, numbers);
            events.ifPresent(rest::remove);
            fillResponse(parameters.response, column, events);
            fillEffects(parameters, rest);
        });
        return response.isPresent();
    }

    /** The whole numbers before a number of trials that do not exceed it. */
    private static Optional<DataColumnSpec> events(DataColumnSpec trials, List<DataColumnSpec> numbers) {
        if (!TRIALS.matcher(trials.getName()).matches() || upper(trials).isEmpty()) {
            return Optional.empty();
        }
        return last(numbers.subList(0, numbers.indexOf(trials))).filter(events -> upper(events).isPresent()
            && upper(events).getAsInt() <= upper(trials).getAsInt() && lower(events).orElse(-1) >= 0);
    }

    private static void fillResponse(ResponseParameters response, DataColumnSpec column,
        Optional<DataColumnSpec> events) {
        if (events.isPresent()) {
            response.form = ResponseForm.EVENTS_AND_TRIALS;
            response.eventsColumn = events.get().getName();
            response.trialsColumn = column.getName();
            response.distribution = ResponseDistribution.BINOMIAL;
            return;
        }
        response.column = column.getName();
        boolean isCount = lower(column).orElse(-1) == 0;
        response.distribution = isBinary(column) ? ResponseDistribution.BINOMIAL
            : isCount ? ResponseDistribution.POISSON : ResponseDistribution.NORMAL;
    }

    private static void fillEffects(GlmmLearnerNodeParameters parameters, List<DataColumnSpec> rest) {
        rest.stream().filter(FirstGuess::isGrouping).findFirst().ifPresent(group -> {
            var effect = new RandomEffect();
            effect.groupingColumns = new String[] {group.getName()};
            parameters.randomEffects.terms = new RandomEffect[] {effect};
        });
        rest.removeIf(FirstGuess::isGrouping);
        parameters.fixedEffects.columns = new ColumnFilter(rest);
    }

    private static Optional<DataColumnSpec> last(List<DataColumnSpec> columns) {
        return columns.isEmpty() ? Optional.empty() : Optional.of(columns.get(columns.size() - 1));
    }

    private static boolean isBinary(DataColumnSpec column) {
        var domain = column.getDomain();
        return ColumnKinds.isNumeric(column)
            ? lower(column).equals(OptionalInt.of(0)) && upper(column).equals(OptionalInt.of(1))
            : domain.hasValues() && domain.getValues().size() == 2;
    }

    private static boolean isGrouping(DataColumnSpec column) {
        var domain = column.getDomain();
        return ColumnKinds.isNumeric(column)
            ? column.getType().isCompatible(IntValue.class) && GROUPS.matcher(column.getName()).matches()
            : !domain.hasValues() || domain.getValues().size() >= GROUP_LEVELS;
    }

    private static OptionalInt lower(DataColumnSpec column) {
        return whole(column.getDomain().getLowerBound());
    }

    private static OptionalInt upper(DataColumnSpec column) {
        return whole(column.getDomain().getUpperBound());
    }

    /** The bound of a column of whole numbers. */
    private static OptionalInt whole(DataCell bound) {
        return bound instanceof IntValue value ? OptionalInt.of(value.getIntValue()) : OptionalInt.empty();
    }
}
