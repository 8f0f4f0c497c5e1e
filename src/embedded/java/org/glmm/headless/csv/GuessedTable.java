package org.glmm.headless.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/**
 * Column names and types found by scanning the first rows of a CSV file.
 *
 * @param names the unique column names
 * @param types the column types
 * @param renamed names that occur more than once in the header
 */
record GuessedTable(List<String> names, List<ColumnType> types, List<String> renamed) {

    /**
     * Scans a file. A column without a value in the scanned rows is a text column.
     *
     * @param file the file
     * @param settings how to read it
     * @param monitor for cancellation
     * @return names and types
     * @throws IOException if the file cannot be read
     * @throws CanceledExecutionException on cancel
     * @throws IllegalArgumentException if the header is missing or rows differ in length
     */
    static GuessedTable scan(final Path file, final CsvReaderSettings settings, final ExecutionMonitor monitor)
        throws IOException, CanceledExecutionException {
        try (var rows = new CsvRows(file, settings)) {
            final var header = settings.columnHeader() ? header(rows, settings) : new String[0];
            final var types = scanTypes(rows, settings, monitor);
            while (types.size() < header.length) {
                types.add(null);
            }
            types.replaceAll(type -> type == null ? ColumnType.STRING : type);
            return new GuessedTable(names(header, types.size()), List.copyOf(types), repeated(header));
        }
    }

    private static String[] header(final CsvRows rows, final CsvReaderSettings settings) throws IOException {
        final var header = rows.next();
        if (header == null) {
            throw new IllegalArgumentException(
                "The row containing the table headers (row number 0) was not part of the table.");
        }
        return values(header, settings);
    }

    private static List<ColumnType> scanTypes(final CsvRows rows, final CsvReaderSettings settings,
        final ExecutionMonitor monitor) throws IOException, CanceledExecutionException {
        for (var i = 0L; i < settings.skipRows() && rows.next() != null; i++) {
            monitor.checkCanceled();
        }
        final var types = new ArrayList<ColumnType>();
        for (var i = 0L; i < settings.scannedRows(); i++) {
            final var row = rows.next();
            if (row == null) {
                break;
            }
            monitor.checkCanceled();
            widen(types, values(row, settings), settings.numbers());
        }
        return types;
    }

    private static void widen(final List<ColumnType> types, final String[] values, final NumberFormat numbers) {
        for (var column = 0; column < values.length; column++) {
            if (column == types.size()) {
                types.add(null);
            }
            if (values[column] != null) {
                final var known = Objects.requireNonNullElse(types.get(column), ColumnType.INTEGER);
                types.set(column, known.widenFor(values[column], numbers));
            }
        }
    }

    private static List<String> names(final String[] header, final int count) {
        final var unique = new UniqueNames(List.of());
        final var given = Arrays.stream(Arrays.copyOf(header, count))
            .map(name -> name == null ? null : unique.next(name)).toList();
        final var free = new UniqueNames(given.stream().filter(Objects::nonNull).toList());
        final var names = new ArrayList<String>(count);
        for (var i = 0; i < count; i++) {
            names.add(given.get(i) == null ? free.next("Column" + i) : given.get(i));
        }
        return List.copyOf(names);
    }

    private static List<String> repeated(final String[] header) {
        final var seen = new LinkedHashSet<String>();
        return Arrays.stream(header).filter(Objects::nonNull).map(String::trim).filter(name -> !seen.add(name))
            .distinct().toList();
    }

    /** @return the fields of a row without the one that holds the RowID */
    static String[] values(final String[] row, final CsvReaderSettings settings) {
        return settings.rowIds() && row.length > 0 ? Arrays.copyOfRange(row, 1, row.length) : row;
    }

    DataTableSpec spec() {
        final var columns = new DataColumnSpec[names.size()];
        for (var i = 0; i < columns.length; i++) {
            columns[i] = new DataColumnSpecCreator(names.get(i), types.get(i).dataType()).createSpec();
        }
        return new DataTableSpec(columns);
    }
}
