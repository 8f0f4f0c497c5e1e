package org.knime.node.parameters.migration;

import java.util.List;

/**
 * A migration that gives a fixed value when the keys of the field are absent.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface DefaultProvider<T> extends NodeParametersMigration<T> {

    /** @return the value for settings without the field */
    T getDefault();

    @Override
    default List<ConfigMigration<T>> getConfigMigrations() {
        return List.of(ConfigMigration.builder(settings -> getDefault()).build());
    }
}
