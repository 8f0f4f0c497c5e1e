package org.glmm.headless.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.NodeParameters;

/** Saves parameters to settings and loads them, in the form that KNIME writes. */
public final class ParametersStore {

    private ParametersStore() {
    }

    /**
     * @param parameters the parameters
     * @param settings takes them
     * @throws IllegalArgumentException if the type of a field has no form
     */
    public static void save(final NodeParameters parameters, final NodeSettingsWO settings) {
        Formats.ofGroup(parameters.getClass()).save(parameters, settings);
    }

    /**
     * @param <T> the class
     * @param type the class
     * @param settings the settings
     * @return new parameters
     * @throws InvalidSettingsException if a key is absent, has another type, or an enum does not have the constant
     * @throws IllegalArgumentException if the type of a field has no form
     */
    public static <T extends NodeParameters> T load(final Class<T> type, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        return type.cast(Formats.ofGroup(type).load(settings));
    }
}
