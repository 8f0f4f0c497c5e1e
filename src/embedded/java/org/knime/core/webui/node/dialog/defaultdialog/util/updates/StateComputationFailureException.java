package org.knime.core.webui.node.dialog.defaultdialog.util.updates;

/** A state could not be computed: the control keeps the state that it has. */
public final class StateComputationFailureException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message the reason */
    public StateComputationFailureException(final String message) {
        super(message);
    }
}
