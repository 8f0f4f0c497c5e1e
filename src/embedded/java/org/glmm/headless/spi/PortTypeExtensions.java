package org.glmm.headless.spi;

import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.knime.core.node.port.PortObject;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The port types that plug-ins declare in their {@code plugin.xml}. Those at the root of the class path are there from
 * the start, those of plug-ins loaded otherwise have to be registered.
 */
public final class PortTypeExtensions {

    /** The extension point of port types. */
    public static final String POINT = "org.knime.core.PortType";

    private static final Map<String, PortTypeExtension> BY_OBJECT_CLASS = new ConcurrentSkipListMap<>();

    private static boolean classPathRead;

    private PortTypeExtensions() {
    }

    /**
     * Adds the port types of a plug-in.
     *
     * @throws IllegalStateException if a class or serializer is not as KNIME needs it
     */
    public static void register(final Document pluginXml, final ClassLoader loader) {
        for (final var extension : elements(pluginXml.getElementsByTagName("extension"))) {
            if (extension.getAttribute("point").equals(POINT)) {
                for (final var portType : elements(extension.getElementsByTagName("portType"))) {
                    if (!BY_OBJECT_CLASS.containsKey(portType.getAttribute("objectClass"))) {
                        final var declared = PortTypeExtension.of(portType, loader);
                        BY_OBJECT_CLASS.put(declared.objectClass().getName(), declared);
                    }
                }
            }
        }
    }

    public static List<PortTypeExtension> all() {
        readClassPath();
        return List.copyOf(BY_OBJECT_CLASS.values());
    }

    /** The port type declared for exactly this class. */
    public static Optional<PortTypeExtension> find(final Class<? extends PortObject> objectClass) {
        readClassPath();
        return Optional.ofNullable(BY_OBJECT_CLASS.get(objectClass.getName()))
            .filter(e -> e.objectClass() == objectClass);
    }

    private static synchronized void readClassPath() {
        if (classPathRead) {
            return;
        }
        classPathRead = true;
        final var loader = PortTypeExtensions.class.getClassLoader();
        try {
            final var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            for (final var url : (Iterable<URL>)loader.getResources("plugin.xml")::asIterator) {
                register(builder.parse(url.toString()), loader);
            }
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("plugin.xml on the class path cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Element> elements(final NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element)nodes.item(i)).toList();
    }
}
