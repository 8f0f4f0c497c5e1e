package org.glmm.headless.spi;

import java.util.List;
import java.util.Optional;

import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.w3c.dom.Element;

/**
 * One node of a workflow, as a workflow manager drives it. Port indices count from 0, without the flow variable port.
 */
public interface NodeInstance {

    /** @return the node's name */
    String name();

    /** @return the node's type */
    NodeType type();

    /** @return the node description, element {@code knimeNode}; null if the factory has none */
    Element description();

    /** @return the input ports */
    List<NodePort> inPorts();

    /** @return the output ports */
    List<NodePort> outPorts();

    /** @return the port groups; empty if the factory has no configurable ports */
    List<NodePortGroup> portGroups();

    /**
     * Loads the settings into a fresh object and checks them; the node keeps what it has.
     *
     * @param model the model settings
     * @throws InvalidSettingsException if a key is absent, has another type, or a value is refused
     */
    void validateSettings(NodeSettingsRO model) throws InvalidSettingsException;

    /**
     * Checks and loads the settings.
     *
     * @param model the model settings
     * @throws InvalidSettingsException if a key is absent, has another type, or a value is refused
     */
    void loadSettings(NodeSettingsRO model) throws InvalidSettingsException;

    /** @param model takes the settings; those of a new node if none have been loaded or made yet */
    void saveSettings(NodeSettingsWO model);

    /**
     * @param inSpecs specs at the inputs; null only for an optional input that is not connected
     * @return specs of the outputs; null for one that is not known before execution
     * @throws InvalidSettingsException if the node cannot be executed with these inputs
     */
    PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException;

    /**
     * @param inObjects objects at the inputs; models are copies made by their serializers
     * @param context creates tables, takes progress, tells of cancellation
     * @return the outputs, none of them null
     * @throws Exception if the execution fails or is cancelled
     */
    PortObject[] execute(PortObject[] inObjects, ExecutionContext context) throws Exception;

    /** @return the warning of the latest configure or execute */
    Optional<String> warning();

    /** Forgets what the execution left in the node. */
    void reset();

    /** @return the objects that the node keeps for its view, if it does */
    Optional<PortObject[]> internalObjects();

    /** @param objects the objects that the node keeps for its view */
    void setInternalObjects(PortObject[] objects);
}
