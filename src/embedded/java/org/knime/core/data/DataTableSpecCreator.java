package org.knime.core.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.node.util.CheckUtils;

/** Makes table specs column by column. */
public final class DataTableSpecCreator {

    private final List<DataColumnSpec> columns = new ArrayList<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private String name;

    public DataTableSpecCreator() {
    }

    public DataTableSpecCreator(final DataTableSpec spec) {
        addColumns(spec);
        setName(spec.getName());
        putProperties(spec.getProperties());
    }

    public DataTableSpecCreator setName(final String name) {
        this.name = name;
        return this;
    }

    public DataTableSpecCreator addColumns(final DataTableSpec fromSpec) {
        return addColumns(fromSpec.stream().toArray(DataColumnSpec[]::new));
    }

    public DataTableSpecCreator addColumns(final DataColumnSpec... added) {
        for (final var column : added) {
            final int index = indexOf(column.getName());
            CheckUtils.checkArgument(index < 0, "Column \"%s\" is already there at index %d", column.getName(), index);
            columns.add(column);
        }
        return this;
    }

    public DataTableSpecCreator replaceColumn(final int index, final DataColumnSpec colSpec) {
        CheckUtils.checkArgument(index >= 0 && index < columns.size(), "No column %d, the last is %d", index,
            columns.size() - 1);
        CheckUtils.checkArgumentNotNull(colSpec);
        final int same = indexOf(colSpec.getName());
        CheckUtils.checkArgument(same < 0 || same == index, "Duplicate column name \"%s\"", colSpec.getName());
        columns.set(index, colSpec);
        return this;
    }

    private int indexOf(final String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).getName().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    public DataTableSpecCreator putProperty(final String key, final String value) {
        CheckUtils.checkArgument(key != null && !key.isEmpty(), "The key of a property is null or empty");
        properties.put(key, value);
        return this;
    }

    public DataTableSpecCreator putProperties(final Map<String, String> added) {
        added.forEach(this::putProperty);
        return this;
    }

    public DataTableSpecCreator dropAllColumns() {
        columns.clear();
        return this;
    }

    public DataTableSpecCreator dropAllDomains() {
        columns.replaceAll(column -> {
            final var creator = new DataColumnSpecCreator(column);
            creator.setDomain(null);
            return creator.createSpec();
        });
        return this;
    }

    public DataTableSpec createSpec() {
        return new DataTableSpec(name, columns.toArray(DataColumnSpec[]::new), properties);
    }
}
