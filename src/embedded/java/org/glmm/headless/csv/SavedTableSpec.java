package org.glmm.headless.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.config.base.ConfigBase;

/** The table specification that KNIME's dialog saves with a CSV Reader; used instead of scanning the file. */
final class SavedTableSpec {

    private static final String KEY = "table_spec_config_Internals";

    private static final Map<String, ColumnType> TYPES = Map.of("java.lang.Integer", ColumnType.INTEGER,
        "java.lang.Long", ColumnType.LONG, "java.lang.Double", ColumnType.DOUBLE, "java.lang.String",
        ColumnType.STRING);

    private SavedTableSpec() {
    }

    /**
     * @param model the node's model settings
     * @param path the path of the chosen file
     * @return names and types of the columns; empty if nothing was saved, or for another file or other settings
     * @throws InvalidSettingsException if columns were renamed, dropped, moved or changed in type
     */
    static Optional<GuessedTable> load(final NodeSettingsRO model, final String path) throws InvalidSettingsException {
        if (!model.containsKey(KEY)) {
            return Optional.empty();
        }
        final var saved = model.getNodeSettings(KEY);
        if (!saved.getString("version").equals("V4_4")) {
            throw unsupported("the version " + saved.getString("version"));
        }
        if (!saved.getString("source_group_id").equals(path) || !wasSavedWith(saved, model)) {
            return Optional.empty();
        }
        return Optional.of(columns(saved.getNodeSettings("table_transformation")));
    }

    private static boolean wasSavedWith(final NodeSettingsRO saved, final NodeSettingsRO model)
        throws InvalidSettingsException {
        final var identity = saved.getNodeSettings("config_id").getNodeSettings("multi_table_read");
        return isPartOf((ConfigBase)identity, (NodeSettings)model);
    }

    private static boolean isPartOf(final ConfigBase part, final ConfigBase whole) {
        for (var key : part.keySet()) {
            final var entry = part.getEntry(key);
            final var other = whole.containsKey(key) ? whole.getEntry(key) : null;
            final var same = entry instanceof ConfigBase group
                ? other instanceof ConfigBase otherGroup && isPartOf(group, otherGroup)
                : other != null && entry.isIdentical(other);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static GuessedTable columns(final NodeSettingsRO transformation) throws InvalidSettingsException {
        if (transformation.getBoolean("skip_empty_columns")) {
            throw unsupported("skip_empty_columns");
        }
        final var columns = transformation.getNodeSettings("columns");
        final var names = new ArrayList<String>();
        final var types = new ArrayList<ColumnType>();
        var position = -1;
        for (var i = 0; i < columns.getInt("num_columns"); i++) {
            final var column = columns.getNodeSettings(String.valueOf(i));
            if (column.getInt("position") <= position) {
                throw unsupported("the new order of the columns");
            }
            position = column.getInt("position");
            final var external = column.getNodeSettings("external_spec");
            final var type = external.getNodeSettings("type").getString("class");
            checkUnchanged(column, external.getString("name"), type);
            names.add(external.getString("name"));
            types.add(TYPES.get(type));
        }
        return new GuessedTable(List.copyOf(names), List.copyOf(types), List.of());
    }

    private static void checkUnchanged(final NodeSettingsRO column, final String name, final String type)
        throws InvalidSettingsException {
        final var path = column.getNodeSettings("production_path");
        if (!column.getBoolean("keep") || !column.getString("name").equals(name)
            || !path.getString("_converter_src").equals(type) || !TYPES.containsKey(type)
            || type.equals("java.lang.String") && !path.getString("_converter_dst").equals("String")) {
            throw unsupported("the change of the column \"" + name + "\"");
        }
    }

    private static InvalidSettingsException unsupported(final String what) {
        return new InvalidSettingsException("In the CSV Reader's Transformation tab, " + what
            + " is not available headless; reset the transformation.");
    }
}
