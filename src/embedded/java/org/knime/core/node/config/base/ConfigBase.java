package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import javax.swing.tree.TreeNode;

import org.knime.core.node.InvalidSettingsException;

/** A tree of typed entries in the order they were added. */
public abstract class ConfigBase extends AbstractConfigEntry implements ConfigBaseRO, ConfigBaseWO {

    private static final long serialVersionUID = 1L;

    private static final String CFG_ARRAY_SIZE = "array-size";

    private final Map<String, AbstractConfigEntry> entries = new LinkedHashMap<>();

    public ConfigBase(final String key) {
        super(ConfigEntries.config, key);
    }

    /** A new empty tree of the same class. */
    public abstract ConfigBase getInstance(String key);

    protected void put(final AbstractConfigEntry e) {
        entries.put(e.getKey(), e);
        e.setParent(this);
    }

    protected AbstractConfigEntry get(final String key) {
        return entries.get(key);
    }

    public AbstractConfigEntry getEntry(final String key) {
        return get(key);
    }

    public void addEntry(final AbstractConfigEntry entry) {
        put(entry);
    }

    public final AbstractConfigEntry removeConfig(final String key) {
        return entries.remove(key);
    }

    @Override
    public final ConfigBase addConfigBase(final String key) {
        final var config = getInstance(key);
        put(config);
        return config;
    }

    @Override
    public final ConfigBase getConfigBase(final String key) throws InvalidSettingsException {
        return entry(key, ConfigBase.class, "ConfigBase");
    }

    private <E extends AbstractConfigEntry> E entry(final String key, final Class<E> type, final String typeName)
        throws InvalidSettingsException {
        final var entry = entries.get(key);
        if (!type.isInstance(entry)) {
            throw new InvalidSettingsException(typeName + " for key \"" + key + "\" not found.");
        }
        return type.cast(entry);
    }

