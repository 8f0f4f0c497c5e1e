package org.knime.node.parameters.migration;

import java.util.List;

/**
 * Earlier forms of a field or class.
 *
 * @param <T> the value
 */
public interface NodeParametersMigration<T> {

    /** @return the earlier forms; the first one that matches the settings is loaded */
    List<ConfigMigration<T>> getConfigMigrations();
}
