package org.knime.node.parameters.widget.choices.filter;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.knime.node.parameters.persistence.Persistable;

/** Chooses names one by one. */
final class ManualFilter implements Persistable {

    String[] m_manuallySelected;

    String[] m_manuallyDeselected = new String[0];

    boolean m_includeUnknownColumns;

    ManualFilter() {
    }

    ManualFilter(final String[] selected) {
        m_manuallySelected = selected;
    }

    Predicate<String> predicate() {
        return m_includeUnknownColumns ? Predicate.not(Set.of(m_manuallyDeselected)::contains)
            : Set.of(m_manuallySelected)::contains;
    }

    String[] missing(final String[] choices) {
        return m_includeUnknownColumns ? new String[0]
            : Stream.of(m_manuallySelected).filter(Predicate.not(Set.of(choices)::contains)).toArray(String[]::new);
    }
}
