package org.glmm.headless.spi;

import org.knime.core.node.KNIMEException;

/** The messages that a workflow manager shows for failures of a node. */
public final class NodeMessages {

    private static final int SHORTEST_MESSAGE = 5;

    private NodeMessages() {
    }

    /**
     * @param failure what an execution threw, other than a cancellation
     * @return the error message
     */
    public static String executeFailed(final Throwable failure) {
        if (failure instanceof KNIMEException e) {
            return e.getKNIMEMessage().getSummary();
        }
        final var message = failure.getMessage();
        return "Execute failed: " + (message != null && message.length() >= SHORTEST_MESSAGE ? message
            : "(\"" + failure.getClass().getSimpleName() + "\"): " + message);
    }

    /**
     * @param failure what a configuration threw, other than an InvalidSettingsException
     * @return the error message
     */
    public static String configureFailed(final Throwable failure) {
        return "Configure failed (" + failure.getClass().getSimpleName() + "): " + failure.getMessage();
    }
}
