package org.knime.node;

/**
 * A port or group of ports of a node.
 *
 * @param id the identifier of the group
 * @param input the input side, null if there is none
 * @param output the output side, null if there is none
 * @param mode what the user can change
 */
record PortDefinition(String id, Side input, Side output, PortMode mode) {

    /**
     * What the user reads.
     *
     * @param name the name
     * @param description the description, an XML fragment
     */
    record Side(String name, String description) {
    }

    boolean isInput() {
        return input != null;
    }

    boolean isOutput() {
        return output != null;
    }

    boolean isConfigurable() {
        return !(mode instanceof PortMode.Fixed);
    }
}
