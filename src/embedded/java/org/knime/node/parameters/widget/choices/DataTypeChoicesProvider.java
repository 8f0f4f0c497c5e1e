package org.knime.node.parameters.widget.choices;

import java.util.List;

import org.knime.core.data.DataType;
import org.knime.node.parameters.NodeParametersInput;

/** Provides data types: implement {@link #choices} or {@link #computeState}. */
public non-sealed interface DataTypeChoicesProvider extends ChoicesStateProvider<DataTypeChoice> {

    @Override
    default void init(final StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
    }

    /**
     * @param context the node's inputs
     * @return the choices
     */
    default List<DataType> choices(final NodeParametersInput context) {
        throw new IllegalStateException("DataTypeChoicesProvider must implement choices or computeState.");
    }

    @Override
    default List<DataTypeChoice> computeState(final NodeParametersInput context) {
        return choices(context).stream().map(DataTypeChoice::fromDataType).toList();
    }
}
