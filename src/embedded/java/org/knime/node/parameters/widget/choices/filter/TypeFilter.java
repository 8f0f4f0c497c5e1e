package org.knime.node.parameters.widget.choices.filter;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.choices.TypedStringChoice.PossibleTypeValue;

/** Chooses by type. */
public abstract class TypeFilter implements Persistable {

    /** The identifiers of the chosen types. */
    public String[] m_selectedTypes;

    /** No type is chosen. */
    protected TypeFilter() {
        this(new String[0]);
    }

    /** @param selectedTypes the chosen types */
    protected TypeFilter(final String[] selectedTypes) {
        m_selectedTypes = selectedTypes;
    }

    /**
     * @param typeId an identifier
     * @return the type, empty if it is not known
     */
    protected abstract Optional<PossibleTypeValue> fromTypeId(String typeId);

    /** @return whether a type is chosen */
    protected Predicate<String> getIsSelectedPredicate() {
        return Set.of(m_selectedTypes)::contains;
    }
}
