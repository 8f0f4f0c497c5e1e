package org.knime.node;

import java.util.stream.Stream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOrRearrangerConsumer;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteConsumer;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;

/** A model given by configure and execute. */
final class StandardNodeModel extends ParametersNodeModel implements PortObjectHolder {

    private final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure;
    private final ExecuteConsumer execute;
    private PortObject[] internalObjects;

    StandardNodeModel(final PortType[] inputs, final PortType[] outputs,
        final Class<? extends NodeParameters> parametersClass,
        final Class<? extends NodeParameters> viewParametersClass,
        final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure, final ExecuteConsumer execute) {
        super(inputs, outputs, parametersClass, viewParametersClass);
        this.configure = configure;
        this.execute = execute;
    }

    @Override
    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        final var output = new Configured();
        configure.accept(new ToConfigure(parametersFor(inSpecs), inSpecs), output);
        return output.specs;
    }

    @Override
    protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext context)
        throws CanceledExecutionException, KNIMEException {
        final var output = new Executed();
        execute.accept(new ToExecute(inObjects, context), output);
        return output.objects;
    }

    @Override
    protected void reset() {
        internalObjects = null;
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        return internalObjects;
    }

    @Override
    public void setInternalPortObjects(final PortObject[] objects) {
        internalObjects = objects;
    }

    private final class ToConfigure implements ConfigureInput {

        private final NodeParameters parameters;
        private final PortObjectSpec[] specs;

        ToConfigure(final NodeParameters parameters, final PortObjectSpec[] specs) {
            this.parameters = parameters;
            this.specs = specs;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <S extends NodeParameters> S getParameters() {
            return (S)parameters;
        }

        @Override
        public PortObjectSpec[] getInPortSpecs() {
            return specs;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <S extends PortObjectSpec> S getInPortSpec(final int index) {
            return (S)specs[index];
        }

        @Override
        public DataTableSpec[] getInTableSpecs() {
            return Stream.of(specs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
        }

        @Override
        public DataTableSpec getInTableSpec(final int portIndex) {
            return (DataTableSpec)specs[portIndex];
        }

        @Override
        public PortType[] getOutPortTypes() {
            return outputs;
        }
    }

    private final class Configured implements ConfigureOutput {

        private final PortObjectSpec[] specs = new PortObjectSpec[outputs.length];

        @Override
        public <S extends PortObjectSpec> void setOutSpec(final int index, final S spec) {
            specs[index] = spec;
        }

        @Override
        @SafeVarargs
        public final <S extends PortObjectSpec> void setOutSpecs(final S... outSpecs) {
            System.arraycopy(outSpecs, 0, specs, 0, outSpecs.length);
        }

        @Override
        public void setWarningMessage(final String message) {
            StandardNodeModel.this.setWarningMessage(message);
        }
    }

    private final class ToExecute implements ExecuteInput {

        private final PortObject[] objects;
        private final ExecutionContext context;

        ToExecute(final PortObject[] objects, final ExecutionContext context) {
            this.objects = objects;
            this.context = context;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <S extends NodeParameters> S getParameters() {
            return (S)parameters();
        }

        @Override
        public ExecutionContext getExecutionContext() {
            return context;
        }

        @Override
        public PortObject[] getInPortObjects() {
            return objects;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <D extends PortObject> D getInPortObject(final int portIndex) {
            return (D)objects[portIndex];
        }

        @Override
        public BufferedDataTable[] getInTables() {
            return Stream.of(objects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
        }

        @Override
        public BufferedDataTable getInTable(final int portIndex) {
            return (BufferedDataTable)objects[portIndex];
        }

        @Override
        public PortType[] getOutPortTypes() {
            return outputs;
        }
    }

    private final class Executed implements ExecuteOutput {

        private final PortObject[] objects = new PortObject[outputs.length];

        @Override
        public <D extends PortObject> void setOutData(final int index, final D data) {
            objects[index] = data;
        }

        @Override
        @SafeVarargs
        public final <D extends PortObject> void setOutData(final D... data) {
            System.arraycopy(data, 0, objects, 0, data.length);
        }

        @Override
        @SafeVarargs
        public final <D extends PortObject> void setInternalData(final D... data) {
            setInternalPortObjects(data);
        }

        @Override
        public void setWarningMessage(final String message) {
            StandardNodeModel.this.setWarningMessage(message);
        }
    }
}
