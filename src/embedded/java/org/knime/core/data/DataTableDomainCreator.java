package org.knime.core.data;

import java.util.LinkedHashSet;
import java.util.Set;

import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.node.util.CheckUtils;

/**
 * Collects the domains of a table row by row: the bounds of {@link BoundedValue} columns (NaN and missing cells do not
 * count) and the distinct values of {@link NominalValue} columns, which become unknown beyond a maximum number.
 */
public class DataTableDomainCreator {

    private final DataTableSpec spec;
    private final ColumnDomain[] domains;
    private int maxPossibleValues = DataContainerSettings.MAX_POSSIBLE_VALUES;

    /** @param initDomain whether the domains of the spec are the start, else they are dropped */
    public DataTableDomainCreator(final DataTableSpec inputSpec, final boolean initDomain) {
        spec = inputSpec;
        domains = spec.stream().map(c -> new ColumnDomain(c, initDomain)).toArray(ColumnDomain[]::new);
    }

    public void setMaxPossibleValues(final int maxValues) {
        CheckUtils.checkArgument(maxValues >= 0, "The maximum number of possible values is negative: %d", maxValues);
        maxPossibleValues = maxValues;
    }

    public int getMaxPossibleValues() {
        return maxPossibleValues;
    }

    public void updateDomain(final DataRow row) {
        for (int i = 0; i < domains.length; i++) {
            domains[i].add(row.getCell(i));
        }
    }

    /** The spec with the domains of all rows so far. */
    public DataTableSpec createSpec() {
        final var columns = new DataColumnSpec[domains.length];
        for (int i = 0; i < columns.length; i++) {
            final var creator = new DataColumnSpecCreator(spec.getColumnSpec(i));
            creator.setDomain(domains[i].domain());
            columns[i] = creator.createSpec();
        }
        return new DataTableSpec(spec.getName(), columns);
    }

    private final class ColumnDomain {

        private final boolean nominal;
        private final boolean bounded;
        private final DataValueComparator order;
        private DataCell lower;
        private DataCell upper;
        private Set<DataCell> values;

        private ColumnDomain(final DataColumnSpec column, final boolean initDomain) {
            final var type = column.getType();
            nominal = type.isCompatible(NominalValue.class);
            bounded = type.isCompatible(BoundedValue.class);
            order = type.getComparator();
            if (initDomain) {
                final var initial = column.getDomain();
                lower = initial.getLowerBound();
                upper = initial.getUpperBound();
                values = initial.hasValues() ? new LinkedHashSet<>(initial.getValues()) : null;
            }
            if (nominal && values == null) {
                values = new LinkedHashSet<>();
            }
        }

        private void add(final DataCell cell) {
            if (cell.isMissing()) {
                return;
            }
            if (nominal && values != null && values.add(cell) && values.size() > maxPossibleValues) {
                values = null;
            }
            if (bounded && !isNaN(cell)) {
                lower = lower == null || order.compare(cell, lower) < 0 ? cell : lower;
                upper = upper == null || order.compare(cell, upper) > 0 ? cell : upper;
            }
        }

        private static boolean isNaN(final DataCell cell) {
            return cell instanceof DoubleValue number && Double.isNaN(number.getDoubleValue());
        }

        private DataColumnDomain domain() {
            return new DataColumnDomainCreator(values, lower, upper).createDomain();
        }
    }
}
