package org.knime.node.parameters.widget.number;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/** Stands for: no provider. */
abstract class NoMaxValidationProvider implements StateProvider<MaxValidation> {

    @Override
    public abstract MaxValidation computeState(NodeParametersInput input);
}
