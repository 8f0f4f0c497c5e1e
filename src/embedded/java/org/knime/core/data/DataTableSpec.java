package org.knime.core.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;
import org.knime.core.node.util.CheckUtils;

/** The columns of a table, with unique names. */
public final class DataTableSpec implements PortObjectSpec, Iterable<DataColumnSpec> {

    private static final String DEFAULT_NAME = "default";

    private static final String CFG_SPEC_NAME = "spec_name";
    private static final String CFG_COLUMN_COUNT = "number_columns";
    private static final String CFG_COLUMN = "column_spec_";
    private static final String CFG_PROPERTIES = "spec_properties";
    private static final String CFG_PROPERTY_KEY = "key";
    private static final String CFG_PROPERTY_VALUE = "value";

    private final String name;
    private final List<DataColumnSpec> columns;
    private final Map<String, String> properties;
    private final Map<String, Integer> indices = new HashMap<>();

    public DataTableSpec() {
        this(DEFAULT_NAME);
    }

    public DataTableSpec(final String name) {
        this(name, new DataColumnSpec[0]);
    }

    public DataTableSpec(final DataColumnSpec... colSpecs) {
        this(DEFAULT_NAME, colSpecs);
    }

    public DataTableSpec(final String name, final DataColumnSpec... colSpecs) {
        this(name, colSpecs, Map.of());
    }

    public DataTableSpec(final String[] names, final DataType[] types) {
        this(CFG_SPEC_NAME, names, types);
    }

    public DataTableSpec(final String name, final String[] names, final DataType[] types) {
        this(name, createColumnSpecs(names, types));
    }

    public DataTableSpec(final DataTableSpec spec1, final DataTableSpec spec2) {
        this(joinedName(spec1.name, spec2.name), spec1, spec2);
    }

    public DataTableSpec(final String name, final DataTableSpec spec1, final DataTableSpec spec2) {
        this(name, Stream.concat(spec1.stream(), spec2.stream()).toArray(DataColumnSpec[]::new));
    }

    DataTableSpec(final String name, final DataColumnSpec[] colSpecs, final Map<String, String> properties) {
        this.name = name == null ? DEFAULT_NAME : name;
        this.columns = List.of(colSpecs);
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        for (int i = 0; i < colSpecs.length; i++) {
            final var earlier = indices.put(colSpecs[i].getName(), i);
            CheckUtils.checkArgument(earlier == null, "Duplicate column name \"%s\" at positions %s and %s.",
                colSpecs[i].getName(), earlier, i);
        }
    }

    private static String joinedName(final String name1, final String name2) {
        if (name1.equals(DEFAULT_NAME)) {
            return name2;
        }
        return name2.equals(DEFAULT_NAME) ? name1 : name1 + "+" + name2;
    }

    public static final DataColumnSpec[] createColumnSpecs(final String[] names, final DataType[] types) {
        CheckUtils.checkArgument(names.length == types.length, "%d column names but %d types.", names.length,
            types.length);
        final var specs = new DataColumnSpec[names.length];
        Arrays.setAll(specs, i -> new DataColumnSpecCreator(names[i], types[i]).createSpec());
        return specs;
    }

    /** The trimmed name, with " (#1)", " (#2)", ... appended if the spec has it already. */
    public static String getUniqueColumnName(final DataTableSpec spec, final String columnName) {
        final var trimmed = columnName.trim();
        var unique = trimmed;
        for (int i = 1; spec.containsName(unique); i++) {
            unique = trimmed + " (#" + i + ")";
        }
        return unique;
    }

    public String getName() {
        return name;
    }

    public Map<String, String> getProperties() {
        return properties;
    }

    public int getNumColumns() {
        return columns.size();
    }

    public DataColumnSpec getColumnSpec(final int index) {
        return columns.get(index);
    }

    /** The column of this name, or null. */
    public DataColumnSpec getColumnSpec(final String column) {
        final int index = findColumnIndex(column);
        return index < 0 ? null : columns.get(index);
    }

