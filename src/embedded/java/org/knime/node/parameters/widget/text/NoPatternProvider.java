package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** Stands for: no provider. */
abstract class NoPatternProvider implements StateProvider<PatternValidation> {

    @Override
    public abstract PatternValidation computeState(NodeParametersInput input);
}