    @Override
    public boolean containsKey(final String key) {
        return entries.containsKey(key);
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public final Iterator<String> iterator() {
        return keySet().iterator();
    }

    @Override
    public void copyTo(final ConfigBaseWO dest) {
        for (final var entry : entries.values()) {
            if (entry instanceof ConfigBase config) {
                config.copyTo(dest.addConfigBase(entry.getKey()));
            } else {
                ((ConfigBase)dest).addEntry(entry);
            }
        }
    }

    @Override
    public void addInt(final String key, final int value) {
        put(new ConfigIntEntry(key, value));
    }

    @Override
    public int getInt(final String key) throws InvalidSettingsException {
        return entry(key, ConfigIntEntry.class, "Int").getInt();
    }

    @Override
    public int getInt(final String key, final int def) {
        return entries.get(key) instanceof ConfigIntEntry e ? e.getInt() : def;
    }

    @Override
    public void addIntArray(final String key, final int... values) {
        final var config = addConfigBase(key);
        if (values != null) {
            config.addInt(CFG_ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addInt(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public int[] getIntArray(final String key) throws InvalidSettingsException {
        final var config = getConfigBase(key);
        final int size = config.getInt(CFG_ARRAY_SIZE, -1);
        if (size == -1) {
            return null;
        }
        final var values = new int[size];
        for (int i = 0; i < size; i++) {
            values[i] = config.getInt(Integer.toString(i));
        }
        return values;
    }

    @Override
    public int[] getIntArray(final String key, final int... def) {
        try {
            return getIntArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addLong(final String key, final long value) {
        put(new ConfigLongEntry(key, value));
    }

    @Override
    public long getLong(final String key) throws InvalidSettingsException {
        return entry(key, ConfigLongEntry.class, "Long").getLong();
    }

    @Override
    public long getLong(final String key, final long def) {
        return entries.get(key) instanceof ConfigLongEntry e ? e.getLong() : def;
    }

    @Override
    public void addLongArray(final String key, final long... values) {
        final var config = addConfigBase(key);
        if (values != null) {
            config.addInt(CFG_ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addLong(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public long[] getLongArray(final String key) throws InvalidSettingsException {
        final var config = getConfigBase(key);
        final int size = config.getInt(CFG_ARRAY_SIZE, -1);
        if (size == -1) {
            return null;
        }
        final var values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = config.getLong(Integer.toString(i));
        }
        return values;
    }

    @Override
    public long[] getLongArray(final String key, final long... def) {
        try {
            return getLongArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addShort(final String key, final short value) {
        put(new ConfigShortEntry(key, value));
    }

    @Override
    public short getShort(final String key) throws InvalidSettingsException {
        return entry(key, ConfigShortEntry.class, "Short").getShort();
    }

    @Override
    public short getShort(final String key, final short def) {
        return entries.get(key) instanceof ConfigShortEntry e ? e.getShort() : def;
    }

    @Override
    public void addShortArray(final String key, final short... values) {
        final var config = addConfigBase(key);
        if (values != null) {
            config.addInt(CFG_ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addShort(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public short[] getShortArray(final String key) throws InvalidSettingsException {
        final var config = getConfigBase(key);
        final int size = config.getInt(CFG_ARRAY_SIZE, -1);
        if (size == -1) {
            return null;
        }
        final var values = new short[size];
        for (int i = 0; i < size; i++) {
            values[i] = config.getShort(Integer.toString(i));
        }
        return values;
    }

    @Override
    public short[] getShortArray(final String key, final short... def) {
        try {
            return getShortArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addByte(final String key, final byte value) {
        put(new ConfigByteEntry(key, value));
    }

    @Override
    public byte getByte(final String key) throws InvalidSettingsException {
        return entry(key, ConfigByteEntry.class, "Byte").getByte();
    }

    @Override
    public byte getByte(final String key, final byte def) {
        return entries.get(key) instanceof ConfigByteEntry e ? e.getByte() : def;
    }

    @Override
    public void addByteArray(final String key, final byte... values) {
        final var config = addConfigBase(key);
        if (values != null) {
            config.addInt(CFG_ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addByte(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public byte[] getByteArray(final String key) throws InvalidSettingsException {
        final var config = getConfigBase(key);
        final int size = config.getInt(CFG_ARRAY_SIZE, -1);
        if (size == -1) {
            return null;
        }
        final var values = new byte[size];
        for (int i = 0; i < size; i++) {
            values[i] = config.getByte(Integer.toString(i));
        }
        return values;
    }

    @Override
    public byte[] getByteArray(final String key, final byte... def) {
        try {
            return getByteArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addChar(final String key, final char value) {
        put(new ConfigCharEntry(key, value));
    }

    @Override
    public char getChar(final String key) throws InvalidSettingsException {
        return entry(key, ConfigCharEntry.class, "Char").getChar();
    }

    @Override
    public char getChar(final String key, final char def) {
        return entries.get(key) instanceof ConfigCharEntry e ? e.getChar() : def;
    }

    @Override
    public void addCharArray(final String key, final char... values) {
        final var config = addConfigBase(key);
        if (values != null) {
            config.addInt(CFG_ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addChar(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public char[] getCharArray(final String key) throws InvalidSettingsException {
        final var config = getConfigBase(key);
        final int size = config.getInt(CFG_ARRAY_SIZE, -1);
        if (size == -1) {
            return null;
        }
        final var values = new char[size];
        for (int i = 0; i < size; i++) {
            values[i] = config.getChar(Integer.toString(i));
        }
        return values;
    }

    @Override
    public char[] getCharArray(final String key, final char... def) {
        try {
            return getCharArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addFloat(final String key, final float value) {
        put(new ConfigFloatEntry(key, value));
    }

    @Override
    public float getFloat(final String key) throws InvalidSettingsException {
        return entry(key, ConfigFloatEntry.class, "Float").getFloat();
    }

    @Override
    public float getFloat(final String key, final float def) {
        return entries.get(key) instanceof ConfigFloatEntry e ? e.getFloat() : def;
    }

    @Override
    public void addFloatArray(final String key, final float... values) {
        final var config = addConfigBase(key);
        if (values != null) {
            config.addInt(CFG_ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addFloat(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public float[] getFloatArray(final String key) throws InvalidSettingsException {
        final var config = getConfigBase(key);
        final int size = config.getInt(CFG_ARRAY_SIZE, -1);
        if (size == -1) {
            return null;
        }
        final var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = config.getFloat(Integer.toString(i));
        }
        return values;
    }

    @Override
    public float[] getFloatArray(final String key, final float... def) {
        try {
            return getFloatArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addDouble(final String key, final double value) {
        put(new ConfigDoubleEntry(key, value));
    }

    @Override
    public double getDouble(final String key) throws InvalidSettingsException {
        return entry(key, ConfigDoubleEntry.class, "Double").getDouble();
    }

    @Override
    public double getDouble(final String key, final double def) {
        return entries.get(key) instanceof ConfigDoubleEntry e ? e.getDouble() : def;
    }

    @Override
    public void addDoubleArray(final String key, final double... values) {
        final var config = addConfigBase(key);
        if (values != null) {
            config.addInt(CFG_ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addDouble(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public double[] getDoubleArray(final String key) throws InvalidSettingsException {
        final var config = getConfigBase(key);
        final int size = config.getInt(CFG_ARRAY_SIZE, -1);
        if (size == -1) {
            return null;
        }
        final var values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = config.getDouble(Integer.toString(i));
        }
        return values;
    }

    @Override
    public double[] getDoubleArray(final String key, final double... def) {
        try {
            return getDoubleArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addBoolean(final String key, final boolean value) {
        put(new ConfigBooleanEntry(key, value));
    }

    @Override
    public boolean getBoolean(final String key) throws InvalidSettingsException {
        return entry(key, ConfigBooleanEntry.class, "Boolean").getBoolean();
    }

    @Override
    public boolean getBoolean(final String key, final boolean def) {
        return entries.get(key) instanceof ConfigBooleanEntry e ? e.getBoolean() : def;
    }

    @Override
    public void addBooleanArray(final String key, final boolean... values) {
        final var config = addConfigBase(key);
        if (values != null) {
            config.addInt(CFG_ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addBoolean(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public boolean[] getBooleanArray(final String key) throws InvalidSettingsException {
        final var config = getConfigBase(key);
        final int size = config.getInt(CFG_ARRAY_SIZE, -1);
        if (size == -1) {
            return null;
        }
        final var values = new boolean[size];
        for (int i = 0; i < size; i++) {
            values[i] = config.getBoolean(Integer.toString(i));
        }
        return values;
    }

    @Override
    public boolean[] getBooleanArray(final String key, final boolean... def) {
        try {
            return getBooleanArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addString(final String key, final String value) {
        put(new ConfigStringEntry(key, value));
    }

    @Override
    public String getString(final String key) throws InvalidSettingsException {
        return entry(key, ConfigStringEntry.class, "String").getString();
    }

    @Override
    public String getString(final String key, final String def) {
        return entries.get(key) instanceof ConfigStringEntry e ? e.getString() : def;
    }

    @Override
    public void addStringArray(final String key, final String... values) {
        final var config = addConfigBase(key);
        if (values != null) {
            config.addInt(CFG_ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addString(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public String[] getStringArray(final String key) throws InvalidSettingsException {
        final var config = getConfigBase(key);
        final int size = config.getInt(CFG_ARRAY_SIZE, -1);
        if (size == -1) {
            return null;
        }
        final var values = new String[size];
        for (int i = 0; i < size; i++) {
            values[i] = config.getString(Integer.toString(i));
        }
        return values;
    }

    @Override
    public String[] getStringArray(final String key, final String... def) {
        try {
            return getStringArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addPassword(final String key, final String encryptionKey, final String value) {
        put(new ConfigPasswordEntry(key, Password.encrypt(encryptionKey, value)));
    }

    @Override
    public String getPassword(final String key, final String encryptionKey) throws InvalidSettingsException {
        return Password.decrypt(encryptionKey, entry(key, ConfigPasswordEntry.class, "Password").getPassword());
    }

    @Override
    public String getPassword(final String key, final String encryptionKey, final String def) {
        return entries.get(key) instanceof ConfigPasswordEntry e ? Password.decrypt(encryptionKey, e.getPassword())
            : def;
    }

    @Override
    public void addTransientString(final String key, final String value) {
        put(new ConfigTransientStringEntry(key, value));
    }

    @Override
    public String getTransientString(final String key) {
        return entries.get(key) instanceof ConfigTransientStringEntry e ? e.getTransientString() : null;
    }

    @Override
    public final void saveToXML(final OutputStream os) throws IOException {
        XMLConfig.save(this, Objects.requireNonNull(os));
    }

    /** Adds the entries of an XML tree, takes its key, and closes the stream. */
    public void load(final InputStream is) throws IOException {
        try (is) {
            XMLConfig.load(this, is);
        }
    }

    @Override
    public boolean hasIdenticalValue(final AbstractConfigEntry otherConfig) {
        final var other = (ConfigBase)otherConfig;
        return entries.keySet().equals(other.entries.keySet())
            && entries.values().stream().allMatch(e -> e.isIdentical(other.entries.get(e.getKey())));
    }

    @Override
    public final String toStringValue() {
        return getKey();
    }

    @Override
    public String toString() {
        return getKey();
    }

    @Override
    public TreeNode getChildAt(final int childIndex) {
        return new ArrayList<>(entries.values()).get(childIndex);
    }

    @Override
    public int getChildCount() {
        return entries.size();
    }

    @Override
    public int getIndex(final TreeNode node) {
        return new ArrayList<TreeNode>(entries.values()).indexOf(node);
    }

    @Override
    public final boolean isLeaf() {
        return entries.isEmpty();
    }

    @Override
    public final Enumeration<TreeNode> children() {
        return Collections.enumeration(new ArrayList<TreeNode>(entries.values()));
    }
}
