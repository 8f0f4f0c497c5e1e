package org.glmm.knime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.glmm.headless.TestContexts;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;

/** Small tables for tests, written as text. */
public final class TestTable {

    private static final String MISSING = "?";

    private TestTable() {
    }

    /**
     * A table spec.
     *
     * @param header columns separated by blanks, each {@code name:type} with type int, long, double, string or boolean;
     *            a name may have underscores for blanks
     */
    public static DataTableSpec spec(String header) {
        return new DataTableSpec(Stream.of(header.split(" ")).map(TestTable::column).toArray(DataColumnSpec[]::new));
    }

    private static DataColumnSpec column(String nameAndType) {
        int colon = nameAndType.lastIndexOf(':');
        return new DataColumnSpecCreator(nameAndType.substring(0, colon).replace('_', ' '),
            type(nameAndType.substring(colon + 1))).createSpec();
    }

    private static DataType type(String name) {
        return switch (name) {
            case "int" -> IntCell.TYPE;
            case "long" -> LongCell.TYPE;
            case "double" -> DoubleCell.TYPE;
            case "string" -> StringCell.TYPE;
            case "boolean" -> BooleanCell.TYPE;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /**
     * A table with RowIDs Row0, Row1, ...
     *
     * @param header as for {@link #spec}
     * @param rows cells separated by blanks, ? for a missing cell
     */
    public static BufferedDataTable of(String header, String... rows) {
        var spec = spec(header);
        var container = TestContexts.create().createDataContainer(spec);
        for (int r = 0; r < rows.length; r++) {
            var texts = rows[r].trim().split(" +");
            var cells = new DataCell[texts.length];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = cell(texts[c], spec.getColumnSpec(c).getType());
            }
            container.addRowToTable(new DefaultRow("Row" + r, cells));
        }
        container.close();
        return container.getTable();
    }

    /** A table without some of its rows, by their RowIDs. */
    public static BufferedDataTable without(BufferedDataTable table, String... rowIds) {
        var container = TestContexts.create().createDataContainer(table.getDataTableSpec());
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                var row = rows.next();
                if (!List.of(rowIds).contains(row.getKey().getString())) {
                    container.addRowToTable(row);
                }
            }
        }
        container.close();
        return container.getTable();
    }

    private static DataCell cell(String text, DataType type) {
        if (text.equals(MISSING)) {
            return DataType.getMissingCell();
        }
        if (type.equals(IntCell.TYPE)) {
            return new IntCell(Integer.parseInt(text));
        }
        if (type.equals(LongCell.TYPE)) {
            return new LongCell(Long.parseLong(text));
        }
        if (type.equals(DoubleCell.TYPE)) {
            return new DoubleCell(Double.parseDouble(text));
        }
        return type.equals(BooleanCell.TYPE) ? BooleanCell.BooleanCellFactory.create(Boolean.parseBoolean(text))
            : new StringCell(text);
    }

    /** All rows of a table. */
    public static List<DataRow> rows(BufferedDataTable table) {
        var rows = new ArrayList<DataRow>();
        try (var iterator = table.iterator()) {
            iterator.forEachRemaining(rows::add);
        }
        return rows;
    }

    /** RowIDs and printed cells of all rows. */
    public static List<String> texts(BufferedDataTable table) {
        return rows(table).stream()
            .map(row -> row.getKey() + " " + row.stream().map(DataCell::toString).toList()).toList();
    }

    /** The row with the given RowID. */
    public static DataRow row(BufferedDataTable table, String rowId) {
        return rows(table).stream().filter(row -> row.getKey().getString().equals(rowId)).findFirst().orElseThrow(
            () -> new AssertionError("No row " + rowId + " among "
                + rows(table).stream().map(row -> row.getKey().getString()).toList()));
    }

    /** The cell in a row and column. */
    public static DataCell cell(BufferedDataTable table, String rowId, String column) {
        return row(table, rowId).getCell(table.getDataTableSpec().findColumnIndex(column));
    }

    /** The number in a row and column. */
    public static double number(BufferedDataTable table, String rowId, String column) {
        return ((DoubleCell)cell(table, rowId, column)).getDoubleValue();
    }

    /** The printed cells of a column. */
    public static List<String> column(BufferedDataTable table, String column) {
        int index = table.getDataTableSpec().findColumnIndex(column);
        return rows(table).stream().map(row -> row.getCell(index).toString()).toList();
    }
}
