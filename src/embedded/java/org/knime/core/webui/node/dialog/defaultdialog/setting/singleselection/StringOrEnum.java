package org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection;

import java.util.Optional;

import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;

/**
 * Either a string or one of a few special choices.
 *
 * @param <E> the special choices
 */
public final class StringOrEnum<E extends Enum<E>> implements Persistable {

    String m_regularChoice;

    @Persist(hidden = true)
    E m_specialChoice;

    StringOrEnum() {
    }

    /** @param regularChoice the string */
    public StringOrEnum(final String regularChoice) {
        m_regularChoice = regularChoice;
    }

    /** @param specialChoice the special choice */
    public StringOrEnum(final E specialChoice) {
        m_specialChoice = specialChoice;
    }

    /** @return the special choice, empty if a string is chosen */
    public Optional<E> getEnumChoice() {
        return m_regularChoice == null ? Optional.ofNullable(m_specialChoice) : Optional.empty();
    }

    /** @return the string, null if a special choice is chosen */
    public String getStringChoice() {
        return m_regularChoice;
    }
}
