package org.knime.node;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** What a node does, given step by step: its parameters, then either configure and execute, or a change of columns. */
public abstract sealed class DefaultModel implements FluentNodeAPI {

    final Class<? extends NodeParameters> parametersClass;

    private DefaultModel(final Class<? extends NodeParameters> parametersClass) {
        this.parametersClass = parametersClass;
    }

    static RequireModelParameters create() {
        return parametersClass -> new RequireConfigureOrRearrangeColumns() {

            @Override
            public RequireExecute
                configure(final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure) {
                return execute -> new Standard(parametersClass, configure, execute);
            }

            @Override
            public DefaultModel rearrangeColumns(
                final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrange) {
                return new Rearranging(parametersClass, rearrange);
            }
        };
    }

    abstract NodeModel newModel(PortType[] inputs, PortType[] outputs, Class<? extends NodeParameters> viewParameters);

    private static final class Standard extends DefaultModel {

        private final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure;
        private final ExecuteConsumer execute;

        Standard(final Class<? extends NodeParameters> parametersClass,
            final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure,
            final ExecuteConsumer execute) {
            super(parametersClass);
            this.configure = configure;
            this.execute = execute;
        }

        @Override
        NodeModel newModel(final PortType[] inputs, final PortType[] outputs,
            final Class<? extends NodeParameters> viewParameters) {
            return new StandardNodeModel(inputs, outputs, parametersClass, viewParameters, configure, execute);
        }
    }

    private static final class Rearranging extends DefaultModel {

        private final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrange;

        Rearranging(final Class<? extends NodeParameters> parametersClass,
            final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrange) {
            super(parametersClass);
            this.rearrange = rearrange;
        }

        @Override
        NodeModel newModel(final PortType[] inputs, final PortType[] outputs,
            final Class<? extends NodeParameters> viewParameters) {
            return new RearrangingNodeModel(inputs, outputs, parametersClass, viewParameters, rearrange);
        }
    }

    /** The step of the parameters. */
    public interface RequireModelParameters {

        /**
         * @param parametersClass the class of the parameters, null for none
         * @return the next step
         */
        RequireConfigureOrRearrangeColumns parametersClass(Class<? extends NodeParameters> parametersClass);

        /** @return the next step of a node without parameters */
        default RequireConfigureOrRearrangeColumns withoutParameters() {
            return parametersClass(null);
        }
    }

    /** The step of the configuration. */
    public interface RequireConfigureOrRearrangeColumns {

        /**
         * @param configure computes the specs of the outputs
         * @return the next step
         */
        RequireExecute configure(ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure);

        /**
         * For a node with one input table and one output table.
         *
         * @param rearrangeColumns changes the columns
         * @return the model
         */
        DefaultModel rearrangeColumns(
            ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrangeColumns);
    }

    /** The step of the execution. */
    public interface RequireExecute {

        /**
         * @param execute computes the outputs
         * @return the model
         */
        DefaultModel execute(ExecuteConsumer execute);
    }

    /**
     * Computes what is known before execution.
     *
     * @param <I> the input
     * @param <O> takes the output
     */
    public interface ConfigureOrRearrangerConsumer<I, O> {

        /**
         * @param input the input
         * @param output takes the output
         * @throws InvalidSettingsException if the node cannot be executed
         */
        void accept(I input, O output) throws InvalidSettingsException;
    }

    /** Executes the node. */
    public interface ExecuteConsumer {

        /**
         * @param input the input
         * @param output takes the output
         * @throws CanceledExecutionException if the user cancels
         * @throws KNIMEException if the execution fails
         */
        void accept(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException;
    }

    /** What is known when a node is configured. Indices are port indices; the methods for tables cast. */
    public interface ConfigureInput {

        /**
         * @param <S> the class of the parameters
         * @return the parameters, null if the node has none
         */
        <S extends NodeParameters> S getParameters();

        /** @return specs of the inputs; null for an optional input that is not connected */
        PortObjectSpec[] getInPortSpecs();

        /**
         * @param <S> the class of the spec
         * @param index an input
         * @return its spec
         */
        <S extends PortObjectSpec> S getInPortSpec(int index);

        /** @return specs of the inputs, all of which are tables */
        DataTableSpec[] getInTableSpecs();

        /**
         * @param portIndex an input that is a table
         * @return its spec
         */
        DataTableSpec getInTableSpec(int portIndex);

        /** @return types of the outputs */
        PortType[] getOutPortTypes();
    }

    /** Takes the result of a configuration. Outputs that are not set have an unknown spec. */
    public interface ConfigureOutput {

        /**
         * @param <S> the class of the spec
         * @param index an output
         * @param spec its spec, null if not known
         */
        <S extends PortObjectSpec> void setOutSpec(int index, S spec);

        /**
         * @param <S> the class of the specs
         * @param specs specs of the outputs from the first on
         */
        @SuppressWarnings("unchecked")
        <S extends PortObjectSpec> void setOutSpecs(S... specs);

        /** @param message the warning to show */
        void setWarningMessage(String message);
    }

    /** What is known when a node is executed. Indices are port indices; the methods for tables cast. */
    public interface ExecuteInput {

        /**
         * @param <S> the class of the parameters
         * @return the parameters, null if the node has none
         */
        <S extends NodeParameters> S getParameters();

        /** @return creates tables, takes progress, tells of cancellation */
        ExecutionContext getExecutionContext();

        /** @return the inputs; null for an optional input that is not connected */
        PortObject[] getInPortObjects();

        /**
         * @param <D> the class of the object
         * @param portIndex an input
         * @return its object
         */
        <D extends PortObject> D getInPortObject(int portIndex);

        /** @return the inputs, all of which are tables */
        BufferedDataTable[] getInTables();

        /**
         * @param portIndex an input that is a table
         * @return its table
         */
        BufferedDataTable getInTable(int portIndex);

        /** @return types of the outputs */
        PortType[] getOutPortTypes();
    }

    /** Takes the result of an execution. All outputs must be set. */
    public interface ExecuteOutput {

        /**
         * @param <D> the class of the object
         * @param index an output
         * @param data its object
         */
        <D extends PortObject> void setOutData(int index, D data);

        /**
         * @param <D> the class of the objects
         * @param data the outputs from the first on
         */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setOutData(D... data);

        /**
         * @param <D> the class of the objects
         * @param data objects for the view
         */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setInternalData(D... data);

        /** @param message the warning to show */
        void setWarningMessage(String message);
    }

    /** What is known when columns are changed. */
    public interface RearrangeColumnsInput {

        /**
         * @param <S> the class of the parameters
         * @return the parameters, null if the node has none
         */
        <S extends NodeParameters> S getParameters();

        /** @return the spec of the input table */
        DataTableSpec getDataTableSpec();
    }

    /** Takes the change of columns. */
    public interface RearrangeColumnsOutput {

        /** @param rearranger the change, not null */
        void setColumnRearranger(ColumnRearranger rearranger);
    }
}
