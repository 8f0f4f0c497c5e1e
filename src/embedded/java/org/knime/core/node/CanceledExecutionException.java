package org.knime.core.node;

import org.knime.core.node.message.Message;

/** The user has canceled the execution. */
public class CanceledExecutionException extends Exception {

    private static final long serialVersionUID = 1L;

    public static final Message DEFAULT_CANCEL_MESSAGE = Message.fromSummary("Execution canceled");

    private final transient Message message;

    public CanceledExecutionException() {
        message = DEFAULT_CANCEL_MESSAGE;
    }

    public CanceledExecutionException(final String s) {
        super(s);
        message = s == null ? DEFAULT_CANCEL_MESSAGE : Message.fromSummary(s);
    }

    public CanceledExecutionException(final Message message) {
        super(message.getSummary());
        this.message = message;
    }

    public Message getKNIMEMessage() {
        return message;
    }

    /** Something that can be asked whether to stop. */
    @FunctionalInterface
    public interface CancelChecker {

        void checkCanceled() throws CanceledExecutionException;
    }
}
