package org.glmm.headless.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.glmm.headless.TestContexts;
import org.glmm.headless.TestWorkflow;
import org.glmm.headless.TestWorkflow.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** Behaviour of KNIME's CSV Reader. */
class CsvReaderTest {

    @TempDir
    private Path m_folder;

    private static final Change SHORT_ROWS = set("support_short_data_rows", true);

    private static final Change NO_HEADER = set("has_column_header", false);

    private static Change set(final String key, final boolean value) {
        return model -> model.getNodeSettings("settings").addBoolean(key, value);
    }

    private static Change set(final String key, final String value) {
        return model -> model.getNodeSettings("settings").addString(key, value);
    }

    private static Change advanced(final String key, final String value) {
        return model -> model.getNodeSettings("advanced_settings").addString(key, value);
    }

    private static Change limit(final String switchKey, final String key, final long value) {
        return model -> {
            final var limits = model.getNodeSettings("limit_rows");
            limits.addBoolean(switchKey, true);
            limits.addLong(key, value);
        };
    }

    private static Change scanned(final long rows) {
        return model -> model.getNodeSettings("advanced_settings").addLong("max_data_rows_scanned", rows);
    }

    private CsvReader reader(final Change... changes) throws InvalidSettingsException {
        final var model = TestWorkflow.readerModel();
        for (var change : changes) {
            change.apply(model);
        }
        final var reader = new CsvReader(m_folder);
        reader.load(model);
        return reader;
    }

    private BufferedDataTable read(final byte[] content, final Change... changes) throws Exception {
        final var file = m_folder.resolve("data/input.csv");
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        final var reader = reader(changes);
        assertArrayEquals(new Object[]{null}, reader.configure(new PortObjectSpec[0]));
        return (BufferedDataTable)reader.execute(new PortObject[0], TestContexts.create())[0];
    }

    private BufferedDataTable read(final String content, final Change... changes) throws Exception {
        return read(content.getBytes(StandardCharsets.UTF_8), changes);
    }

    private static List<List<String>> rows(final BufferedDataTable table) {
        final var rows = new ArrayList<List<String>>();
        try (var iterator = table.iterator()) {
            while (iterator.hasNext()) {
                final var cells = new ArrayList<String>();
                iterator.next().forEach(cell -> cells.add(text(cell)));
                rows.add(cells);
            }
        }
        return rows;
    }

    private static String text(final DataCell cell) {
        return cell.isMissing() ? null : cell.toString();
    }

    private static List<String> names(final BufferedDataTable table) {
        return List.of(table.getDataTableSpec().getColumnNames());
    }

