package org.knime.node.parameters.widget.choices;

import java.util.List;

import org.knime.node.parameters.NodeParametersInput;

/**
 * Provides some constants of an enum: implement {@link #choices} or {@link #computeState}.
 *
 * @param <E> the enum
 */
public non-sealed interface EnumChoicesProvider<E extends Enum<E>> extends ChoicesStateProvider<EnumChoice<E>> {

    @Override
    default void init(final StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
    }

    /**
     * @param context the node's inputs
     * @return the choices
     */
    default List<E> choices(final NodeParametersInput context) {
        throw new IllegalStateException("EnumChoicesProvider must implement choices or computeState.");
    }

    @Override
    default List<EnumChoice<E>> computeState(final NodeParametersInput context) {
        return choices(context).stream().map(EnumChoice::fromEnumConst).toList();
    }
}
