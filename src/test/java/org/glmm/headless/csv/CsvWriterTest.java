package org.glmm.headless.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.glmm.headless.TestContexts;
import org.glmm.headless.TestWorkflow;
import org.glmm.headless.TestWorkflow.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** Behaviour of KNIME's CSV Writer. */
class CsvWriterTest {

    private static final DataTableSpec SPEC = new DataTableSpec(new String[]{"s", "x", "n"},
        new DataType[]{StringCell.TYPE, DoubleCell.TYPE, IntCell.TYPE});

    @TempDir
    private Path m_folder;

    private static Change set(final String key, final boolean value) {
        return model -> model.getNodeSettings("settings").addBoolean(key, value);
    }

    private static Change set(final String key, final String value) {
        return model -> model.getNodeSettings("settings").addString(key, value);
    }

    private static Change advanced(final String key, final String value) {
        return model -> model.getNodeSettings("advanced_settings").addString(key, value);
    }

    private static Change advanced(final String key, final boolean value) {
        return model -> model.getNodeSettings("advanced_settings").addBoolean(key, value);
    }

    private static Change ifExists(final String value) {
        return model -> model.getNodeSettings("settings").getNodeSettings("file_chooser_settings")
            .addString("if_path_exists", value);
    }

    private static Change location(final String type, final String specifier, final String path) {
        return model -> {
            final var location =
                model.getNodeSettings("settings").getNodeSettings("file_chooser_settings").getNodeSettings("path");
            location.addString("file_system_type", type);
            location.addString("file_system_specifier", specifier);
            location.addString("path", path);
        };
    }

    private static BufferedDataTable table(final DataTableSpec spec, final DataCell[]... rows) {
        final var container = TestContexts.create().createDataContainer(spec);
        for (var i = 0; i < rows.length; i++) {
            container.addRowToTable(new DefaultRow("Row" + i, rows[i]));
        }
        container.close();
        return container.getTable();
    }

    private static DataCell[] row(final String s, final double x, final int n) {
        return new DataCell[]{new StringCell(s), new DoubleCell(x), new IntCell(n)};
    }

    private CsvWriter writer(final Change... changes) throws InvalidSettingsException {
        final var model = TestWorkflow.writerModel();
        for (var change : changes) {
            change.apply(model);
        }
        final var writer = new CsvWriter(m_folder);
        writer.load(model);
        return writer;
    }

    private void run(final BufferedDataTable table, final Change... changes) throws Exception {
        final var writer = writer(changes);
        writer.configure(new PortObjectSpec[]{table.getDataTableSpec()});
        writer.execute(new PortObject[]{table}, TestContexts.create());
    }

    private String write(final BufferedDataTable table, final Change... changes) throws Exception {
        run(table, changes);
        return Files.readString(m_folder.resolve("data/output.csv"));
    }

    @Test
    void textIsQuotedAndMissingValuesAreEmpty() throws Exception {
        final var missing = new DataCell[]{DataType.getMissingCell(), DataType.getMissingCell(), new IntCell(4)};
        assertEquals("\"s\",\"x\",\"n\"\n\"a \"\"b\"\"\",1.5,-2\n,,4\n",
            write(table(SPEC, row("a \"b\"", 1.5, -2), missing)));
        assertEquals("\"s\",\"x\",\"n\"\nNA,NA,4\n",
            write(table(SPEC, missing), advanced("missing_value_pattern", "NA")));
    }

    /** Without exponent, with the digits that identify the number. */
    @ParameterizedTest
    @CsvSource({"1.0, 1", "-0.25, -0.25", "0.1, 0.1", "1e-7, 0.0000001", "1.25e21, 1250000000000000000000", "NaN, NaN",
        "Infinity, ∞", "0.30000000000000004, 0.30000000000000004", "1234567.891, 1234567.891"})
    void decimalNumbers(final double value, final String expected) throws Exception {
        final var table = table(SPEC, row("s", value, 1));
        assertEquals("\"s\"," + expected + ",1\n", write(table, set("write_column_header", false)));
    }

    @Test
    void numbersCanKeepTheirExponentAndTrailingZero() throws Exception {
        final var table = table(SPEC, row("s", 1e-7, 1), row("t", 3, 1));
        assertEquals("\"s\",1.0E-7,1\n\"t\",3.0,1\n",
            write(table, set("write_column_header", false), advanced("use_scientific_format", true)));
        assertEquals("\"s\",.0000001,1\n\"t\",3.0,1\n",
            write(table, set("write_column_header", false), advanced("keep_trailing_zero_in_decimals", true)));
    }

    @Test
    void theDecimalSeparatorIsReplaced() throws Exception {
        assertEquals("\"s\";1,5;1\n", write(table(SPEC, row("s", 1.5, 1)), set("write_column_header", false),
            set("column_delimiter", ";"),
            model -> model.getNodeSettings("advanced_settings").addChar("decimal_separator", ',')));
        final var fault = assertThrows(InvalidSettingsException.class,
            () -> write(table(SPEC, row("s", 1.5, 1)),
                model -> model.getNodeSettings("advanced_settings").addChar("decimal_separator", ',')));
        assertEquals("The column delimiter cannot contain (or be equal to) the decimal separator!", fault.getMessage());
    }

