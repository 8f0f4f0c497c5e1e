package org.glmm.headless.workflow;

/** A workflow that cannot be loaded at all; the message is one sentence for the user. */
public final class LoadException extends Exception {

    private static final long serialVersionUID = 1L;

    public LoadException(final String message) {
        super(message);
    }
}
