package org.glmm.headless.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.knime.core.node.NodeFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Finds violations of the schema of node descriptions (version 5.3), which KNIME only logs. */
public final class DescriptionCheck {

    private static final Set<String> FONT = Set.of("b", "i", "u", "tt", "s");
    private static final Set<String> PHRASE = Set.of("em", "code", "samp", "sup", "sub");
    private static final Set<String> LISTS = Set.of("ul", "ol", "dl");
    private static final Set<String> INLINE = union(FONT, PHRASE, Set.of("a", "br"));
    private static final Set<String> DESCRIPTION = union(INLINE, LISTS);
    private static final Set<String> EXTENDED = union(DESCRIPTION, Set.of("p", "hr", "pre"));
    private static final Set<String> INTRO = union(EXTENDED, Set.of("h3", "h4", "table"));
    private static final Set<String> NOT_EMPTY = Set.of("tab", "ul", "ol", "dl", "table", "tr");
    private static final Set<String> ELEMENTS_ONLY =
        union(NOT_EMPTY, Set.of("knimeNode", "fullDescription", "ports", "views", "keywords", "br"));
    private static final Set<String> PORTS = Set.of("inPort", "outPort", "dynInPort", "dynOutPort");
    private static final Set<String> NAMED = union(PORTS, Set.of("tab", "option", "view"));

    private static final Map<String, Set<String>> CHILDREN = new HashMap<>();

    static {
        CHILDREN.put("knimeNode", Set.of("name", "shortDescription", "fullDescription", "ports", "views", "keywords"));
        CHILDREN.put("fullDescription", Set.of("intro", "tab", "link"));
        CHILDREN.put("tab", Set.of("option"));
        CHILDREN.put("ports", PORTS);
        CHILDREN.put("views", Set.of("view"));
        CHILDREN.put("keywords", Set.of("keyword"));
        Stream.of("name", "shortDescription", "link", "keyword", "hr", "br")
            .forEach(tag -> CHILDREN.put(tag, Set.of()));
        Stream.of("intro", "dd", "td", "th").forEach(tag -> CHILDREN.put(tag, INTRO));
        union(PORTS, Set.of("option", "view")).forEach(tag -> CHILDREN.put(tag, EXTENDED));
        Stream.of("p", "li").forEach(tag -> CHILDREN.put(tag, DESCRIPTION));
        Stream.of("dt", "h3", "h4", "b", "i", "em", "u", "code", "tt", "s", "samp", "sup", "sub")
            .forEach(tag -> CHILDREN.put(tag, INLINE));
        CHILDREN.put("a", union(FONT, PHRASE));
        CHILDREN.put("pre", union(FONT, Set.of("a", "br", "em", "code", "samp")));
        CHILDREN.put("ul", Set.of("li"));
        CHILDREN.put("ol", Set.of("li"));
        CHILDREN.put("dl", Set.of("dt", "dd"));
        CHILDREN.put("table", Set.of("tr"));
        CHILDREN.put("tr", Set.of("th", "td"));
    }

    private final List<String> faults = new ArrayList<>();

    private DescriptionCheck() {
    }

    /**
     * @param factory a factory
     * @throws AssertionError if its description violates the schema
     */
    public static void check(final NodeFactory<?> factory) {
        assertEquals(List.of(), faults(factory.getXMLDescription()),
            () -> "faults in the description of " + factory.getClass().getName());
    }

    /**
     * @param description element {@code knimeNode}
     * @return one sentence per violation
     */
    public static List<String> faults(final Element description) {
        final var check = new DescriptionCheck();
        check.visit(description);
        return check.faults;
    }

    private void visit(final Element element) {
        final var tag = element.getTagName();
        final var allowed = CHILDREN.get(tag);
        if (NAMED.contains(tag) && element.getAttribute("name").isBlank()) {
            faults.add(path(element) + " has no name");
        }
        if (Set.of("a", "link").contains(tag) && !element.hasAttribute("href")) {
            faults.add(path(element) + " has no href");
        }
        if (NOT_EMPTY.contains(tag) && element.getElementsByTagName("*").getLength() == 0) {
            faults.add(path(element) + " is empty");
        }
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element e) {
                if (allowed.contains(e.getTagName())) {
                    visit(e);
                } else {
                    faults.add(path(e) + " is not allowed here");
                }
            } else if (ELEMENTS_ONLY.contains(tag) && child.getNodeType() == Node.TEXT_NODE
                && !child.getNodeValue().isBlank()) {
                faults.add(path(element) + " cannot have the text \"" + child.getNodeValue().strip() + "\"");
            }
        }
    }

    private static String path(final Element element) {
        final var name = element.getAttribute("name").isBlank() ? "" : "[" + element.getAttribute("name") + "]";
        return (element.getParentNode() instanceof Element parent ? path(parent) + "/" : "") + element.getTagName()
            + name;
    }

    @SafeVarargs
    private static Set<String> union(final Set<String>... sets) {
        return Stream.of(sets).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }
}
