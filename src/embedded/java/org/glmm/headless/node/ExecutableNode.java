package org.glmm.headless.node;

import java.util.List;
import java.util.Optional;

import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** A node as the workflow runner drives it: load settings, configure, execute. Port indices count from 0. */
public interface ExecutableNode {

    /** @return the input ports, without the flow-variable port */
    List<Port> inputs();

    /** @return the output ports, without the flow-variable port */
    List<Port> outputs();

    /**
     * Validates and loads the settings.
     *
     * @param model the model settings
     * @throws InvalidSettingsException if a key is absent or a value is not allowed
     */
    void load(NodeSettingsRO model) throws InvalidSettingsException;

    /**
     * @param inputs specs of the inputs, all known
     * @return specs of the outputs; null for a spec that is not known before execution
     * @throws InvalidSettingsException if the node cannot be executed with these inputs
     */
    PortObjectSpec[] configure(PortObjectSpec[] inputs) throws InvalidSettingsException;

    /**
     * @param inputs the input objects
     * @param context for creating tables, progress and cancellation
     * @return the output objects
     * @throws Exception if the execution fails or is cancelled
     */
    PortObject[] execute(PortObject[] inputs, ExecutionContext context) throws Exception;

    /** @return the warning of the latest configure or execute */
    Optional<String> warning();
}
