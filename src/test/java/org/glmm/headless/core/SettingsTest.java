package org.glmm.headless.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.config.base.ConfigBaseRO;

class SettingsTest {

    /** Parts of files that KNIME 5.8.2 saved. */
    private static final String SAVED_BY_KNIME = """
        <?xml version="1.0" encoding="UTF-8"?>
        <config xmlns="http://www.knime.org/2008/09/XMLConfig" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
        xsi:schemaLocation="http://www.knime.org/2008/09/XMLConfig http://www.knime.org/XMLConfig_2008_09.xsd" \
        key="settings.xml">
            <entry key="node_file" type="xstring" value="settings.xml"/>
            <config key="flow_stack"/>
            <config key="model">
                <entry key="quote_char" type="xstring" value="&quot;"/>
                <entry key="row_delimiter" type="xstring" value="%%00010"/>
                <entry key="autodetect_buffer_size" type="xint" value="1048576"/>
                <entry key="max_data_rows_scanned" type="xlong" value="10000"/>
                <config key="extrainfo.node.bounds">
                    <entry key="array-size" type="xint" value="2"/>
                    <entry key="0" type="xint" value="100"/>
                    <entry key="1" type="xint" value="200"/>
                </config>
            </config>
            <entry key="customDescription" type="xstring" isnull="true" value=""/>
            <entry key="hasContent" type="xboolean" value="false"/>
        </config>
        """;

    @Test
    void readsAndWritesTheFormOfKnimeByteForByte() throws IOException, InvalidSettingsException {
        final var settings = load(SAVED_BY_KNIME);
        assertEquals("settings.xml", settings.getKey());
        final var model = settings.getNodeSettings("model");
        assertEquals("\n", model.getString("row_delimiter"));
        assertEquals("\"", model.getString("quote_char"));
        assertArrayEquals(new int[]{100, 200}, model.getIntArray("extrainfo.node.bounds"));
        assertNull(settings.getString("customDescription"));
        assertEquals(List.of("node_file", "flow_stack", "model", "customDescription", "hasContent"),
            List.copyOf(settings.keySet()));
        assertEquals(SAVED_BY_KNIME, xml(settings));
    }

    static Stream<Arguments> escapedTexts() {
        return Stream.of(Arguments.of("tab\tend", "tab%%00009end"), Arguments.of("a%b", "a%b"),
            Arguments.of("a%%b", "a%%00037%b"), Arguments.of("%%%", "%%00037%%00037%"),
            Arguments.of("a%%00010b", "a%%00037%00010b"), Arguments.of("x\uE000y", "x%%57344y"),
            Arguments.of("\uD83D\uDE00", "%%55357%%56832"), Arguments.of("\u00e4\u6f22", "\u00e4\u6f22"),
            Arguments.of("<&>\"", "&lt;&amp;&gt;&quot;"));
    }

    @ParameterizedTest
    @MethodSource("escapedTexts")
    void escapesTextAsKnimeDoes(final String text, final String expected)
        throws IOException, InvalidSettingsException {
        final var settings = new NodeSettings("test");
        settings.addString("text", text);
        assertTrue(xml(settings).contains("value=\"" + expected + "\""), xml(settings));
        assertEquals(text, load(xml(settings)).getString("text"));
    }

    @Test
    void keepsEveryNumberBitForBit() throws IOException, InvalidSettingsException {
        final var numbers = new double[]{Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.1,
            Double.MIN_VALUE, Double.MAX_VALUE, Math.PI};
        final var settings = new NodeSettings("test");
        settings.addDoubleArray("numbers", numbers);
        settings.addLong("long", Long.MIN_VALUE);
        settings.addFloat("float", Float.MIN_VALUE);
        final var loaded = load(xml(settings));
        assertArrayEquals(numbers, loaded.getDoubleArray("numbers"));
        assertEquals(Long.MIN_VALUE, loaded.getLong("long"));
        assertEquals(Float.MIN_VALUE, loaded.getFloat("float"));
        assertTrue(xml(settings).contains("type=\"xdouble\" value=\"NaN\""));
    }

    @Test
    void gettersAreStrictAboutTheType() throws InvalidSettingsException {
        final var settings = new NodeSettings("test");
        settings.addLong("long", 5);
        settings.addInt("int", 6);
        final var failure = assertThrows(InvalidSettingsException.class, () -> settings.getInt("long"));
        assertEquals("Int for key \"long\" not found.", failure.getMessage());
        assertThrows(InvalidSettingsException.class, () -> settings.getLong("int"));
        assertThrows(InvalidSettingsException.class, () -> settings.getDouble("int"));
        assertThrows(InvalidSettingsException.class, () -> settings.getString("int"));
        assertThrows(InvalidSettingsException.class, () -> settings.getInt("absent"));
        assertThrows(InvalidSettingsException.class, () -> settings.getNodeSettings("int"));
        assertEquals(7, settings.getInt("long", 7));
        assertEquals(6, settings.getInt("int", 7));
        assertEquals("none", settings.getString("int", "none"));
        assertNull(settings.getStringArray("absent", (String[])null));
    }

