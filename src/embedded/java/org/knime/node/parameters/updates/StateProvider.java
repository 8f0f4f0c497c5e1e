package org.knime.node.parameters.updates;

import java.util.function.Supplier;

import org.knime.core.webui.node.dialog.defaultdialog.util.updates.StateComputationFailureException;
import org.knime.node.parameters.NodeParametersInput;

/**
 * Computes a value, choices or another state of a control while the dialog is open. An implementation has a constructor
 * without arguments.
 *
 * @param <S> the state
 */
public interface StateProvider<S> {

    /**
     * Registers when the state is computed and what it depends on.
     *
     * @param initializer takes the registrations
     */
    void init(StateProviderInitializer initializer);

    /**
     * @param parametersInput the node's inputs
     * @return the state
     * @throws StateComputationFailureException if it cannot be computed
     */
    S computeState(NodeParametersInput parametersInput) throws StateComputationFailureException;

    /** Takes the registrations of a provider. */
    interface StateProviderInitializer {

        /** @return the node's inputs */
        NodeParametersInput getNodeParametersInput();

        /**
         * Computes the state whenever a field changes.
         *
         * @param <T> the field's type
         * @param reference the field
         * @return its value, to be called when the state is computed
         */
        <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> reference);

        /**
         * @param <T> the field's type
         * @param reference a field
         * @return its value, to be called when the state is computed
         */
        <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> reference);

        /**
         * Computes the state whenever a field changes.
         *
         * @param <T> the field's type
         * @param reference the field
         */
        <T> void computeOnValueChange(Class<? extends ParameterReference<T>> reference);

        /**
         * Computes the state after that of another provider.
         *
         * @param <T> the other state
         * @param provider the other provider
         * @return the other state, to be called when the state is computed
         */
        <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> provider);

        /**
         * Computes the state when a button is pressed.
         *
         * @param reference the button
         */
        void computeOnButtonClick(Class<? extends ButtonReference> reference);

        /** Computes the state before the dialog opens. */
        void computeBeforeOpenDialog();

        /** Computes the state after the dialog has opened. */
        void computeAfterOpenDialog();
    }
}
