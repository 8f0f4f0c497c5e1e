package org.knime.node.parameters.widget.message;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** Shows a message in the dialog, at a field of type {@link Void}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextMessage {

    /** @return provider of the message, empty for none; has a constructor without arguments */
    Class<? extends StateProvider<Optional<Message>>> value();

    /** The kind of a message. */
    enum MessageType {
        /** Information. */
        INFO,
        /** A warning. */
        WARNING,
        /** An error. */
        ERROR,
        /** Something went well. */
        SUCCESS
    }

    /**
     * A message.
     *
     * @param title the title
     * @param description the text
     * @param type the kind
     */
    record Message(String title, String description, MessageType type) {
    }

    /** Provides a fixed message under a condition. */
    interface SimpleTextMessageProvider extends StateProvider<Optional<Message>> {

        /**
         * @param context the node's inputs
         * @return whether the message is shown
         */
        boolean showMessage(NodeParametersInput context);

        /** @return the title */
        String title();

        /** @return the text */
        String description();

        /** @return the kind */
        MessageType type();

        @Override
        default void init(final StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
        }

        @Override
        default Optional<Message> computeState(final NodeParametersInput context) {
            return showMessage(context) ? Optional.of(new Message(title(), description(), type())) : Optional.empty();
        }
    }
}
