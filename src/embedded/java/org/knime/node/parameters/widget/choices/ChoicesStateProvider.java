package org.knime.node.parameters.widget.choices;

import java.util.List;

import org.knime.node.parameters.updates.StateProvider;

/**
 * Provides choices.
 *
 * @param <C> a choice
 */
public sealed interface ChoicesStateProvider<C> extends StateProvider<List<C>>
    permits StringChoicesProvider, TypedStringChoicesProvider, EnumChoicesProvider, DataTypeChoicesProvider {
}
