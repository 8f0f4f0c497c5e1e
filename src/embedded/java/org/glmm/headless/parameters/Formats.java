package org.glmm.headless.parameters;

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/** The form in which a class of parameters is saved, put together from the forms of its fields. */
final class Formats {

    private static final Pattern INDEX = Pattern.compile("\\d+");
    private static final String HIDDEN_SUFFIX = "_Internals";

    private Formats() {
    }

    /** The form of a group: its keys are those of the level that is passed in. */
    static NodeParametersPersistor<Object> ofGroup(final Type type) {
        final var raw = GenericTypes.raw(type);
        final var custom = raw.getAnnotation(Persistor.class);
        final var format = custom == null ? new Group(raw, ParameterField.of(type)) : custom(custom);
        final var migration = raw.getAnnotation(Migration.class);
        return migration == null ? format : new Migrated(format, migrations(migration));
    }

    /** The form of a field: its keys are at the level of the group that has the field. */
    private static NodeParametersPersistor<Object> ofField(final ParameterField field) {
        checkAnnotations(field);
        final var plain = field.annotation(Persistor.class).map(Formats::custom).orElseGet(() -> plain(field));
        final var format = field.annotation(Migration.class).map(Formats::migrations)
            .filter(migrations -> !migrations.isEmpty())
            .map(migrations -> (NodeParametersPersistor<Object>)new Migrated(plain, migrations)).orElse(plain);
        return loadsDefaultIfAbsent(field, plain) ? new DefaultIfAbsent(format, field) : format;
    }

    private static void checkAnnotations(final ParameterField field) {
        if (field.annotation(Persistor.class).isPresent() && field.annotation(Persist.class).isPresent()) {
            throw new IllegalStateException("The field " + field + " can have only one of @Persist and @Persistor.");
        }
        if (field.annotation(Migration.class).isPresent() && field.annotation(Migrate.class).isPresent()) {
            throw new IllegalStateException("The field " + field + " can have only one of @Migrate and @Migration.");
        }
    }

    private static NodeParametersPersistor<Object> plain(final ParameterField field) {
        final var key = key(field);
        if (field.isGroup(Persistable.class)) {
            return new Nested(key, ofGroup(field.type()));
        }
        return field.groupElements(Persistable.class)
            .<NodeParametersPersistor<Object>>map(element -> new Nested(key, new Elements(field, element)))
            .orElseGet(() -> new Leaf<>(key, LeafFormat.of(field)));
    }

    private static String key(final ParameterField field) {
        return field.annotation(Persist.class)
            .map(p -> (p.configKey().isEmpty() ? field.name() : p.configKey()) + (p.hidden() ? HIDDEN_SUFFIX : ""))
            .orElseGet(field::name);
    }

