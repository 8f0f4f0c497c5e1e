package org.knime.core.node;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.message.Message;
import org.knime.core.node.message.MessageBuilder;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** The part of a node that configures and executes it. Port indices count from 0, without the flow variable port. */
public abstract class NodeModel implements AbstractNodeView.ViewableModel {

    private final PortType[] inTypes;
    private final PortType[] outTypes;
    private final NodeLogger logger = NodeLogger.getLogger(getClass());
    private final List<NodeModelWarningListener> listeners = new CopyOnWriteArrayList<>();
    private Message warning;

    /**
     * A model with tables at all ports.
     *
     * @param inputs the number of inputs
     * @param outputs the number of outputs
     */
    protected NodeModel(final int inputs, final int outputs) {
        this(tables(inputs), tables(outputs));
    }

    /**
     * @param inputs types of the inputs, null for none
     * @param outputs types of the outputs, null for none
     */
    protected NodeModel(final PortType[] inputs, final PortType[] outputs) {
        inTypes = checked(inputs, "InPortType");
        outTypes = checked(outputs, "OutPortType");
    }

    private static PortType[] tables(final int count) {
        return Stream.generate(() -> BufferedDataTable.TYPE).limit(count).toArray(PortType[]::new);
    }

    private static PortType[] checked(final PortType[] types, final String what) {
        final var copy = types == null ? new PortType[0] : types.clone();
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] == null) {
                throw new IllegalArgumentException(what + "[" + i + "] must not be null!");
            }
        }
        return copy;
    }

    /**
     * @param inSpecs specs of the inputs, all of which are tables
     * @return specs of the outputs; null if not known
     * @throws InvalidSettingsException if the node cannot be executed with these inputs
     */
    protected DataTableSpec[] configure(final DataTableSpec[] inSpecs) throws InvalidSettingsException {
        throw new IllegalStateException("NodeModel.configure() is not implemented by " + getClass().getName() + ".");
    }

    /**
     * @param inSpecs specs of the inputs
     * @return specs of the outputs; null if not known
     * @throws InvalidSettingsException if the node cannot be executed with these inputs
     */
    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        return configure(Stream.of(inSpecs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new));
    }

    /**
     * @param inTables the inputs, all of which are tables
     * @param context creates tables, takes progress, tells of cancellation
     * @return the outputs
     * @throws Exception if the execution fails or is cancelled
     */
    protected BufferedDataTable[] execute(final BufferedDataTable[] inTables, final ExecutionContext context)
        throws Exception {
        throw new IllegalStateException("NodeModel.execute() is not implemented by " + getClass().getName() + ".");
    }

    /**
     * @param inObjects the inputs
     * @param context creates tables, takes progress, tells of cancellation
     * @return the outputs
     * @throws Exception if the execution fails or is cancelled
     */
    protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext context) throws Exception {
        return execute(Stream.of(inObjects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new),
            context);
    }

    /** Forgets what the execution left in the model. */
    protected abstract void reset();

    /** @param settings takes the settings */
    protected abstract void saveSettingsTo(NodeSettingsWO settings);

    /**
     * @param settings the settings to check
     * @throws InvalidSettingsException if they cannot be loaded
     */
    protected abstract void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException;

    /**
     * @param settings the settings to load, which have been validated
     * @throws InvalidSettingsException if they cannot be loaded
     */
    protected abstract void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException;

    /**
     * @param directory where the execution's internals were saved
     * @param monitor takes progress
     * @throws IOException if they cannot be read
     * @throws CanceledExecutionException if loading is cancelled
     */
    protected abstract void loadInternals(File directory, ExecutionMonitor monitor)
        throws IOException, CanceledExecutionException;

    /**
     * @param directory where the execution's internals are saved
     * @param monitor takes progress
     * @throws IOException if they cannot be written
     * @throws CanceledExecutionException if saving is cancelled
     */
    protected abstract void saveInternals(File directory, ExecutionMonitor monitor)
        throws IOException, CanceledExecutionException;

    /**
     * @param settings the settings of the view to check
     * @throws InvalidSettingsException if they cannot be loaded
     */
    protected void validateViewSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
    }

    /** @param settings takes the settings of a new view */
    protected void saveDefaultViewSettingsTo(final NodeSettingsWO settings) {
    }

    /** The node is removed from the workflow. */
    protected void onDispose() {
    }

    /** @return the number of inputs */
    protected final int getNrInPorts() {
        return inTypes.length;
    }

    /** @return the number of outputs */
    protected final int getNrOutPorts() {
        return outTypes.length;
    }

    /**
     * @param index an input
     * @return its type
     */
    protected final PortType getInPortType(final int index) {
        return inTypes[index];
    }

    /**
     * @param index an output
     * @return its type
     */
    protected final PortType getOutPortType(final int index) {
        return outTypes[index];
    }

    /** @return the logger of the model's class */
    protected final NodeLogger getLogger() {
        return logger;
    }

    /** @return a new builder for a warning */
    protected final MessageBuilder createMessageBuilder() {
        return Message.builder();
    }

    /** @param message the warning to show at the node, null for none */
    protected final void setWarningMessage(final String message) {
        setWarning(message == null ? null : Message.fromSummary(message));
    }

    /** @param message the warning to show at the node, null for none */
    protected final void setWarning(final Message message) {
        warning = message;
        listeners.forEach(listener -> listener.warningChanged(message));
    }

    /** @return the text of the warning, null for none */
    protected final String getWarningMessage() {
        return warning == null ? null : warning.getSummary();
    }

    /** @return the warning, null for none */
    protected final Message getWarning() {
        return warning;
    }

    /** @param listener is told of changes of the warning */
    public void addWarningListener(final NodeModelWarningListener listener) {
        listeners.add(listener);
    }

    /** @param listener is told no more */
    public void removeWarningListener(final NodeModelWarningListener listener) {
        listeners.remove(listener);
    }
}
