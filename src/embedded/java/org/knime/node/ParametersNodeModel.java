package org.knime.node;

import java.io.File;

import org.glmm.headless.parameters.Instances;
import org.glmm.headless.parameters.ParametersStore;
import org.glmm.headless.parameters.PortsInput;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** A model whose settings are an object of a parameters class. */
abstract class ParametersNodeModel extends NodeModel {

    final PortType[] inputs;
    final PortType[] outputs;
    private final Class<? extends NodeParameters> parametersClass;
    private final Class<? extends NodeParameters> viewParametersClass;
    private NodeParameters parameters;
    private PortObjectSpec[] latestSpecs;

    ParametersNodeModel(final PortType[] inputs, final PortType[] outputs,
        final Class<? extends NodeParameters> parametersClass,
        final Class<? extends NodeParameters> viewParametersClass) {
        super(inputs, outputs);
        this.inputs = inputs;
        this.outputs = outputs;
        this.parametersClass = parametersClass;
        this.viewParametersClass = viewParametersClass;
    }

    /** The parameters that were loaded, or made for these specs when there are none yet. */
    final NodeParameters parametersFor(final PortObjectSpec... specs) throws InvalidSettingsException {
        latestSpecs = specs;
        if (parametersClass != null && parameters == null) {
            parameters = Instances.create(parametersClass, new PortsInput(inputs, outputs, specs));
            parameters.validate();
        }
        return parameters;
    }

    final NodeParameters parameters() {
        return parameters;
    }

    @Override
    protected final void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        validate(parametersClass, settings);
    }

    @Override
    protected final void validateViewSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        validate(viewParametersClass, settings);
    }

    private static void validate(final Class<? extends NodeParameters> type, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        if (type != null) {
            ParametersStore.load(type, settings).validate();
        }
    }

    @Override
    protected final void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (parametersClass != null) {
            parameters = ParametersStore.load(parametersClass, settings);
        }
    }

    @Override
    protected final void saveSettingsTo(final NodeSettingsWO settings) {
        if (parametersClass != null) {
            ParametersStore.save(parameters == null ? Instances.create(parametersClass) : parameters, settings);
        }
    }

    @Override
    protected final void saveDefaultViewSettingsTo(final NodeSettingsWO settings) {
        if (viewParametersClass != null) {
            ParametersStore.save(latestSpecs == null ? Instances.create(viewParametersClass)
                : Instances.create(viewParametersClass, new PortsInput(inputs, outputs, latestSpecs)), settings);
        }
    }

    @Override
    protected void reset() {
    }

    @Override
    protected final void loadInternals(final File directory, final ExecutionMonitor monitor) {
    }

    @Override
    protected final void saveInternals(final File directory, final ExecutionMonitor monitor) {
    }
}
