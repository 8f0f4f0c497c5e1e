package org.glmm.headless.testnodes;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** The spec of a {@link CounterPortObject}; it has no content. */
public final class CounterPortObjectSpec extends AbstractSimplePortObjectSpec {

    /** The serializer. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<CounterPortObjectSpec> {
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addBoolean("empty", true);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        model.getBoolean("empty");
    }
}
