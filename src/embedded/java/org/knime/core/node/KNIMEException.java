package org.knime.core.node;

import java.util.Objects;

import org.knime.core.node.message.Message;
import org.knime.core.node.util.CheckUtils;

/** A failed execution with a message for the user. */
public final class KNIMEException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Message message;

    public KNIMEException(final String message) {
        this(Message.fromSummary(Objects.requireNonNullElse(message, "unknown reason")), message, null);
    }

    public KNIMEException(final String message, final Throwable cause) {
        this(Message.fromSummary(firstKnown(message, cause)), message, cause);
    }

    private KNIMEException(final Message knimeMessage, final String message, final Throwable cause) {
        super(message, cause);
        this.message = knimeMessage;
    }

    private static String firstKnown(final String message, final Throwable cause) {
        if (message != null) {
            return message;
        }
        return cause == null || cause.getMessage() == null ? "unknown reason" : cause.getMessage();
    }

    public static KNIMEException of(final Message message) {
        return of(message, null);
    }

    public static KNIMEException of(final Message message, final Throwable cause) {
        CheckUtils.checkArgumentNotNull(message);
        return new KNIMEException(message, message.getSummary(), cause);
    }

    public Message getKNIMEMessage() {
        return message;
    }

    /** This exception where none can be declared, for instance in a cell factory. */
    public KNIMERuntimeException toUnchecked() {
        return new KNIMERuntimeException();
    }

    /** Carries a KNIMEException as its cause. */
    public final class KNIMERuntimeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        KNIMERuntimeException() {
            super(KNIMEException.this.getMessage(), KNIMEException.this);
        }

        @Override
        public synchronized KNIMEException getCause() {
            return (KNIMEException)super.getCause();
        }

        public Message getKNIMEMessage() {
            return getCause().getKNIMEMessage();
        }
    }
}
