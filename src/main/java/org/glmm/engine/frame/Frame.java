package org.glmm.engine.frame;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.glmm.engine.error.ModelException;
import org.glmm.engine.error.Suggestions;

/** The rows used for a model, as typed columns without missing values. */
public final class Frame {

    private final int rows;
    private final Map<String, Column> columns;
    private final Map<String, Long> omittedByColumn;
    private final long omittedRows;
    private final int[] ordinals;
    private final long fingerprint;

    /** A frame of complete columns, all of the same length. */
    public Frame(List<? extends Column> columns) {
        this(columns, Map.of(), 0, null, 0);
    }

    /** {@code ordinals} is null if no row was omitted. */
    Frame(List<? extends Column> columns, Map<String, Long> omittedByColumn, long omittedRows, int[] ordinals,
        long fingerprint) {
        this.rows = columns.isEmpty() ? 0 : columns.get(0).rows();
        this.columns = columns.stream().collect(Collectors.toMap(Column::name, column -> column,
            (first, second) -> {
                throw new ModelException("The column \"" + first.name() + "\" exists twice; rename one of them.");
            }, LinkedHashMap::new));
        for (var column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException("Column " + column.name() + " has " + column.rows()
                    + " rows, not " + rows);
            }
        }
        this.omittedByColumn = omittedByColumn;
        this.omittedRows = omittedRows;
        this.ordinals = ordinals;
        this.fingerprint = fingerprint;
    }

    /** The number of rows kept. */
    public int rows() {
        return rows;
    }

    /** The number of rows left out because of missing values. */
    public long omittedRows() {
        return omittedRows;
    }

    /** For each column with missing values, the number of rows in which it is missing. */
    public Map<String, Long> omittedByColumn() {
        return omittedByColumn;
    }

    /** The 0-based position, among all rows read, of a kept row. */
    public int ordinal(int row) {
        return ordinals == null ? row : ordinals[row];
    }

    /** A hash of the ids of the rows kept, whatever their order. */
    public long fingerprint() {
        return fingerprint;
    }

    public Set<String> columnNames() {
        return columns.keySet();
    }

    /**
     * The column of the given name.
     *
     * @throws ModelException if there is none, listing similar names
     */
    public Column column(String name) {
        var column = columns.get(name);
        if (column == null) {
            throw new ModelException("There is no column \"" + name + "\" in the data; "
                + Suggestions.forName(name, columns.keySet()));
        }
        return column;
    }
}
