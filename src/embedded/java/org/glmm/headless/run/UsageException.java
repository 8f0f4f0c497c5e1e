package org.glmm.headless.run;

/** Wrong or missing command-line arguments; the message is one sentence for the user. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    public UsageException(final String message) {
        super(message);
    }
}
