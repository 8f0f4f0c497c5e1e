package org.knime.core.data;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** What is known of the values of a column; null where unknown. */
public final class DataColumnDomain {

    private static final String CFG_LOWER_BOUND = "lower_bound";
    private static final String CFG_UPPER_BOUND = "upper_bound";
    private static final String CFG_VALUES = "possible_values";

    private final DataCell lowerBound;
    private final DataCell upperBound;
    private final Set<DataCell> values;

    DataColumnDomain(final DataCell lowerBound, final DataCell upperBound, final Set<DataCell> values) {
        this.lowerBound = lowerBound;
        this.upperBound = upperBound;
        this.values = values;
    }

    public Set<DataCell> getValues() {
        return values;
    }

    public boolean hasValues() {
        return values != null;
    }

    public DataCell getLowerBound() {
        return lowerBound;
    }

    public boolean hasLowerBound() {
        return lowerBound != null;
    }

    public DataCell getUpperBound() {
        return upperBound;
    }

    public boolean hasUpperBound() {
        return upperBound != null;
    }

    public boolean hasBounds() {
        return hasLowerBound() && hasUpperBound();
    }

    public void save(final ConfigWO config) {
        if (hasLowerBound()) {
            config.addDataCell(CFG_LOWER_BOUND, lowerBound);
        }
        if (hasUpperBound()) {
            config.addDataCell(CFG_UPPER_BOUND, upperBound);
        }
        if (hasValues()) {
            config.addDataCellArray(CFG_VALUES, values.toArray(DataCell[]::new));
        }
    }

    public static DataColumnDomain load(final ConfigRO config) {
        final var saved = config.getDataCellArray(CFG_VALUES, (DataCell[])null);
        return new DataColumnDomain(config.getDataCell(CFG_LOWER_BOUND, null),
            config.getDataCell(CFG_UPPER_BOUND, null),
            saved == null ? null : new LinkedHashSet<>(Arrays.asList(saved)));
    }

    @Override
    public boolean equals(final Object o) {
        return o == this || o instanceof DataColumnDomain other && Objects.equals(lowerBound, other.lowerBound)
            && Objects.equals(upperBound, other.upperBound) && Objects.equals(values, other.values);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(lowerBound) ^ Objects.hashCode(upperBound) ^ Objects.hashCode(values);
    }

    @Override
    public String toString() {
        return "lower=" + lowerBound + ",upper=" + upperBound + ",values=" + values;
    }
}
