package org.glmm.headless.catalog;

/** A node factory that is not known or cannot be used; the message says why, to be put behind the node's name. */
public final class UnknownNodeException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnknownNodeException(final String message) {
        super(message);
    }
}
