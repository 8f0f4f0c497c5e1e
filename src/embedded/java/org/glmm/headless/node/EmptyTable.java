package org.glmm.headless.node;

import java.util.Optional;

import org.knime.core.node.BufferedDataTable;

/** The warning that KNIME gives when the only output table of a node has no rows. */
public final class EmptyTable {

    private EmptyTable() {
    }

    /**
     * @param table the output table of a node
     * @return the warning if the table is empty
     */
    public static Optional<String> warning(final BufferedDataTable table) {
        return table.size() == 0 ? Optional.of("Node created an empty data table.") : Optional.empty();
    }
}
