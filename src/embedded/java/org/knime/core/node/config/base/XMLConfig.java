package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The XML form of settings: {@code config} elements with {@code entry} elements of key, type and value. */
final class XMLConfig {

    private static final String NAMESPACES = "xmlns=\"http://www.knime.org/2008/09/XMLConfig\""
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        + " xsi:schemaLocation=\"http://www.knime.org/2008/09/XMLConfig"
        + " http://www.knime.org/XMLConfig_2008_09.xsd\" ";

    private static final String INDENT = "    ";

    private XMLConfig() {
    }

    /** Writes the tree and closes the stream. */
    static void save(final ConfigBase config, final OutputStream output) throws IOException {
        try (var out = new OutputStreamWriter(output, StandardCharsets.UTF_8)) {
            out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
            write(config, NAMESPACES, 0, out);
        }
    }

    private static void write(final ConfigBase config, final String namespaces, final int depth, final Writer out)
        throws IOException {
        out.write(INDENT.repeat(depth) + "<config " + namespaces + "key=\"" + attribute(config.getKey()) + "\"");
        if (config.keySet().isEmpty()) {
            out.write("/>\n");
            return;
        }
        out.write(">\n");
        for (final var key : config) {
            final var entry = config.getEntry(key);
            if (entry instanceof ConfigBase child) {
                write(child, "", depth + 1, out);
            } else if (!(entry instanceof ConfigTransientStringEntry)) {
                write(entry, depth + 1, out);
            }
        }
        out.write(INDENT.repeat(depth) + "</config>\n");
    }

    private static void write(final AbstractConfigEntry entry, final int depth, final Writer out) throws IOException {
        final var value = entry.toStringValue();
        out.write(INDENT.repeat(depth) + "<entry key=\"" + attribute(entry.getKey()) + "\" type=\"" + entry.getType()
            + "\"" + (value == null ? " isnull=\"true\"" : "") + " value=\""
            + (value == null ? "" : attribute(EscapedText.escape(value))) + "\"/>\n");
    }

    private static String attribute(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
            .replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;");
    }

    /** Adds the entries of the XML to the tree and gives it the key of the root element. */
    static void load(final ConfigBase config, final InputStream in) throws IOException {
        try {
            final var source = new InputSource(new InputStreamReader(in, StandardCharsets.UTF_8));
            SAXParserFactory.newInstance().newSAXParser().parse(source, new Reader(config));
        } catch (SAXException | ParserConfigurationException | IllegalArgumentException | NullPointerException e) {
            throw new IOException("Unable to parse xml: " + e.getMessage(), e);
        }
    }

    private static final class Reader extends DefaultHandler {

        private final Deque<ConfigBase> open = new ArrayDeque<>();
        private final ConfigBase root;

        private Reader(final ConfigBase root) {
            this.root = root;
        }

        @Override
        public void startElement(final String uri, final String localName, final String qName,
            final Attributes attributes) throws SAXException {
            final var key = attributes.getValue("key");
            if (qName.equals("config")) {
                if (open.isEmpty()) {
                    root.setKey(key);
                    open.push(root);
                } else {
                    open.push(open.peek().addConfigBase(key));
                }
            } else if (qName.equals("entry") && !open.isEmpty()) {
                open.peek().addEntry(entry(key, attributes));
            } else {
                throw new SAXException("Unexpected element \"" + qName + "\"");
            }
        }

        private static AbstractConfigEntry entry(final String key, final Attributes attributes) throws SAXException {
            final var type = attributes.getValue("type");
            final boolean isNull = "true".equals(attributes.getValue("isnull"));
            try {
                return ConfigEntries.valueOf(type).createEntry(key,
                    isNull ? null : EscapedText.unescape(attributes.getValue("value")));
            } catch (IllegalArgumentException | NullPointerException e) {
                throw new SAXException("Entry \"" + key + "\" of type \"" + type + "\": " + e.getMessage(), e);
            }
        }

        @Override
        public void endElement(final String uri, final String localName, final String qName) {
            if (qName.equals("config")) {
                open.pop();
            }
        }

        @Override
        public InputSource resolveEntity(final String publicId, final String systemId) {
            return new InputSource(InputStream.nullInputStream());
        }

        @Override
        public void error(final SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
