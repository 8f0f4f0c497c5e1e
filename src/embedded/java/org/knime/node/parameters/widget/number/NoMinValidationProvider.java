package org.knime.node.parameters.widget.number;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** Stands for: no provider. */
abstract class NoMinValidationProvider implements StateProvider<MinValidation> {

    @Override
    public abstract MinValidation computeState(NodeParametersInput input);
}