    private static DataType type(final BufferedDataTable table, final int column) {
        return table.getDataTableSpec().getColumnSpec(column).getType();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "1|INT", "-7|INT", "+5|INT", "2147483647|INT", "2147483648|LONG", "-9223372036854775808|LONG",
        "9223372036854775808|DOUBLE", "1.0|DOUBLE", "1e5|DOUBLE", "1E-3|DOUBLE", ".5|DOUBLE", "5.|DOUBLE",
        "NaN|DOUBLE", "Infinity|DOUBLE", "-Infinity|DOUBLE", "1d|DOUBLE", "0x1p3|DOUBLE", "nan|STRING", "inf|STRING",
        "1,5|STRING", "1 000|STRING", "NA|STRING", "true|STRING", "2020-01-01|STRING", "0x10|STRING", "\"1\"|INT"})
    void typesAreGuessed(final String field, final String type) throws Exception {
        final var table = read("x;y\n" + field + ";1\n", set("column_delimiter", ";"));
        final var expected = switch (type) {
            case "INT" -> IntCell.TYPE;
            case "LONG" -> LongCell.TYPE;
            case "DOUBLE" -> DoubleCell.TYPE;
            default -> StringCell.TYPE;
        };
        assertEquals(expected, type(table, 0));
    }

    @Test
    void theTypeIsTheNarrowestThatHoldsAllRows() throws Exception {
        final var table = read("a,b,c,d\n1,1,1,\n3000000000,2.5,x,\n2,3,2,\n");
        assertEquals(LongCell.TYPE, type(table, 0));
        assertEquals(DoubleCell.TYPE, type(table, 1));
        assertEquals(StringCell.TYPE, type(table, 2));
        assertEquals(StringCell.TYPE, type(table, 3));
        assertEquals(List.of(Arrays.asList("1", "1.0", "1", null), Arrays.asList("3000000000", "2.5", "x", null),
            Arrays.asList("2", "3.0", "2", null)), rows(table));
    }

    @Test
    void blanksAreTrimmedAndEmptyFieldsAreMissing() throws Exception {
        final var table = read("x , y\n 1 , a b \n,\"\"\n 2,\"  c \"\n");
        assertEquals(List.of("x", "y"), names(table));
        assertEquals(List.of(Arrays.asList("1", "a b"), Arrays.asList(null, null), Arrays.asList("2", "c")),
            rows(table));
    }

    @Test
    void emptyQuotesAreAnEmptyTextIfWanted() throws Exception {
        final var table = read("x,y\n\"\",\na,b\n",
            model -> model.getNodeSettings("advanced_settings").addBoolean("replace_empty_quotes_with_missing", false));
        assertEquals(List.of(Arrays.asList("", null), Arrays.asList("a", "b")), rows(table));
    }

    @Test
    void quotesAreKeptIfWanted() throws Exception {
        final var table = read("x,y\n\" a\",b\n", advanced("quote_option", "KEEP_QUOTES"));
        assertEquals(List.of(List.of("\" a\"", "b")), rows(table));
    }

    @Test
    void quotedFieldsMayHoldDelimitersQuotesAndLineBreaks() throws Exception {
        final var table = read("x,y\n\"a,b\",\"he said \"\"no\"\"\"\n\"1\r\n2\",z\n");
        assertEquals(List.of(List.of("a,b", "he said \"no\""), List.of("1\n2", "z")), rows(table));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineBreakEndsARow(final String lineBreak) throws Exception {
        final var table = read(String.join(lineBreak, "x,y", "1,2", "", "3,4"));
        assertEquals(List.of(List.of("1", "2"), List.of("3", "4")), rows(table));
    }

    @Test
    void aCustomRowDelimiterReplacesTheLineBreak() throws Exception {
        final var table = read("x,y;1,2;3,4", set("use_line_break_row_delimiter", false), set("row_delimiter", ";"));
        assertEquals(List.of(List.of("1", "2"), List.of("3", "4")), rows(table));
    }

    @Test
    void repeatedColumnNamesGetNumbersAndAWarning() throws Exception {
        final var file = Files.createDirectories(m_folder.resolve("data")).resolve("input.csv");
        Files.writeString(file, "x,x,y,x (#1),x\n1,2,3,4,5\n");
        final var reader = reader();
        final var table = (BufferedDataTable)reader.execute(new PortObject[0], TestContexts.create())[0];
        assertEquals(List.of("x", "x (#1)", "y", "x (#2)", "x (#3)"), names(table));
        assertEquals("The column header occurs more than once and got a number appended: x",
            reader.warning().orElseThrow());
    }

    @Test
    void missingColumnNamesAreMadeUp() throws Exception {
        assertEquals(List.of("Column2", "Column1", "Column2 (#1)"), names(read("Column2,,\n1,2,3\n")));
        assertEquals(List.of("Column0", "Column1"), names(read("1,2\n", NO_HEADER)));
    }

    @Test
    void rowsOfAnotherLengthAreRefused() {
        final var shortRow = assertThrows(IllegalArgumentException.class, () -> read("x,y\n1,2\n3\n"));
        assertEquals("The data row has too few data elements.", shortRow.getMessage());
        final var longRow = assertThrows(IllegalArgumentException.class, () -> read("x,y\n1,2\n3,4,5\n"));
        assertEquals("The data row has too many data elements.", longRow.getMessage());
    }

    @Test
    void shortRowsAreFilledWithMissingValuesIfAllowed() throws Exception {
        final var table = read("x,y\n1\n3,4,z\n", SHORT_ROWS);
        assertEquals(List.of("x", "y", "Column2"), names(table));
        assertEquals(List.of(Arrays.asList("1", null, null), List.of("3", "4", "z")), rows(table));
    }

    @Test
    void rowIdsCountFromZeroOrComeFromTheFile() throws Exception {
        try (var iterator = read("x\n1\n2\n").iterator()) {
            assertEquals("Row0", iterator.next().getKey().getString());
            assertEquals("Row1", iterator.next().getKey().getString());
        }
        final var table = read("id,x\na,1\n,2\n", set("has_row_id", true));
        assertEquals(List.of("x"), names(table));
        try (var iterator = table.iterator()) {
            assertEquals("a", iterator.next().getKey().getString());
            assertEquals("?1", iterator.next().getKey().getString());
        }
    }

    @Test
    void repeatedRowIdsAreRefused() {
        final var fault = assertThrows(Exception.class, () -> read("id,x\na,1\na,2\n", set("has_row_id", true)));
        assertTrue(fault.getMessage().contains("\"a\""), fault.getMessage());
    }

    @Test
    void commentsLinesAndRowsAreSkipped() throws Exception {
        assertEquals(List.of(List.of("1")), rows(read("# note\nx\n#2\n1\n")));
        assertEquals(List.of(List.of("1")),
            rows(read("junk,junk\nx\n1\n", limit("skip_lines", "number_of_lines_to_skip", 1))));
        assertEquals(List.of(List.of("3")),
            rows(read("x\nfirst\nsecond\n3\n", limit("skip_data_rows", "number_of_rows_to_skip", 2))));
        assertEquals(List.of(List.of("1"), List.of("2")),
            rows(read("x\n1\n2\n3\n", limit("limit_data_rows", "max_rows", 2))));
    }

    @Test
    void rowsBeyondTheScannedOnesMustFitTheType() throws Exception {
        final var fault =
            assertThrows(IllegalArgumentException.class, () -> read("x,y\n1,a\n2,b\nthree,c\n", scanned(2)));
        assertEquals("Row with ID 'Row2' can't be converted to the configured data types. Increasing the number of"
            + " scanned rows or changing the target types might resolve the issue. Content of row: [three, c]",
            fault.getMessage());
        assertEquals(StringCell.TYPE, type(read("x,y\n1,a\n2,b\nthree,c\n", scanned(3)), 0));
    }

    @Test
    void separatorsOfNumbersCanBeChosen() throws Exception {
        final var table = read("x;y;z\n1.234,5;1.000;1.00\n", set("column_delimiter", ";"),
            advanced("decimal_separator", ","), advanced("thousands_separator", "."));
        assertEquals(List.of(List.of("1234.5", "1000", "1.00")), rows(table));
        assertEquals(List.of(DoubleCell.TYPE, IntCell.TYPE, StringCell.TYPE),
            List.of(type(table, 0), type(table, 1), type(table, 2)));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws Exception {
        assertEquals(List.of("x"), names(read("\uFEFFx\n1\n")));
    }

    @Test
    void theEncodingIsUsed() throws Exception {
        final var table = read("größe\nä\n".getBytes(Charset.forName("ISO-8859-1")),
            model -> model.getNodeSettings("encoding").addString("charset", "ISO-8859-1"));
        assertEquals(List.of("größe"), names(table));
        assertEquals(List.of(List.of("ä")), rows(table));
    }

    @Test
    void compressedFilesAreRead() throws Exception {
        final var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("x\n1\n".getBytes(StandardCharsets.UTF_8));
        }
        Files.createDirectories(m_folder.resolve("data"));
        Files.write(m_folder.resolve("data/in.csv.gz"), bytes.toByteArray());
        final var reader = reader(model -> model.getNodeSettings("settings").getNodeSettings("file_selection")
            .getNodeSettings("path").addString("path", "in.csv.gz"));
        final var table = (BufferedDataTable)reader.execute(new PortObject[0], TestContexts.create())[0];
        assertEquals(List.of(List.of("1")), rows(table));
    }

    @Test
    void aFileWithOnlyAHeaderIsAnEmptyTable() throws Exception {
        final var table = read("x,y\n");
        assertEquals(0, table.size());
        assertEquals(List.of("x", "y"), names(table));
    }

    @Test
    void anEmptyFileIsRefused() {
        final var fault = assertThrows(IllegalArgumentException.class, () -> read(""));
        assertEquals("The row containing the table headers (row number 0) was not part of the table.",
            fault.getMessage());
    }

    @Test
    void tooManyColumnsAreRefused() {
        final var fault = assertThrows(IOException.class, () -> read("a,b,c\n1,2,3\n",
            model -> model.getNodeSettings("advanced_settings").addInt("maximum_number_of_columns", 2)));
        assertEquals("Number of parsed columns exceeds the defined limit (2). Please adapt the according setting.",
            fault.getMessage());
    }

    @Test
    void domainsAreComputed() throws Exception {
        final var spec = read("x,s\n3,b\n1,a\n2,b\n").getDataTableSpec();
        assertEquals(new IntCell(1), spec.getColumnSpec(0).getDomain().getLowerBound());
        assertEquals(new IntCell(3), spec.getColumnSpec(0).getDomain().getUpperBound());
        assertEquals(List.of(new StringCell("b"), new StringCell("a")),
            List.copyOf(spec.getColumnSpec(1).getDomain().getValues()));
    }

    /** Writes what KNIME's dialog saves about a file with one integer column. */
    private static void saveSpec(final NodeSettings model, final String name, final String newName,
        final String newType) throws InvalidSettingsException {
        final var saved = model.addNodeSettings("table_spec_config_Internals");
        saved.addString("version", "V4_4");
        saved.addString("source_group_id", "input.csv");
        final var transformation = saved.addNodeSettings("table_transformation");
        transformation.addBoolean("skip_empty_columns", false);
        final var columns = transformation.addNodeSettings("columns");
        columns.addInt("num_columns", 1);
        final var column = columns.addNodeSettings("0");
        column.addString("name", newName);
        column.addBoolean("keep", true);
        column.addInt("position", 0);
        final var external = column.addNodeSettings("external_spec");
        external.addString("name", name);
        external.addBoolean("has_type", true);
        external.addNodeSettings("type").addString("class", "java.lang.Integer");
        final var path = column.addNodeSettings("production_path");
        path.addString("_converter_src", newType);
        path.addString("_converter_dst", "Number (Integer)");
        saved.addNodeSettings("config_id").addNodeSettings("multi_table_read").addNodeSettings("settings")
            .addString("column_delimiter", ",");
    }

    @Test
    void aSavedTableSpecIsKnownBeforeExecutionAndFixesTheTypes() throws Exception {
        final Change saved = model -> saveSpec(model, "x", "x", "java.lang.Integer");
        final var spec = (DataTableSpec)reader(saved).configure(new PortObjectSpec[0])[0];
        assertEquals(IntCell.TYPE, spec.getColumnSpec("x").getType());
        Files.createDirectories(m_folder.resolve("data"));
        Files.writeString(m_folder.resolve("data/input.csv"), "x\n1\n2.5\n");
        final var type = assertThrows(IllegalArgumentException.class,
            () -> reader(saved).execute(new PortObject[0], TestContexts.create()));
        assertTrue(type.getMessage().startsWith("Row with ID 'Row1' can't be converted"), type.getMessage());
        Files.writeString(m_folder.resolve("data/input.csv"), "y\n1\n");
        final var name = assertThrows(IllegalStateException.class,
            () -> reader(saved).execute(new PortObject[0], TestContexts.create()));
        assertEquals("Expected column 'x' but got 'y'", name.getMessage());
    }

    @Test
    void aTableSpecSavedForOtherSettingsOrFilesIsNotUsed() throws Exception {
        final Change saved = model -> saveSpec(model, "x", "x", "java.lang.Integer");
        assertNull(reader(saved, set("column_delimiter", ";")).configure(new PortObjectSpec[0])[0]);
        assertNull(reader(saved, model -> model.getNodeSettings("table_spec_config_Internals")
            .addString("source_group_id", "other.csv")).configure(new PortObjectSpec[0])[0]);
    }

    @Test
    void whatIsNotAvailableIsRefused() {
        final List<Change> changes = List.of(
            model -> model.getNodeSettings("advanced_settings").addBoolean("append_path_column_Internals", true),
            model -> saveSpec(model, "x", "renamed", "java.lang.Integer"),
            model -> saveSpec(model, "x", "x", "java.lang.Double"),
            model -> model.getNodeSettings("settings").getNodeSettings("file_selection").getNodeSettings("filter_mode")
                .addString("filter_mode", "FILES_IN_FOLDERS"),
            model -> model.getNodeSettings("settings").getNodeSettings("file_selection")
                .getNodeSettings("file_system_chooser__Internals").addBoolean("has_fs_port", true),
            model -> model.getNodeSettings("settings").getNodeSettings("file_selection").getNodeSettings("path")
                .addString("file_system_type", "MOUNTPOINT"));
        for (var change : changes) {
            final var fault = assertThrows(InvalidSettingsException.class, () -> reader(change));
            assertTrue(fault.getMessage().contains("not available headless"), fault.getMessage());
        }
    }
}
