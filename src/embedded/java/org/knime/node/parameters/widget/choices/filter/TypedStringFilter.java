package org.knime.node.parameters.widget.choices.filter;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/**
 * Chooses among names that have a type: one by one, by a pattern, or by type.
 *
 * @param <T> the filter by type
 */
public abstract class TypedStringFilter<T extends TypeFilter> implements Persistable {

    @Persistor(NotPersisted.class)
    String[] m_selected;

    FilterMode m_mode = FilterMode.MANUAL;

    PatternFilter m_patternFilter = new PatternFilter();

    ManualFilter m_manualFilter;

    T m_typeFilter;

    /**
     * @param initialSelected the chosen names
     * @param typeFilter the filter by type
     */
    protected TypedStringFilter(final String[] initialSelected, final T typeFilter) {
        m_manualFilter = new ManualFilter(Objects.requireNonNull(initialSelected));
        m_typeFilter = typeFilter;
    }

    /**
     * @param initialSelected the chosen names
     * @param typeFilter the filter by type
     */
    protected TypedStringFilter(final List<String> initialSelected, final T typeFilter) {
        this(initialSelected.toArray(String[]::new), typeFilter);
    }

    /** @param value whether names in neither list are chosen, in manual mode */
    protected void setIncludeUnknownValues(final boolean value) {
        m_manualFilter.m_includeUnknownColumns = value;
    }

    /** @param selected what the dialog shows as chosen */
    protected void setSelected(final String[] selected) {
        m_selected = selected;
    }

    /**
     * @param choices the names to choose from
     * @return names chosen one by one that are not there
     */
    protected String[] getMissingSelected(final String[] choices) {
        Objects.requireNonNull(choices);
        return m_mode == FilterMode.MANUAL ? m_manualFilter.missing(choices) : new String[0];
    }

    /**
     * @param choices the names to choose from
     * @param byType the names chosen by type
     * @return the chosen names, in the order of the choices
     */
    protected String[] getSelected(final String[] choices, final Function<T, String[]> byType) {
        Objects.requireNonNull(choices);
        return m_mode == FilterMode.TYPE ? byType.apply(m_typeFilter)
            : Stream.of(choices).filter(getStringFilterPredicate()).toArray(String[]::new);
    }

    /** @return whether a name is chosen; not for the mode by type */
    protected Predicate<String> getStringFilterPredicate() {
        return switch (m_mode) {
            case MANUAL -> m_manualFilter.predicate();
            case REGEX -> m_patternFilter.regex();
            case WILDCARD -> m_patternFilter.wildcard();
            case TYPE -> throw new IllegalStateException("A filter by type cannot decide on a name alone.");
        };
    }
}
