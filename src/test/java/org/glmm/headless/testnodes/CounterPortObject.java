package org.glmm.headless.testnodes;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObject;
import org.knime.core.node.port.PortObjectSpec;

/** A model that counts how often it was saved, and a text that is not saved. */
public final class CounterPortObject extends AbstractSimplePortObject {

    /** The serializer. */
    public static final class Serializer extends AbstractSimplePortObjectSerializer<CounterPortObject> {
    }

    private int m_saved;

    private String m_unsaved;

    private CounterPortObjectSpec m_spec = new CounterPortObjectSpec();

    public CounterPortObject() {
    }

    CounterPortObject(final String unsaved) {
        m_unsaved = unsaved;
    }

    int saved() {
        return m_saved;
    }

    String unsaved() {
        return m_unsaved;
    }

    @Override
    public PortObjectSpec getSpec() {
        return m_spec;
    }

    @Override
    public String getSummary() {
        return "Saved " + m_saved + " times";
    }

    @Override
    protected void save(final ModelContentWO model, final ExecutionMonitor exec) throws CanceledExecutionException {
        model.addInt("saved", m_saved + 1);
    }

    @Override
    protected void load(final ModelContentRO model, final PortObjectSpec spec, final ExecutionMonitor exec)
        throws InvalidSettingsException, CanceledExecutionException {
        m_saved = model.getInt("saved");
        m_spec = (CounterPortObjectSpec)spec;
    }
}
