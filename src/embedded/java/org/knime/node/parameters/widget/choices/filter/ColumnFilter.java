package org.knime.node.parameters.widget.choices.filter;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/** Chooses columns: one by one, by a pattern on their names, or by type. Without arguments it chooses none. */
public final class ColumnFilter extends TypedStringFilter<ColumnTypeFilter> {

    /** Chooses no column. */
    public ColumnFilter() {
        this(new String[0]);
    }

    /** @param selected the chosen names */
    public ColumnFilter(final String[] selected) {
        super(selected, new ColumnTypeFilter());
    }

    /** @param selected the chosen columns */
    public ColumnFilter(final List<DataColumnSpec> selected) {
        super(selected.stream().map(DataColumnSpec::getName).toList(), new ColumnTypeFilter());
    }

    /** @return this, which now chooses columns that it has not seen before */
    public ColumnFilter withIncludeUnknownColumns() {
        setIncludeUnknownValues(true);
        return this;
    }

    /** @return this, which now does not choose columns that it has not seen before */
    public ColumnFilter withExcludeUnknownColumns() {
        setIncludeUnknownValues(false);
        return this;
    }

    /**
     * @param choices the columns to choose from, those that the dialog offers
     * @return the names of the chosen columns, in the order of the choices
     */
    public String[] filter(final List<DataColumnSpec> choices) {
        Objects.requireNonNull(choices);
        return getSelected(names(choices.stream()), byType -> names(choices.stream().filter(byType.columnPredicate())));
    }

    /**
     * @param spec a table whose columns may all be chosen
     * @return the names of the chosen columns, in the order of the table
     */
    public String[] filterFromFullSpec(final DataTableSpec spec) {
        return filter(spec.stream().toList());
    }

    /**
     * @param choices the columns to choose from
     * @return columns chosen one by one that are not there
     */
    public String[] getMissingSelected(final List<DataColumnSpec> choices) {
        Objects.requireNonNull(choices);
        return getMissingSelected(names(choices.stream()));
    }

    /**
     * @param spec a table
     * @return columns chosen one by one that it does not have
     */
    public String[] getMissingSelectedFromFullSpec(final DataTableSpec spec) {
        return getMissingSelected(spec.stream().toList());
    }

    /** @return whether a column is chosen */
    public Predicate<DataColumnSpec> getFilterPredicate() {
        if (m_mode == FilterMode.TYPE) {
            return m_typeFilter.columnPredicate();
        }
        final var byName = getStringFilterPredicate();
        return column -> byName.test(column.getName());
    }

    private static String[] names(final Stream<DataColumnSpec> columns) {
        return columns.map(DataColumnSpec::getName).toArray(String[]::new);
    }
}
