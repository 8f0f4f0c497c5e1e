package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.MaxLengthValidation;

/** Stands for: no provider. */
abstract class NoMaxLengthProvider implements StateProvider<MaxLengthValidation> {

    @Override
    public abstract MaxLengthValidation computeState(NodeParametersInput input);
}
