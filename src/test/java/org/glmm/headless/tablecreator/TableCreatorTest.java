package org.glmm.headless.tablecreator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.glmm.headless.TestContexts;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** Behaviour of KNIME's Table Creator. */
class TableCreatorTest {

    private static NodeSettings model(final int[] rows, final int[] columns, final String... values) {
        final var model = new NodeSettings("model");
        model.addIntArray("rowIndices", rows);
        model.addIntArray("columnIndices", columns);
        model.addStringArray("values", values);
        model.addString("rowIdPrefix", "R");
        model.addString("rowIdSuffix", "!");
        model.addInt("rowIdStartValue", 3);
        model.addBoolean("highlightOutputTable", false);
        model.addNodeSettings("columnProperties");
        return model;
    }

    private static NodeSettings column(final NodeSettings model, final int index, final String name,
        final DataType type, final String missing, final boolean skipped) throws InvalidSettingsException {
        final var column =
            (NodeSettings)model.getNodeSettings("columnProperties").addNodeSettings(String.valueOf(index));
        column.addBoolean("UserSetValues", false);
        column.addString("MissValuePattern", missing);
        column.addString("FormatParameter", null);
        column.addBoolean("ReadPossValsFromFile", false);
        column.addBoolean("SkipThisColumn", skipped);
        column.addString("ColumnName", name);
        column.addDataType("ColumnClass", type);
        return column;
    }

    private static BufferedDataTable run(final NodeSettings model) throws Exception {
        final var node = new TableCreator();
        node.load(model);
        final var spec = (DataTableSpec)node.configure(new PortObjectSpec[0])[0];
        final var table = (BufferedDataTable)node.execute(new PortObject[0], TestContexts.create())[0];
        assertTrue(spec.equalStructure(table.getDataTableSpec()));
        return table;
    }

    private static List<String> lines(final BufferedDataTable table) {
        final var lines = new ArrayList<String>();
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                final var row = rows.next();
                final var line = new StringBuilder(row.getKey().getString());
                row.forEach(cell -> line.append('|').append(cell.isMissing() ? "?" : cell.toString()));
                lines.add(line.toString());
            }
        }
        return lines;
    }

    @Test
    void cellsAreTypedAndGapsAreMissingOrEmpty() throws Exception {
        final var model = model(new int[]{0, 0, 0, 1, 2}, new int[]{0, 1, 2, 0, 2}, "1.5", "2", "a", "-", "b");
        column(model, 0, "x", DoubleCell.TYPE, "-", false);
        column(model, 1, "n", IntCell.TYPE, null, false);
        column(model, 2, "s", StringCell.TYPE, null, false);
        column(model, 3, "t", BooleanCell.TYPE, null, false);
        assertEquals(List.of("R3!|1.5|2|a|false", "R4!|?|?||false", "R5!|?|?|b|false"), lines(run(model)));
    }

    @Test
    void skippedColumnsAreLeftOut() throws Exception {
        final var model = model(new int[]{0, 0}, new int[]{0, 1}, "hidden", "7");
        column(model, 0, "x", StringCell.TYPE, null, true);
        column(model, 1, "n", IntCell.TYPE, null, false);
        assertEquals(List.of("R3!|7"), lines(run(model)));
    }

    @Test
    void anEmptyTableHasNoRowsAndNoColumns() throws Exception {
        final var table = run(model(new int[0], new int[0]));
        assertEquals(0, table.size());
        assertEquals(0, table.getDataTableSpec().getNumColumns());
    }

    @Test
    void aTextInANumberColumnIsNamed() throws Exception {
        final var model = model(new int[]{0}, new int[]{0}, "two");
        column(model, 0, "n", IntCell.TYPE, null, false);
        final var fault = assertThrows(InvalidSettingsException.class, () -> run(model));
        assertEquals("\"two\" in row R3!, column \"n\" of the Table Creator is not a value of the column's type.",
            fault.getMessage());
    }

    @Test
    void everyColumnNeedsNameAndType() {
        final var model = model(new int[]{0}, new int[]{0}, "1");
        final var fault = assertThrows(InvalidSettingsException.class, () -> run(model));
        assertEquals("Name and type is not specified for every column.", fault.getMessage());
    }

    @Test
    void domainsTypedIntoTheNodeAreRefused() throws Exception {
        final var model = model(new int[]{0}, new int[]{0}, "1");
        column(model, 0, "n", IntCell.TYPE, null, false).addDataCell("LowerBound", new IntCell(0));
        assertThrows(InvalidSettingsException.class, () -> run(model));
    }
}