    private static boolean loadsDefaultIfAbsent(final ParameterField field, final NodeParametersPersistor<?> format) {
        final var hasKeys = format.getConfigPaths().length > 0;
        if (field.annotation(Migrate.class).map(Migrate::loadDefaultIfAbsent).orElse(false)) {
            if (!hasKeys) {
                throw new IllegalStateException(
                    "The field " + field + " has no keys in the settings that could be absent.");
            }
            return true;
        }
        return hasKeys && field.owner().isAnnotationPresent(LoadDefaultsForAbsentFields.class)
            && field.annotation(Migration.class).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static NodeParametersPersistor<Object> custom(final Persistor annotation) {
        return (NodeParametersPersistor<Object>)Instances.create(annotation.value());
    }

    @SuppressWarnings("unchecked")
    private static List<ConfigMigration<Object>> migrations(final Migration annotation) {
        return ((NodeParametersMigration<Object>)Instances.create(annotation.value())).getConfigMigrations();
    }

    private static boolean hasAny(final NodeSettingsRO settings, final String[][] paths) {
        return Stream.of(paths).anyMatch(path -> KeyPath.of(path).isIn(settings));
    }

    /** One key. */
    private record Leaf<T>(String key, LeafFormat<T> format) implements NodeParametersPersistor<Object> {

        @Override
        public Object load(final NodeSettingsRO settings) throws InvalidSettingsException {
            return format.reader().read(settings, key);
        }

        @Override
        @SuppressWarnings("unchecked")
        public void save(final Object value, final NodeSettingsWO settings) {
            format.writer().write(settings, key, (T)value);
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[][]{{key}};
        }
    }

    /** A sub-tree under one key. */
    private record Nested(String key, NodeParametersPersistor<Object> content)
        implements NodeParametersPersistor<Object> {

        @Override
        public Object load(final NodeSettingsRO settings) throws InvalidSettingsException {
            return content.load(settings.getNodeSettings(key));
        }

        @Override
        public void save(final Object value, final NodeSettingsWO settings) {
            content.save(value, settings.addNodeSettings(key));
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[][]{{key}};
        }
    }

    /** The fields of a group. */
    private static final class Group implements NodeParametersPersistor<Object> {

        private final Class<?> type;
        private final List<ParameterField> fields;
        private final List<NodeParametersPersistor<Object>> formats;

        Group(final Class<?> type, final List<ParameterField> fields) {
            this.type = type;
            this.fields = fields;
            this.formats = fields.stream().map(Formats::ofField).toList();
        }

        @Override
        public Object load(final NodeSettingsRO settings) throws InvalidSettingsException {
            final var loaded = Instances.create(type);
            for (int i = 0; i < fields.size(); i++) {
                fields.get(i).set(loaded, formats.get(i).load(settings));
            }
            return loaded;
        }

        @Override
        public void save(final Object value, final NodeSettingsWO settings) {
            for (int i = 0; i < fields.size(); i++) {
                formats.get(i).save(fields.get(i).get(value), settings);
            }
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[][]{{}};
        }
    }

    /** Groups under the keys "0", "1", ... */
    private static final class Elements implements NodeParametersPersistor<Object> {

        private final Class<?> container;
        private final Class<?> elementClass;
        private final NodeParametersPersistor<Object> element;

        Elements(final ParameterField field, final Type element) {
            this.container = GenericTypes.raw(field.type());
            this.elementClass = GenericTypes.raw(element);
            this.element = ofGroup(element);
            if (!container.isArray() && !container.isAssignableFrom(ArrayList.class)) {
                throw new IllegalStateException("The field " + field + " is a " + container.getName()
                    + "; groups can be in an array, a List or a Collection.");
            }
        }

        @Override
        public Object load(final NodeSettingsRO settings) throws InvalidSettingsException {
            final var size = (int)settings.keySet().stream().filter(INDEX.asMatchPredicate()).count();
            final var loaded = new ArrayList<Object>(size);
            for (int i = 0; i < size; i++) {
                loaded.add(element.load(settings.getNodeSettings(Integer.toString(i))));
            }
            return container.isArray() ? loaded.toArray((Object[])Array.newInstance(elementClass, size)) : loaded;
        }

        @Override
        public void save(final Object value, final NodeSettingsWO settings) {
            if (value != null) {
                int i = 0;
                for (final var e : value instanceof Collection<?> c ? c : List.of((Object[])value)) {
                    element.save(e, settings.addNodeSettings(Integer.toString(i++)));
                }
            }
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[][]{{}};
        }
    }

    /** Reads earlier forms too. */
    private record Migrated(NodeParametersPersistor<Object> present, List<ConfigMigration<Object>> earlier)
        implements NodeParametersPersistor<Object> {

        @Override
        public Object load(final NodeSettingsRO settings) throws InvalidSettingsException {
            for (final var form : earlier) {
                if (matches(form, settings)) {
                    return form.getLoader().load(settings);
                }
            }
            return present.load(settings);
        }

        private boolean matches(final ConfigMigration<Object> form, final NodeSettingsRO settings) {
            if (!(form.getMatcher() instanceof NewKeysAbsent)) {
                return form.getMatcher().test(settings);
            }
            final var paths = getConfigPaths();
            if (paths == null || paths.length == 0) {
                throw new IllegalStateException("A migration without matcher and without deprecated paths needs a "
                    + "persistor that tells its config paths.");
            }
            return !hasAny(settings, paths);
        }

        @Override
        public void save(final Object value, final NodeSettingsWO settings) {
            present.save(value, settings);
        }

        @Override
        public String[][] getConfigPaths() {
            return present.getConfigPaths();
        }
    }

    /** Takes the value of a new object if none of the keys is there. */
    private record DefaultIfAbsent(NodeParametersPersistor<Object> format, ParameterField field)
        implements NodeParametersPersistor<Object> {

        @Override
        public Object load(final NodeSettingsRO settings) throws InvalidSettingsException {
            return hasAny(settings, getConfigPaths()) ? format.load(settings)
                : field.get(Instances.create(field.owner()));
        }

        @Override
        public void save(final Object value, final NodeSettingsWO settings) {
            format.save(value, settings);
        }

        @Override
        public String[][] getConfigPaths() {
            return format.getConfigPaths();
        }
    }
}
