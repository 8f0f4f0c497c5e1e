package org.knime.core.node;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.container.DataContainerSettings;

/** Collects the rows of an output table; made by an {@link ExecutionContext}. */
public class BufferedDataContainer extends DataContainer {

    private BufferedDataTable table;

    BufferedDataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        super(spec, settings);
    }

    @Override
    public BufferedDataTable getTable() {
        if (table == null) {
            table = new BufferedDataTable(super.getTable(), size());
        }
        return table;
    }
}
