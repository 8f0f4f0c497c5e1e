package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataColumnSpec;

/**
 * A string with a type to choose.
 *
 * @param id the value
 * @param text the text shown
 * @param type the type
 */
public record TypedStringChoice(String id, String text, PossibleTypeValue type) {

    /**
     * A type.
     *
     * @param id the name of the preferred value class
     * @param text the text shown
     */
    public record PossibleTypeValue(String id, String text) {
    }

    /**
     * @param column a column
     * @return the choice of its name
     */
    public static TypedStringChoice fromColSpec(final DataColumnSpec column) {
        final var type = column.getType();
        return new TypedStringChoice(column.getName(), column.getName(),
            new PossibleTypeValue(type.getPreferredValueClass().getName(), type.getName()));
    }
}
