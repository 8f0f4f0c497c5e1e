package org.knime.node.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.persistence.Persistable;

/**
 * The parameters of a node. An implementation has a constructor without arguments of any visibility, and may have one
 * with a single {@link NodeParametersInput} that chooses initial values for the connected inputs. Its non-private,
 * non-static, non-transient fields are saved.
 */
public interface NodeParameters extends Persistable, WidgetGroup {

    /**
     * Checks the values; called when settings are loaded, and on the initial values.
     *
     * @throws InvalidSettingsException if the values cannot be used
     */
    default void validate() throws InvalidSettingsException {
    }
}
