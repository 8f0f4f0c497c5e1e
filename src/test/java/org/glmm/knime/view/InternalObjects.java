package org.glmm.knime.view;

import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultView.ViewInput;
import org.knime.node.parameters.NodeParameters;

/** What a view sees of a node with some internal objects; of a node that is not executed where there are none. */
final class InternalObjects implements ViewInput {

    private final PortObject[] objects;

    InternalObjects(PortObject... objects) {
        this.objects = objects;
    }

    @Override
    public <S extends NodeParameters> S getParameters() {
        return null;
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        return objects.length == 0 ? null : objects;
    }
}
