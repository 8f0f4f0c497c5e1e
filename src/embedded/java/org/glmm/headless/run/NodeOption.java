package org.glmm.headless.run;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/**
 * One {@code -option=nodePath,key,value,type}: replaces a value in the {@code model} settings of a node.
 *
 * @param nodePath node ids from the workflow down to the node; a single id for a node of the workflow itself
 * @param keyPath path of the setting below {@code model}; the last element is the entry
 * @param value the new value as text
 * @param type the value's type
 */
public record NodeOption(List<Integer> nodePath, List<String> keyPath, String value, Type type) {

    /** Reads a setting of one type, to find out whether it exists with that type. */
    private interface Reader {
        void read(NodeSettings settings, String key) throws InvalidSettingsException;
    }

    /** Parses the text and writes it as a setting of one type. */
    private interface Writer {
        void write(NodeSettings settings, String key, String value);
    }

    /** Value types of the option, as spelled on the command line. */
    public enum Type {
        INT("int", NodeSettings::getInt, (s, k, v) -> s.addInt(k, Integer.parseInt(v))),
        LONG("long", NodeSettings::getLong, (s, k, v) -> s.addLong(k, Long.parseLong(v))),
        SHORT("short", NodeSettings::getShort, (s, k, v) -> s.addShort(k, Short.parseShort(v))),
        BYTE("byte", NodeSettings::getByte, (s, k, v) -> s.addByte(k, Byte.parseByte(v))),
        BOOLEAN("boolean", NodeSettings::getBoolean, (s, k, v) -> s.addBoolean(k, parseBoolean(v))),
        CHAR("char", NodeSettings::getChar, (s, k, v) -> s.addChar(k, parseChar(v))),
        FLOAT("float", NodeSettings::getDouble, (s, k, v) -> s.addDouble(k, Double.parseDouble(v))),
        DOUBLE("double", NodeSettings::getDouble, (s, k, v) -> s.addDouble(k, Double.parseDouble(v))),
        STRING("String", NodeSettings::getString, NodeSettings::addString),
        STRING_CELL("StringCell", NodeSettings::getDataCell, (s, k, v) -> s.addDataCell(k, new StringCell(v))),
        DOUBLE_CELL("DoubleCell", NodeSettings::getDataCell,
            (s, k, v) -> s.addDataCell(k, new DoubleCell(Double.parseDouble(v)))),
        INT_CELL("IntCell", NodeSettings::getDataCell, (s, k, v) -> s.addDataCell(k, new IntCell(Integer.parseInt(v)))),
        LONG_CELL("LongCell", NodeSettings::getDataCell,
            (s, k, v) -> s.addDataCell(k, new LongCell(Long.parseLong(v))));

        private final String m_spelling;

        private final Reader m_reader;

        private final Writer m_writer;

        Type(final String spelling, final Reader reader, final Writer writer) {
            m_spelling = spelling;
            m_reader = reader;
            m_writer = writer;
        }

        static Type of(final String spelling) throws UsageException {
            return Arrays.stream(values()).filter(type -> type.m_spelling.equals(spelling)).findFirst()
                .orElseThrow(() -> new UsageException("Unknown option type \"" + spelling + "\"; known types: "
                    + Arrays.stream(values()).map(type -> type.m_spelling).collect(Collectors.joining(", ")) + "."));
        }

        private static boolean parseBoolean(final String text) {
            if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                throw new IllegalArgumentException();
            }
            return Boolean.parseBoolean(text);
        }

        private static char parseChar(final String text) {
            if (text.length() != 1) {
                throw new IllegalArgumentException();
            }
            return text.charAt(0);
        }
    }

    /**
     * @param text {@code nodePath,key,value,type}; the value may contain commas
     * @return the option
     * @throws UsageException if the text has another form
     */
    public static NodeOption parse(final String text) throws UsageException {
        final var endOfNode = text.indexOf(',');
        final var endOfKey = text.indexOf(',', endOfNode + 1);
        final var endOfValue = text.lastIndexOf(',');
        if (endOfNode < 0 || endOfKey < 0 || endOfValue <= endOfKey) {
            throw new UsageException("Couldn't parse -option argument: " + text + " (expected node,key,value,type).");
        }
        return new NodeOption(parseNodePath(text.substring(0, endOfNode)),
            List.of(text.substring(endOfNode + 1, endOfKey).split("/")), text.substring(endOfKey + 1, endOfValue),
            Type.of(text.substring(endOfValue + 1)));
    }

    private static List<Integer> parseNodePath(final String text) throws UsageException {
        try {
            return Arrays.stream(text.split("/")).map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new UsageException("Couldn't parse the node id \"" + text + "\" of an -option argument.");
        }
    }

    /**
     * Replaces the value in the settings.
     *
     * @param model the {@code model} settings of the node
     * @throws UsageException if there is no such key, it holds another type, or the value is not of the type
     */
    public void applyTo(final NodeSettings model) throws UsageException {
        var settings = model;
        for (var key : keyPath.subList(0, keyPath.size() - 1)) {
            try {
                settings = settings.getNodeSettings(key);
            } catch (InvalidSettingsException e) {
                throw new UsageException(describe() + ": there is no setting group \"" + key + "\".");
            }
        }
        final var key = keyPath.get(keyPath.size() - 1);
        if (!settings.containsKey(key)) {
            throw new UsageException(describe() + ": there is no setting \"" + key + "\".");
        }
        try {
            type.m_reader.read(settings, key);
        } catch (InvalidSettingsException e) {
            throw new UsageException(describe() + ": the setting is not of type " + type.m_spelling + ".");
        }
        try {
            type.m_writer.write(settings, key, value);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                describe() + ": \"" + value + "\" is not a value of type " + type.m_spelling + ".");
        }
    }

    /** @return node and key as given on the command line, to start an error message with */
    public String describe() {
        return "Option " + nodePath.stream().map(String::valueOf).collect(Collectors.joining("/")) + ","
            + String.join("/", keyPath);
    }
}
