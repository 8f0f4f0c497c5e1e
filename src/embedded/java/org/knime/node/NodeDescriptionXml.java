package org.knime.node;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.glmm.headless.parameters.EnumLabels;
import org.glmm.headless.parameters.ParameterField;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Puts together the XML description of a node; the options come from the titles and descriptions of its parameters. */
final class NodeDescriptionXml {

    private final DocumentBuilder parser;
    private final Document document;

    private NodeDescriptionXml() throws ParserConfigurationException {
        parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        parser.setErrorHandler(null);
        document = parser.newDocument();
    }

    /**
     * @param node the description of a node
     * @return element {@code knimeNode}
     * @throws IllegalStateException if a text is not well-formed XML
     */
    static Element of(final DefaultNode node) {
        try {
            return new NodeDescriptionXml().create(node);
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("Problem creating node description", e);
        }
    }

    private Element create(final DefaultNode node) throws SAXException, IOException {
        final var root = document.createElement("knimeNode");
        document.appendChild(root);
        root.setAttribute("icon", node.icon);
        root.setAttribute("type", node.type().name());
        add(root, "name").setTextContent(node.name);
        addText(add(root, "shortDescription"), node.shortDescription);
        addFullDescription(root, node);
        addPorts(root, node.ports);
        addView(root, node);
        if (!node.keywords.isEmpty()) {
            final var keywords = add(root, "keywords");
            node.keywords.forEach(word -> add(keywords, "keyword").setTextContent(word));
        }
        return root;
    }

    private void addFullDescription(final Element root, final DefaultNode node) throws SAXException, IOException {
        final var full = add(root, "fullDescription");
        addText(add(full, "intro"), node.fullDescription);
        final var options = new ArrayList<Option>();
        Stream.of(node.model.parametersClass, node.view().isPresent() ? node.view().get().parametersClass : null)
            .filter(type -> type != null).forEach(type -> collectOptions(type, options));
        if (node.model.parametersClass != null || !options.isEmpty()) {
            final var tab = add(full, "tab");
            tab.setAttribute("name", "Options");
            for (final var option : options) {
                final var element = add(tab, "option");
                element.setAttribute("name", option.title);
                addText(element, option.description);
            }
        }
        for (final var resource : node.externalResources) {
            final var link = add(full, "link");
            link.setAttribute("href", resource.href());
            addText(link, resource.description());
        }
    }

    private void addPorts(final Element root, final List<PortDefinition> definitions)
        throws SAXException, IOException {
        final var ports = add(root, "ports");
        int index = 0;
        for (final var port : definitions.stream().filter(PortDefinition::isInput).toList()) {
            index = addPort(ports, port, port.input(), "inPort", "dynInPort", index);
        }
        index = 0;
        for (final var port : definitions.stream().filter(PortDefinition::isOutput).toList()) {
            index = addPort(ports, port, port.output(), "outPort", "dynOutPort", index);
        }
    }

    private int addPort(final Element ports, final PortDefinition port, final PortDefinition.Side side,
        final String fixedTag, final String dynamicTag, final int index) throws SAXException, IOException {
        final var element = add(ports, port.isConfigurable() ? dynamicTag : fixedTag);
        element.setAttribute("name", side.name());
        addText(element, side.description());
        if (port.isConfigurable()) {
            element.setAttribute("insert-before", Integer.toString(index));
            element.setAttribute("group-identifier", port.id());
            element.setAttribute("configurable-via-menu", "false");
            return index;
        }
        element.setAttribute("index", Integer.toString(index));
        return index + 1;
    }

    private void addView(final Element root, final DefaultNode node) throws SAXException, IOException {
        if (node.view().isPresent()) {
            final var view = add(add(root, "views"), "view");
            view.setAttribute("index", "0");
            view.setAttribute("name", node.name);
            addText(view, node.view().get().description);
        }
    }

    private record Option(String title, String description) {
    }

    private static void collectOptions(final Type type, final List<Option> options) {
        for (final var field : ParameterField.of(type)) {
            if (field.isGroup(WidgetGroup.class)) {
                collectOptions(field.type(), options);
            } else {
                field.annotation(Widget.class)
                    .ifPresent(widget -> options.add(new Option(widget.title(), description(widget, field))));
            }
        }
    }

    private static String description(final Widget widget, final ParameterField field) {
        final var parts = new ArrayList<Option>();
        if (field.rawClass().isEnum()) {
            for (final var constant : field.rawClass().getEnumConstants()) {
                final var c = (Enum<?>)constant;
                parts.add(new Option(EnumLabels.title(c), EnumLabels.description(c)));
            }
        }
        field.groupElements(WidgetGroup.class).ifPresent(element -> collectOptions(element, parts));
        return parts.stream().allMatch(part -> part.description.isBlank()) ? widget.description()
            : widget.description() + list(parts);
    }

    private static String list(final List<Option> parts) {
        final var list = new StringBuilder("<ul>");
        for (final var part : parts) {
            list.append("<li><b>").append(escape(part.title)).append("</b>");
            if (!part.description.isBlank()) {
                list.append(": ").append(part.description);
            }
            list.append("</li>");
        }
        return list.append("</ul>").toString();
    }

    private static String escape(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private Element add(final Element parent, final String tag) {
        final var element = document.createElement(tag);
        parent.appendChild(element);
        return element;
    }

    private void addText(final Element parent, final String fragment) throws SAXException, IOException {
        final var parsed = parser.parse(new InputSource(new StringReader("<fragment>" + fragment + "</fragment>")));
        final var children = parsed.getDocumentElement().getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            parent.appendChild(document.importNode(children.item(i), true));
        }
    }
}
