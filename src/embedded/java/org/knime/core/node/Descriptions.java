package org.knime.core.node;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads the XML of a node description. */
final class Descriptions {

    private Descriptions() {
    }

    static Optional<String> text(final Element parent, final String tag) {
        return children(parent, tag).map(Node::getTextContent).findFirst();
    }

    static String[] keywords(final Element description) {
        return children(description, "keywords").flatMap(list -> children(list, "keyword")).map(Node::getTextContent)
            .toArray(String[]::new);
    }

    /** The fixed or configurable port, in the order of the description. */
    static Optional<Element> port(final Element description, final String tag, final int index) {
        final var both = List.of(tag, "dyn" + Character.toUpperCase(tag.charAt(0)) + tag.substring(1));
        return children(description, "ports").flatMap(Descriptions::elements)
            .filter(port -> both.contains(port.getTagName())).skip(index).findFirst();
    }

    private static Stream<Element> children(final Element parent, final String tag) {
        return elements(parent).filter(child -> child.getTagName().equals(tag));
    }

    private static Stream<Element> elements(final Element parent) {
        final var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).filter(Element.class::isInstance)
            .map(Element.class::cast);
    }
}
