package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataType;

/**
 * A data type to choose.
 *
 * @param id the type
 * @param text the text shown
 */
public record DataTypeChoice(DataType id, String text) {

    /**
     * @param type the type
     * @return a choice shown by the type's name
     */
    public static DataTypeChoice fromDataType(final DataType type) {
        return new DataTypeChoice(type, type.getName());
    }
}
