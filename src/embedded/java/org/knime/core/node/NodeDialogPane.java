package org.knime.core.node;

/** The dialog of a node. Dialogs are not opened here. */
public abstract class NodeDialogPane {

    NodeDialogPane() {
    }

    /**
     * @param settings takes what is entered in the dialog
     * @throws InvalidSettingsException if it cannot be used
     */
    protected abstract void saveSettingsTo(NodeSettingsWO settings) throws InvalidSettingsException;
}
