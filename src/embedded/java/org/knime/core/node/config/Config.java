package org.knime.core.node.config;

import java.util.Arrays;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;

/** A settings tree that also takes cells, types and RowIDs. */
public abstract class Config extends ConfigBase implements ConfigRO, ConfigWO {

    private static final long serialVersionUID = 1L;

    private static final String CFG_ARRAY_SIZE = "array-size";
    private static final String CFG_IS_NULL = "is_null";
    private static final String CFG_CELL_CLASS = "datacell";

    protected Config(final String key) {
        super(key);
    }

    @Override
    public abstract Config getInstance(String key);

    @Override
    public final Config addConfig(final String key) {
        return (Config)addConfigBase(key);
    }

    protected final void addConfig(final Config config) {
        if (getClass() != config.getClass()) {
            throw new IllegalArgumentException(config.getClass() + " cannot be added to " + getClass());
        }
        put(config);
    }

    @Override
    public final Config getConfig(final String key) throws InvalidSettingsException {
        if (get(key) instanceof Config config) {
            return config;
        }
        throw new InvalidSettingsException("Config for key \"" + key + "\" not found.");
    }

    @Override
    public void addDataCell(final String key, final DataCell cell) {
        final var config = addConfig(key);
        if (cell == null) {
            config.addString(CFG_CELL_CLASS, null);
            return;
        }
        final var type = cell.getClass();
        config.addString(CFG_CELL_CLASS, type.getName());
        try {
            CellEntry.of(type.getName()).write(cell, config.addConfig(type.getName()), type.getSimpleName());
        } catch (InvalidSettingsException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public DataCell getDataCell(final String key) throws InvalidSettingsException {
        final var config = getConfig(key);
        final var type = config.getString(CFG_CELL_CLASS);
        return type == null ? null
            : CellEntry.of(type).read(config.getConfig(type), type.substring(type.lastIndexOf('.') + 1));
    }

    @Override
    public DataCell getDataCell(final String key, final DataCell def) {
        return orDefault(() -> getDataCell(key), def);
    }

    @Override
    public void addDataCellArray(final String key, final DataCell... cells) {
        addArray(key, cells, Config::addDataCell);
    }

    @Override
    public DataCell[] getDataCellArray(final String key) throws InvalidSettingsException {
        return getArray(key, new DataCell[0], Config::getDataCell);
    }

    @Override
    public DataCell[] getDataCellArray(final String key, final DataCell... def) {
        return orDefault(() -> getDataCellArray(key), def);
    }

    @Override
    public void addDataType(final String key, final DataType type) {
        final var config = addConfig(key);
        if (type != null) {
            type.save(config);
        }
        config.addBoolean(CFG_IS_NULL, type == null);
    }

    @Override
    public DataType getDataType(final String key) throws InvalidSettingsException {
        final var config = getConfig(key);
        return config.getBoolean(CFG_IS_NULL) ? null : DataType.load(config);
    }

    @Override
    public DataType getDataType(final String key, final DataType def) {
        return orDefault(() -> getDataType(key), def);
    }

    @Override
    public void addDataTypeArray(final String key, final DataType... types) {
        addArray(key, types, Config::addDataType);
    }

    @Override
    public DataType[] getDataTypeArray(final String key) throws InvalidSettingsException {
        return getArray(key, new DataType[0], Config::getDataType);
    }

    @Override
    public DataType[] getDataTypeArray(final String key, final DataType... def) {
        return orDefault(() -> getDataTypeArray(key), def);
    }

    @Override
    public void addRowKey(final String key, final RowKey rowKey) {
        addString(key, rowKey == null ? null : rowKey.getString());
    }

    @Override
    public RowKey getRowKey(final String key) throws InvalidSettingsException {
        final var id = getString(key);
        return id == null ? null : new RowKey(id);
    }

    @Override
    public RowKey getRowKey(final String key, final RowKey def) {
        return orDefault(() -> getRowKey(key), def);
    }

    @Override
    public void addRowKeyArray(final String key, final RowKey... rowKeys) {
        addStringArray(key, rowKeys == null ? null : RowKey.toStrings(rowKeys));
    }

    @Override
    public RowKey[] getRowKeyArray(final String key) throws InvalidSettingsException {
        return RowKey.toRowKeys(getStringArray(key));
    }

    @Override
    public RowKey[] getRowKeyArray(final String key, final RowKey... def) {
        return orDefault(() -> getRowKeyArray(key), def);
    }

    private interface Writer<T> {
        void write(Config config, String key, T value);
    }

    private interface Reader<T> {
        T read(Config config, String key) throws InvalidSettingsException;
    }

    private interface Getter<T> {
        T get() throws InvalidSettingsException;
    }

    private <T> void addArray(final String key, final T[] values, final Writer<T> writer) {
        final var config = addConfig(key);
        if (values != null) {
            config.addInt(CFG_ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                writer.write(config, Integer.toString(i), values[i]);
            }
        }
    }

    private <T> T[] getArray(final String key, final T[] empty, final Reader<T> reader)
        throws InvalidSettingsException {
        final var config = getConfig(key);
        final int size = config.getInt(CFG_ARRAY_SIZE, -1);
        if (size == -1) {
            return null;
        }
        final var values = Arrays.copyOf(empty, size);
        for (int i = 0; i < size; i++) {
            values[i] = reader.read(config, Integer.toString(i));
        }
        return values;
    }

    private static <T> T orDefault(final Getter<T> getter, final T def) {
        try {
            return getter.get();
        } catch (InvalidSettingsException e) {
            return def;
        }
    }
}
