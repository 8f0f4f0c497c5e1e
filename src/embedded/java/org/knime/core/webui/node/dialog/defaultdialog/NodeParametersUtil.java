package org.knime.core.webui.node.dialog.defaultdialog;

import java.util.Objects;
import java.util.stream.Stream;

import org.glmm.headless.parameters.Instances;
import org.glmm.headless.parameters.ParametersStore;
import org.glmm.headless.parameters.PortsInput;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;

/** Makes, saves and loads parameters. */
public final class NodeParametersUtil {

    private NodeParametersUtil() {
    }

    /**
     * @param specs specs at the inputs, null where not known
     * @return what a node outside a workflow knows about its ports: nothing but the specs
     */
    public static NodeParametersInput createDefaultNodeSettingsContext(final PortObjectSpec[] specs) {
        Objects.requireNonNull(specs, "The array of specs is null.");
        return new PortsInput(Stream.of(specs).map(spec -> PortObject.TYPE).toArray(PortType[]::new), null, specs);
    }

    /**
     * @param <S> the class
     * @param type the class
     * @return new parameters by the constructor without arguments
     */
    public static <S extends NodeParameters> S createSettings(final Class<S> type) {
        return Instances.create(type);
    }

    /**
     * @param <S> the class
     * @param type the class
     * @param specs specs at the inputs, null where not known
     * @return new parameters chosen for the specs
     */
    public static <S extends NodeParameters> S createSettings(final Class<S> type, final PortObjectSpec[] specs) {
        return createSettings(type, createDefaultNodeSettingsContext(specs));
    }

    /**
     * @param <S> the class
     * @param type the class
     * @param context the node's inputs
     * @return new parameters chosen for the inputs
     */
    public static <S extends NodeParameters> S createSettings(final Class<S> type, final NodeParametersInput context) {
        return Instances.create(type, context);
    }

    /**
     * @param type the class
     * @param parameters parameters of that class
     * @param settings takes them
     */
    public static void saveSettings(final Class<? extends NodeParameters> type, final NodeParameters parameters,
        final NodeSettingsWO settings) {
        if (!type.isInstance(parameters)) {
            throw new IllegalArgumentException("The parameters are not of the class " + type.getName() + ".");
        }
        ParametersStore.save(parameters, settings);
    }

    /**
     * @param <S> the class
     * @param settings the settings
     * @param type the class
     * @return new parameters
     * @throws InvalidSettingsException if a key is absent, has another type, or an enum does not have the constant
     */
    public static <S extends NodeParameters> S loadSettings(final NodeSettingsRO settings, final Class<S> type)
        throws InvalidSettingsException {
        return ParametersStore.load(type, settings);
    }
}
