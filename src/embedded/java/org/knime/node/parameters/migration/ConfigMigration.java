package org.knime.node.parameters.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.glmm.headless.parameters.KeyPath;
import org.glmm.headless.parameters.NewKeysAbsent;
import org.knime.core.node.NodeSettingsRO;

/**
 * One earlier form of a value: how it is recognised and how it is read.
 *
 * @param <T> the value
 */
public final class ConfigMigration<T> {

    private final ParametersLoader<T> loader;
    private final Predicate<NodeSettingsRO> matcher;

    private ConfigMigration(final ParametersLoader<T> loader, final Predicate<NodeSettingsRO> matcher) {
        this.loader = loader;
        this.matcher = matcher;
    }

    /**
     * @param <T> the value
     * @param loader reads the earlier form
     * @return a builder
     */
    public static <T> Builder<T> builder(final ParametersLoader<T> loader) {
        return new Builder<>(loader);
    }

    /** @return the reader of the earlier form */
    public ParametersLoader<T> getLoader() {
        return loader;
    }

    /** @return whether settings have the earlier form */
    public Predicate<NodeSettingsRO> getMatcher() {
        return matcher;
    }

    /**
     * Builder. Without a matcher, settings match that have all deprecated paths; without those, settings that have none
     * of the keys of the present form.
     *
     * @param <T> the value
     */
    public static final class Builder<T> {

        private final ParametersLoader<T> loader;
        private final List<KeyPath> deprecatedPaths = new ArrayList<>();
        private Predicate<NodeSettingsRO> matcher;

        /** @param loader reads the earlier form */
        public Builder(final ParametersLoader<T> loader) {
            this.loader = Objects.requireNonNull(loader);
        }

        /**
         * @param path the keys from the level of the field down to a key of the earlier form
         * @return this
         */
        public Builder<T> withDeprecatedConfigPath(final String... path) {
            deprecatedPaths.add(KeyPath.of(path));
            return this;
        }

        /**
         * @param condition recognises the earlier form
         * @return this
         */
        public Builder<T> withMatcher(final Predicate<NodeSettingsRO> condition) {
            matcher = condition;
            return this;
        }

        /** @return the migration */
        public ConfigMigration<T> build() {
            return new ConfigMigration<>(loader, matcher == null ? matcherByPaths() : matcher);
        }

        private Predicate<NodeSettingsRO> matcherByPaths() {
            if (deprecatedPaths.isEmpty()) {
                return new NewKeysAbsent();
            }
            return settings -> deprecatedPaths.stream().allMatch(path -> path.isIn(settings));
        }
    }
}
