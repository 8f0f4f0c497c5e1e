package org.knime.core.node.config;

import java.util.HashMap;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;

/** How the cells of a class are written as an entry named like the class. */
interface CellEntry {

    void write(DataCell cell, ConfigWO config, String key);

    DataCell read(ConfigRO config, String key) throws InvalidSettingsException;

    static CellEntry of(final String className) throws InvalidSettingsException {
        final var entry = Known.BY_CLASS.get(className);
        if (entry == null) {
            throw new InvalidSettingsException("Cells of class \"" + className + "\" are not known.");
        }
        return entry;
    }

    /** The cell classes that can be written. */
    final class Known {

        private static final Map<String, CellEntry> BY_CLASS = new HashMap<>();

        private Known() {
        }

        private interface Writer<C> {
            void write(C cell, ConfigWO config, String key);
        }

        private interface Reader {
            DataCell read(ConfigRO config, String key) throws InvalidSettingsException;
        }

        static {
            add(BooleanCell.class, (c, config, key) -> config.addBoolean(key, c.getBooleanValue()),
                (config, key) -> BooleanCell.get(config.getBoolean(key)));
            add(StringCell.class, (c, config, key) -> config.addString(key, c.getStringValue()),
                (config, key) -> new StringCell(config.getString(key)));
            add(DoubleCell.class, (c, config, key) -> config.addDouble(key, c.getDoubleValue()),
                (config, key) -> new DoubleCell(config.getDouble(key)));
            add(LongCell.class, (c, config, key) -> config.addLong(key, c.getLongValue()),
                (config, key) -> new LongCell(config.getLong(key)));
            add(IntCell.class, (c, config, key) -> config.addInt(key, c.getIntValue()),
                (config, key) -> new IntCell(config.getInt(key)));
            add(MissingCell.class, (c, config, key) -> { }, (config, key) -> DataType.getMissingCell());
        }

        private static <C extends DataCell> void add(final Class<C> type, final Writer<C> writer,
            final Reader reader) {
            BY_CLASS.put(type.getName(), new CellEntry() {
                @Override
                public void write(final DataCell cell, final ConfigWO config, final String key) {
                    writer.write(type.cast(cell), config, key);
                }

                @Override
                public DataCell read(final ConfigRO config, final String key) throws InvalidSettingsException {
                    return reader.read(config, key);
                }
            });
        }
    }
}