    @Test
    void anArrayWithoutOneOfItsElementsFails() throws InvalidSettingsException {
        final var settings = new NodeSettings("test");
        settings.addStringArray("names", "a", "b");
        settings.getConfigBase("names").removeConfig("1");
        assertThrows(InvalidSettingsException.class, () -> settings.getStringArray("names"));
    }

    @Test
    void nullArraysAndNullTextsStayNull() throws IOException, InvalidSettingsException {
        final var settings = new NodeSettings("test");
        settings.addDoubleArray("numbers", (double[])null);
        settings.addStringArray("names", "a", null);
        settings.addTransientString("secret", "x");
        final var loaded = load(xml(settings));
        assertNull(loaded.getDoubleArray("numbers"));
        assertArrayEquals(new String[]{"a", null}, loaded.getStringArray("names"));
        assertEquals("x", settings.getTransientString("secret"));
        assertFalse(loaded.containsKey("secret"));
    }

    @Test
    void cellsTypesAndRowKeys() throws IOException, InvalidSettingsException {
        final var content = new ModelContent("model");
        final var cells = new DataCell[]{new DoubleCell(Double.NaN), new IntCell(-1), new LongCell(1L << 40),
            new StringCell("a\nb"), BooleanCell.TRUE, DataType.getMissingCell()};
        content.addDataCellArray("cells", cells);
        content.addDataType("type", IntCell.TYPE);
        content.addDataType("none", null);
        content.addRowKeyArray("keys", new RowKey("Row0"), new RowKey(""));
        final var out = new ByteArrayOutputStream();
        content.saveToXML(out);
        final var loaded = ModelContent.loadFromXML(new ByteArrayInputStream(out.toByteArray()));
        assertArrayEquals(cells, loaded.getDataCellArray("cells"));
        assertTrue(loaded.getDataCell("absent", DataType.getMissingCell()).isMissing());
        assertEquals(IntCell.TYPE, loaded.getDataType("type"));
        assertNull(loaded.getDataType("none"));
        assertArrayEquals(new RowKey[]{new RowKey("Row0"), new RowKey("")}, loaded.getRowKeyArray("keys"));
        final var xml = out.toString(StandardCharsets.UTF_8).replaceAll("\n\\s*", "");
        assertTrue(xml.contains("<config key=\"1\">"
            + "<entry key=\"datacell\" type=\"xstring\" value=\"org.knime.core.data.def.IntCell\"/>"
            + "<config key=\"org.knime.core.data.def.IntCell\">"
            + "<entry key=\"IntCell\" type=\"xint\" value=\"-1\"/></config></config>"), xml);
    }

    @Test
    void treesAreEqualIfAllEntriesAre() {
        final var one = new ModelContent("m");
        one.addModelContent("sub").addDouble("x", Double.NaN);
        final var other = new ModelContent("m");
        other.addModelContent("sub").addDouble("x", Double.NaN);
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        other.addInt("more", 1);
        assertNotEquals(one, other);
    }

    @Test
    void aCopyHasAllEntries() throws InvalidSettingsException {
        final var settings = new NodeSettings("from");
        settings.addNodeSettings("sub").addInt("x", 3);
        settings.addBoolean("flag", true);
        final var copy = new NodeSettings("to");
        settings.copyTo(copy);
        assertEquals(3, copy.getNodeSettings("sub").getInt("x"));
        assertTrue(copy.getBoolean("flag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<config key=\"a\"", "<table key=\"a\"/>",
        "<config key=\"a\"><entry key=\"b\" type=\"xcolor\" value=\"1\"/></config>",
        "<config key=\"a\"><entry key=\"b\" type=\"xint\" value=\"1.5\"/></config>",
        "<config key=\"a\"><entry key=\"b\" type=\"xint\" isnull=\"true\" value=\"\"/></config>"})
    void refusesWhatIsNotSettings(final String xml) {
        assertThrows(IOException.class, () -> load(xml));
    }

    @Test
    void loadingAndSavingCloseTheStream() throws IOException {
        final var closed = new boolean[2];
        final InputStream in = new ByteArrayInputStream(SAVED_BY_KNIME.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        NodeSettings.loadFromXML(in).saveToXML(new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[1] = true;
            }
        });
        assertTrue(closed[0] && closed[1]);
    }

    private static NodeSettingsRO load(final String xml) throws IOException {
        return NodeSettings.loadFromXML(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String xml(final ConfigBaseRO settings) throws IOException {
        final var out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
