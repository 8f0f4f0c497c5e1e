package org.glmm.headless.tablecreator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/**
 * The content of a Table Creator.
 *
 * @param columns the columns, skipped ones included
 * @param rowCount the number of rows
 * @param values the typed-in text by position; an absent position is an empty text
 * @param rowIdPrefix start of the RowIDs
 * @param rowIdSuffix end of the RowIDs
 * @param rowIdStart number in the first RowID
 */
record TypedTable(List<Column> columns, int rowCount, Map<Position, String> values, String rowIdPrefix,
    String rowIdSuffix, int rowIdStart) {

    static final TypedTable EMPTY = new TypedTable(List.of(), 0, Map.of(), "Row", "", 0);

    /** A cell's place in the table. */
    record Position(int row, int column) {
    }

    /** A column as specified in the node. */
    record Column(String name, CellType type, String missingPattern, boolean skipped) {

        static Column load(final NodeSettingsRO settings) throws InvalidSettingsException {
            final var name = settings.getString("ColumnName");
            settings.getBoolean("UserSetValues");
            settings.getBoolean("ReadPossValsFromFile");
            for (var key : List.of("PossValues", "LowerBound", "UpperBound")) {
                if (settings.containsKey(key)) {
                    throw new InvalidSettingsException("The Table Creator setting " + key + " of the column \"" + name
                        + "\" is not available headless; remove the domain from the column.");
                }
            }
            return new Column(name, CellType.of(settings.getDataType("ColumnClass"), name),
                settings.getString("MissValuePattern", null), settings.getBoolean("SkipThisColumn", false));
        }
    }

    static TypedTable load(final NodeSettingsRO model) throws InvalidSettingsException {
        final var rows = model.getIntArray("rowIndices");
        final var columnIndices = model.getIntArray("columnIndices");
        final var texts = model.getStringArray("values");
        if (rows.length != columnIndices.length || rows.length != texts.length) {
            throw new InvalidSettingsException(
                "The Table Creator settings rowIndices, columnIndices and values differ in length.");
        }
        model.getBoolean("highlightOutputTable");
        final var values = new HashMap<Position, String>();
        for (var i = 0; i < rows.length; i++) {
            if (rows[i] >= 0 && columnIndices[i] >= 0) {
                values.put(new Position(rows[i], columnIndices[i]), Objects.requireNonNullElse(texts[i], ""));
            }
        }
        return new TypedTable(loadColumns(model.getNodeSettings("columnProperties"), max(columnIndices) + 1),
            max(rows) + 1, values, model.getString("rowIdPrefix"), model.getString("rowIdSuffix"),
            model.getInt("rowIdStartValue"));
    }

    private static int max(final int[] indices) {
        return Arrays.stream(indices).max().orElse(-1);
    }

    private static List<Column> loadColumns(final NodeSettingsRO settings, final int atLeast)
        throws InvalidSettingsException {
        final var columns = new ArrayList<Column>();
        final var count = Math.max(atLeast, settings.keySet().size());
        for (var i = 0; i < count; i++) {
            if (!settings.containsKey(String.valueOf(i))) {
                throw new InvalidSettingsException("Name and type is not specified for every column.");
            }
            columns.add(Column.load(settings.getNodeSettings(String.valueOf(i))));
        }
        return List.copyOf(columns);
    }

    DataTableSpec spec() {
        return new DataTableSpec(columns.stream().filter(column -> !column.skipped())
            .map(column -> new DataColumnSpecCreator(column.name(), column.type().dataType()).createSpec())
            .toArray(DataColumnSpec[]::new));
    }

    String rowId(final int row) {
        return rowIdPrefix + (rowIdStart + row) + rowIdSuffix;
    }

    /**
     * @param row index of the row
     * @return the row's cells without those of skipped columns
     * @throws InvalidSettingsException if a text is no value of its column's type
     */
    DataCell[] cells(final int row) throws InvalidSettingsException {
        final var kept = IntStream.range(0, columns.size()).filter(i -> !columns.get(i).skipped()).toArray();
        final var cells = new DataCell[kept.length];
        for (var i = 0; i < kept.length; i++) {
            cells[i] = cell(row, kept[i]);
        }
        return cells;
    }

    private DataCell cell(final int row, final int index) throws InvalidSettingsException {
        final var column = columns.get(index);
        final var text = values.getOrDefault(new Position(row, index), "");
        if (text.equals(column.missingPattern())) {
            return DataType.getMissingCell();
        }
        try {
            return column.type().parse(text);
        } catch (NumberFormatException e) {
            throw new InvalidSettingsException("\"" + text + "\" in row " + rowId(row) + ", column \"" + column.name()
                + "\" of the Table Creator is not a value of the column's type.");
        }
    }
}
