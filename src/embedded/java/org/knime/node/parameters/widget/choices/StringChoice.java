package org.knime.node.parameters.widget.choices;

/**
 * A string to choose.
 *
 * @param id the value
 * @param text the text shown
 */
public record StringChoice(String id, String text) {

    /**
     * @param id the value
     * @return a choice shown as its value
     */
    public static StringChoice fromId(final String id) {
        return new StringChoice(id, id);
    }
}
