package org.knime.node.parameters.widget.choices.util;

/** Knows the input port whose table is meant. */
public interface InputTableIndexHolder {

    /** @return the port index */
    default int getInputTableIndex() {
        return 0;
    }
}
