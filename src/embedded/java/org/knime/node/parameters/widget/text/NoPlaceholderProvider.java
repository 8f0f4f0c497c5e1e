package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** Stands for: no provider. */
abstract class NoPlaceholderProvider implements StateProvider<String> {

    @Override
    public abstract String computeState(NodeParametersInput input);
}
