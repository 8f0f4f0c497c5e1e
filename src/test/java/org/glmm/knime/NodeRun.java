package org.glmm.knime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.glmm.headless.TestContexts;
import org.glmm.headless.spi.NodeAccess;
import org.glmm.headless.spi.NodeInstance;
import org.glmm.headless.spi.PortObjects;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;

/** One node outside a workflow, driven as a workflow manager drives it. */
public final class NodeRun {

    private final NodeInstance node;
    private PortObject[] outputs;

    private NodeRun(NodeInstance node) {
        this.node = node;
    }

    /** A node as it is dropped into a workflow, without settings. */
    public static NodeRun of(NodeFactory<?> factory) {
        return new NodeRun(NodeAccess.of(factory));
    }

    /** A node with settings. */
    public static NodeRun of(NodeFactory<?> factory, NodeParameters parameters) throws InvalidSettingsException {
        var run = of(factory);
        run.node.loadSettings(settings(parameters));
        return run;
    }

    /** A node with settings and with ports added to its optional groups. */
    public static NodeRun of(NodeFactory<?> factory, NodeParameters parameters, Map<String, List<PortType>> addedPorts)
        throws InvalidSettingsException {
        var run = new NodeRun(NodeAccess.of(factory, addedPorts));
        run.node.loadSettings(settings(parameters));
        return run;
    }

    /** Parameters as they are saved in a workflow. */
    public static NodeSettings settings(NodeParameters parameters) {
        var settings = new NodeSettings("model");
        NodeParametersUtil.saveSettings(parameters.getClass(), parameters, settings);
        return settings;
    }

    /** Configures the node and returns the specs of its outputs. */
    public PortObjectSpec[] configure(PortObjectSpec... inputs) throws InvalidSettingsException {
        return node.configure(inputs);
    }

    /** Configures and executes the node; models are written and re-read on the way in. */
    public NodeRun execute(PortObject... inputs) throws Exception {
        return execute(TestContexts.create(), inputs);
    }

    /** Configures and executes the node in a context. */
    public NodeRun execute(ExecutionContext exec, PortObject... inputs) throws Exception {
        var copies = new PortObject[inputs.length];
        var specs = new PortObjectSpec[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            copies[i] = PortObjects.copy(inputs[i], exec);
            specs[i] = copies[i].getSpec();
        }
        configure(specs);
        outputs = node.execute(copies, exec);
        return this;
    }

    /** An output of the execution. */
    @SuppressWarnings("unchecked")
    public <T extends PortObject> T output(int port) {
        return (T)outputs[port];
    }

    /** An output table of the execution. */
    public BufferedDataTable table(int port) {
        return output(port);
    }

    /** The warning of the latest configure or execute. */
    public Optional<String> warning() {
        return node.warning();
    }

    /** The node itself. */
    public NodeInstance node() {
        return node;
    }
}