    public final String[] getColumnNames() {
        return stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    /** The position of the column of this name, or -1. */
    public int findColumnIndex(final String columnName) {
        return indices.getOrDefault(columnName, -1);
    }

    public boolean containsName(final String columnName) {
        return findColumnIndex(columnName) >= 0;
    }

    public boolean containsCompatibleType(final Class<? extends DataValue> valueClass) {
        return valueClass != null && stream().anyMatch(c -> c.getType().isCompatible(valueClass));
    }

    public int[] columnsToIndices(final String... columnNames) {
        CheckUtils.checkArgumentNotNull(columnNames);
        return Arrays.stream(columnNames).mapToInt(n -> {
            final int index = findColumnIndex(n);
            CheckUtils.checkArgument(index >= 0, "Column not found: \"%s\"", n);
            return index;
        }).toArray();
    }

    @Override
    public Iterator<DataColumnSpec> iterator() {
        return columns.iterator();
    }

    public Stream<DataColumnSpec> stream() {
        return columns.stream();
    }

    /** Same column names in the same order, and the cells of each column fit into the other's. */
    public boolean isCompatibleWith(final DataTableSpec spec) {
        return matches(spec, DataColumnSpec::isCompatibleWith);
    }

    /** Same column names and types in the same order. */
    public boolean equalStructure(final DataTableSpec spec) {
        return matches(spec, DataColumnSpec::equalStructure);
    }

    private boolean matches(final DataTableSpec spec, final BiPredicate<DataColumnSpec, DataColumnSpec> match) {
        if (spec == this) {
            return true;
        }
        if (spec == null || spec.getNumColumns() != getNumColumns()) {
            return false;
        }
        for (int i = 0; i < getNumColumns(); i++) {
            if (!match.test(columns.get(i), spec.columns.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    public void save(final ConfigWO config) {
        config.addString(CFG_SPEC_NAME, name);
        config.addInt(CFG_COLUMN_COUNT, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).save(config.addConfig(CFG_COLUMN + i));
        }
        if (!properties.isEmpty()) {
            final var saved = config.addConfig(CFG_PROPERTIES);
            int i = 0;
            for (final var property : properties.entrySet()) {
                final var entry = saved.addConfig("prop-" + i++);
                entry.addString(CFG_PROPERTY_KEY, property.getKey());
                entry.addString(CFG_PROPERTY_VALUE, property.getValue());
            }
        }
    }

    public static DataTableSpec load(final ConfigRO config) throws InvalidSettingsException {
        final var name = config.getString(CFG_SPEC_NAME);
        final var columns = new DataColumnSpec[config.getInt(CFG_COLUMN_COUNT)];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = DataColumnSpec.load(config.getConfig(CFG_COLUMN + i));
        }
        final var properties = new LinkedHashMap<String, String>();
        if (config.containsKey(CFG_PROPERTIES)) {
            final var saved = config.getConfig(CFG_PROPERTIES);
            for (final var key : saved) {
                final var entry = saved.getConfig(key);
                properties.put(entry.getString(CFG_PROPERTY_KEY), entry.getString(CFG_PROPERTY_VALUE));
            }
        }
        return new DataTableSpec(name, columns, properties);
    }

    @Override
    public boolean equals(final Object o) {
        return o == this || o instanceof DataTableSpec other && name.equals(other.name)
            && columns.equals(other.columns) && properties.equals(other.properties);
    }

    @Override
    public int hashCode() {
        return 31 * columns.hashCode() + properties.hashCode();
    }

    @Override
    public String toString() {
        return "name=" + name + ",columns=[" + String.join("; ", getColumnNames()) + "]";
    }

    /** Writes a spec as one zip entry of XML. */
    public static final class Serializer extends PortObjectSpecSerializer<DataTableSpec> {

        private static final String ENTRY = "spec.xml";

        public Serializer() {
        }

        @Override
        public void savePortObjectSpec(final DataTableSpec spec, final PortObjectSpecZipOutputStream out)
            throws IOException {
            final var content = new ModelContent(ENTRY);
            spec.save(content);
            out.putNextEntry(new ZipEntry(ENTRY));
            content.saveToXML(out);
        }

        @Override
        public DataTableSpec loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            final var entry = in.getNextEntry();
            if (entry == null || !ENTRY.equals(entry.getName())) {
                throw new IOException("A table spec starts with the zip entry \"" + ENTRY + "\", found " + entry);
            }
            try {
                return DataTableSpec.load(ModelContent.loadFromXML(in));
            } catch (InvalidSettingsException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
