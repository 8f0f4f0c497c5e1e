package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.MinLengthValidation;

/** Stands for: no provider. */
abstract class NoMinLengthProvider implements StateProvider<MinLengthValidation> {

    @Override
    public abstract MinLengthValidation computeState(NodeParametersInput input);
}