    @Test
    void quoteModes() throws Exception {
        final var table = table(SPEC, row("a,b", 1.5, 2), row("c", 2, 3), row("d\ne", 2, 3));
        final var noHeader = set("write_column_header", false);
        assertEquals("\"a,b\",1.5,2\nc,2,3\n\"d\ne\",2,3\n",
            write(table, noHeader, advanced("quote_mode", "IF_NEEDED")));
        assertEquals("\"a,b\",\"1.5\",\"2\"\n\"c\",\"2\",\"3\"\n\"d\ne\",\"2\",\"3\"\n",
            write(table, noHeader, advanced("quote_mode", "ALWAYS")));
        assertEquals("a_b,1.5,2\nc,2,3\nd\ne,2,3\n",
            write(table, noHeader, advanced("quote_mode", "NEVER"), advanced("separator_replacement", "_")));
    }

    @Test
    void anotherEscapeCharacterIsDoubled() throws Exception {
        assertEquals("\"a\\\"b\\\\c\",1,2\n", write(table(SPEC, row("a\"b\\c", 1, 2)),
            set("write_column_header", false),
            model -> model.getNodeSettings("settings").addChar("quote_escape_char", '\\')));
    }

    @Test
    void rowIdsAndLineBreaksCanBeChosen() throws Exception {
        assertEquals("\"row ID\",\"s\",\"x\",\"n\"\r\n\"Row0\",\"a\",1,2\r\n",
            write(table(SPEC, row("a", 1, 2)), set("write_row_header", true), set("row_delimiter", "\r\n")));
    }

    @Test
    void anExistingFileIsReplacedAppendedToOrKept() throws Exception {
        final var table = table(SPEC, row("a", 1, 2));
        final var first = write(table, ifExists("fail"));
        final var fault = assertThrows(IOException.class, () -> write(table, ifExists("fail")));
        assertEquals("Output file 'output.csv' exists and must not be overwritten due to user settings.",
            fault.getMessage());
        assertEquals(first, write(table, ifExists("overwrite")));
        assertEquals(first + "\"a\",1,2\n",
            write(table, ifExists("append"), set("skip_column_header_on_append", true)));
        assertEquals(first + "\"a\",1,2\n" + first, write(table, ifExists("append")));
    }

    @Test
    void missingFoldersAreCreatedOnlyIfAllowed() throws Exception {
        final var table = table(SPEC, row("a", 1, 2));
        final var below = location("RELATIVE", "knime.workflow.data", "new/out.csv");
        final var fault = assertThrows(IOException.class, () -> run(table, below));
        assertTrue(fault.getMessage().endsWith("does not exist and must not be created due to user settings."),
            fault.getMessage());
        run(table, below, model -> model.getNodeSettings("settings").getNodeSettings("file_chooser_settings")
            .addBoolean("create_missing_folders", true));
        assertTrue(Files.exists(m_folder.resolve("data/new/out.csv")));
    }

    @Test
    void filesCanBeNamedInSeveralWays() throws Exception {
        final var table = table(SPEC, row("a", 1, 2));
        run(table, location("RELATIVE", "knime.workflow", "a.csv"));
        run(table, location("LOCAL", null, m_folder.resolve("b.csv").toString()));
        run(table, location("CUSTOM_URL", "10000", "knime://knime.workflow/c d.csv"));
        run(table, location("CUSTOM_URL", "10000", m_folder.resolve("e.csv").toUri().toString()));
        for (var name : List.of("a.csv", "b.csv", "c d.csv", "e.csv")) {
            assertTrue(Files.exists(m_folder.resolve(name)), name);
        }
        for (var wrong : List.of(location("LOCAL", null, "b.csv"), location("CUSTOM_URL", "10000", "http://a/b.csv"),
            location("RELATIVE", "knime.workflow.data", "../../x.csv"), location("RELATIVE", "knime.workflow", " "))) {
            assertThrows(InvalidSettingsException.class, () -> run(table, wrong));
        }
    }

    @Test
    void filesCanBeCompressed() throws Exception {
        run(table(SPEC, row("a", 1, 2)), advanced("compress_with_gzip", true), set("write_column_header", false));
        try (var stream = new GZIPInputStream(Files.newInputStream(m_folder.resolve("data/output.csv")))) {
            assertEquals("\"a\",1,2\n", new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void tablesWithoutRowsOrColumns() throws Exception {
        assertEquals("\"s\",\"x\",\"n\"\n", write(table(SPEC)));
        assertEquals("\n\n", write(table(new DataTableSpec(), new DataCell[0])));
    }

    @Test
    void contradictorySettingsAreRefused() {
        final List<Change> changes = List.of(set("column_delimiter", ""), advanced("missing_value_pattern", "a,b"),
            set("row_delimiter", "|"), advanced("quote_mode", "SOMETIMES"), ifExists("rename"),
            model -> model.getNodeSettings("comment_header_settings").addBoolean("add_time_to_comment", true));
        for (var change : changes) {
            assertThrows(InvalidSettingsException.class, () -> writer(change));
        }
        assertThrows(InvalidSettingsException.class,
            () -> writer(ifExists("append"), advanced("compress_with_gzip", true)));
        assertFalse(Files.exists(m_folder.resolve("data")));
    }
}
