package org.glmm.headless.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.glmm.headless.spi.PortTypeExtensions;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What a {@code plugin.xml} contributes to KNIME.
 *
 * @param document the file
 * @param nodeFactories class names of the registered node factories, in declaration order
 */
public record PluginXml(Document document, List<String> nodeFactories) {

    private static final String NODES = "org.knime.workbench.repository.nodes";

    /**
     * Reads every {@code plugin.xml} at the root of the class path.
     *
     * @param loader the class loader that sees the plug-ins
     * @return the files in class path order
     * @throws IOException if a file cannot be read or is no well-formed plug-in description
     */
    public static List<PluginXml> findAll(final ClassLoader loader) throws IOException {
        final var plugins = new ArrayList<PluginXml>();
        for (var location : Collections.list(loader.getResources("plugin.xml"))) {
            plugins.add(read(location));
        }
        return List.copyOf(plugins);
    }

    /**
     * @param location a {@code plugin.xml}
     * @return its contributions
     * @throws IOException if the file cannot be read, is not well-formed or lacks a required attribute
     */
    public static PluginXml read(final URL location) throws IOException {
        final var document = parse(location);
        final var factories = new ArrayList<String>();
        for (var extension : elements(document.getDocumentElement(), "extension")) {
            if (NODES.equals(extension.getAttribute("point"))) {
                for (var node : elements(extension, "node")) {
                    factories.add(requiredAttribute(node, "factory-class", location));
                }
            }
        }
        return new PluginXml(document, List.copyOf(factories));
    }

    /**
     * Registers the port types.
     *
     * @param loader loads their classes
     * @throws IllegalStateException if a port type is not declared as KNIME requires
     */
    public void registerPortTypes(final ClassLoader loader) {
        PortTypeExtensions.register(document, loader);
    }

    private static Document parse(final URL location) throws IOException {
        try (var stream = location.openStream()) {
            final var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            final var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(stream);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(location + " is not a well-formed plug-in description: " + e.getMessage(), e);
        }
    }

    private static List<Element> elements(final Element parent, final String name) {
        final var list = parent.getElementsByTagName(name);
        return IntStream.range(0, list.getLength()).mapToObj(i -> (Element)list.item(i)).toList();
    }

    private static String requiredAttribute(final Element element, final String name, final URL location)
        throws IOException {
        if (!element.hasAttribute(name)) {
            throw new IOException(location + ": an element <" + element.getTagName() + "> lacks the attribute \"" + name
                + "\".");
        }
        return element.getAttribute(name);
    }
}
