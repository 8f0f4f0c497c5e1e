package org.knime.node.parameters.widget.choices.filter;

import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.persistence.NodeParametersPersistor;

/** For a field that only the dialog uses. */
final class NotPersisted implements NodeParametersPersistor<String[]> {

    @Override
    public String[] load(final NodeSettingsRO settings) {
        return null;
    }

    @Override
    public void save(final String[] value, final NodeSettingsWO settings) {
    }

    @Override
    public String[][] getConfigPaths() {
        return new String[0][];
    }
}
