package org.glmm.engine.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.glmm.engine.error.ModelException;

/**
 * Collects rows, one pass, into primitive arrays. For every row: set each column by {@link #number} or
 * {@link #level} (a column that is not set is missing), then call {@link #endRow}.
 */
public final class FrameBuilder {

    private static final int INITIAL_CAPACITY = 1024;
    private static final int MAXIMUM_ROWS = Integer.MAX_VALUE - 8;

    private final List<ColumnRequest> requests;
    private final MissingPolicy policy;
    private final double[][] numbers;
    private final int[][] codes;
    private final LevelIndex[] levels;
    private final boolean[] present;
    private final long[] missing;
    private int capacity = INITIAL_CAPACITY;
    private int kept;
    private int read;
    private int[] ordinals;
    private final Fingerprint ids = new Fingerprint();

    public FrameBuilder(List<ColumnRequest> requests, MissingPolicy policy) {
        this.requests = List.copyOf(requests);
        this.policy = policy;
        int columns = requests.size();
        numbers = new double[columns][];
        codes = new int[columns][];
        levels = new LevelIndex[columns];
        present = new boolean[columns];
        missing = new long[columns];
        for (int column = 0; column < columns; column++) {
            if (isNumeric(column)) {
                numbers[column] = new double[capacity];
            } else {
                codes[column] = new int[capacity];
                levels[column] = new LevelIndex();
            }
        }
    }

    /** Sets a numeric column of the current row; what is not finite or too large is refused at the end of the row. */
    public void number(int column, double value) {
        numbers[column][kept] = value;
        present[column] = true;
    }

    /** Sets a factor column of the current row. */
    public void level(int column, String level) {
        codes[column][kept] = levels[column].code(level);
        present[column] = true;
    }

    /** Marks a column of the current row as missing. */
    public void missing(int column) {
        present[column] = false;
    }

    /**
     * Completes the current row.
     *
     * @param rowId the row's name, in error messages and in the fingerprint of the frame
     * @throws ModelException if a number is NaN, infinite or larger than {@link NumericColumn#LARGEST}, or a value is
     *             missing under {@link MissingPolicy#FAIL}
     */
    public void endRow(String rowId) {
        if (read == MAXIMUM_ROWS) {
            throw new ModelException("The table has more than " + MAXIMUM_ROWS + " rows; use a part of them.");
        }
        requireUsableNumbers(rowId);
        if (isComplete(rowId)) {
            keep();
            ids.add(rowId.hashCode());
        } else if (ordinals == null) {
            ordinals = new int[capacity];
            Arrays.setAll(ordinals, row -> row);
        }
        read++;
        Arrays.fill(present, false);
    }

    /**
     * The frame of all rows kept; factor levels in code-point order, only those that occur in kept rows.
     * Hands the storage over: the builder cannot be used afterwards.
     *
     * @throws ModelException if no row was read or none is complete
     */
    public Frame build() {
        if (read == 0) {
            throw new ModelException("The table has no rows; a model needs data.");
        }
        if (kept == 0) {
            throw new ModelException("No row is left: each of the " + read
                + " rows has a missing value in a column of the model (" + missingCounts()
                + "); remove or fill these columns.");
        }
        List<Column> columns = new ArrayList<>();
        for (int column = 0; column < requests.size(); column++) {
            columns.add(column(column));
        }
        return new Frame(columns, omittedByColumn(), read - kept,
            ordinals == null ? null : Arrays.copyOf(ordinals, kept), ids.value());
    }

    private boolean isNumeric(int column) {
        return requests.get(column).kind() == Kind.NUMERIC;
    }

    private void requireUsableNumbers(String rowId) {
        for (int column = 0; column < present.length; column++) {
            if (present[column] && isNumeric(column)) {
                requireUsable(numbers[column][kept], requests.get(column).name(), rowId);
            }
        }
    }

    private static void requireUsable(double value, String column, String rowId) {
        if (!(Math.abs(value) <= NumericColumn.LARGEST)) {
            throw new ModelException("The column \"" + column + "\" has the value " + value + " in row \"" + rowId
                + "\"; " + (Double.isFinite(value)
                    ? "it is too large to compute with, so correct it or rescale the column."
                    : "replace it by a finite number or a missing value."));
        }
    }

    private boolean isComplete(String rowId) {
        boolean complete = true;
        for (int column = 0; column < present.length; column++) {
            if (!present[column]) {
                complete = false;
                missing[column]++;
                if (policy == MissingPolicy.FAIL) {
                    throw new ModelException("The column \"" + requests.get(column).name()
                        + "\" has a missing value in row \"" + rowId
                        + "\"; fill it, remove the row, or choose to omit rows with missing values.");
                }
            }
        }
        return complete;
    }

    private void keep() {
        if (ordinals != null) {
            ordinals[kept] = read;
        }
        kept++;
        if (kept == capacity) {
            grow();
        }
    }

    private void grow() {
        capacity = (int) Math.min(MAXIMUM_ROWS, capacity + (capacity >> 1) + 1L);
        for (int column = 0; column < present.length; column++) {
            if (isNumeric(column)) {
                numbers[column] = Arrays.copyOf(numbers[column], capacity);
            } else {
                codes[column] = Arrays.copyOf(codes[column], capacity);
            }
        }
        if (ordinals != null) {
            ordinals = Arrays.copyOf(ordinals, capacity);
        }
    }

    private Column column(int column) {
        var name = requests.get(column).name();
        Column result = isNumeric(column)
            ? new NumericColumn(name, Arrays.copyOf(numbers[column], kept))
            : levels[column].column(name, Arrays.copyOf(codes[column], kept));
        numbers[column] = null;
        codes[column] = null;
        return result;
    }

    private Map<String, Long> omittedByColumn() {
        var counts = new LinkedHashMap<String, Long>();
        for (int column = 0; column < missing.length; column++) {
            if (missing[column] > 0) {
                counts.put(requests.get(column).name(), missing[column]);
            }
        }
        return Collections.unmodifiableMap(counts);
    }

    private String missingCounts() {
        var parts = new ArrayList<String>();
        omittedByColumn().forEach((name, count) -> parts.add(count + " in \"" + name + "\""));
        return String.join(", ", parts);
    }
}
