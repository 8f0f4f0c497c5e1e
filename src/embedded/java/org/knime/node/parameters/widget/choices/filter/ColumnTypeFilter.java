package org.knime.node.parameters.widget.choices.filter;

import java.util.Optional;
import java.util.function.Predicate;

import org.knime.core.data.DataColumnSpec;
import org.knime.node.parameters.widget.choices.TypedStringChoice.PossibleTypeValue;

/** Chooses columns by the preferred value class of their type. */
final class ColumnTypeFilter extends TypeFilter {

    @Override
    protected Optional<PossibleTypeValue> fromTypeId(final String typeId) {
        return Optional.of(new PossibleTypeValue(typeId, typeId.substring(typeId.lastIndexOf('.') + 1)));
    }

    Predicate<DataColumnSpec> columnPredicate() {
        final var selected = getIsSelectedPredicate();
        return column -> selected.test(column.getType().getPreferredValueClass().getName());
    }
}
