package org.glmm.headless.node;

import static org.glmm.headless.node.TestFactories.NOTHING;
import static org.glmm.headless.node.TestFactories.UNKNOWN_SPECS;
import static org.glmm.headless.node.TestFactories.node;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.glmm.headless.node.TestFactories.Factory;
import org.glmm.headless.spi.NodeAccess;
import org.glmm.headless.spi.NodePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultNode;
import org.knime.node.RequirePorts.PortsAdder;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.choices.Label;
import org.w3c.dom.Element;

/** What a factory of a fluently described node accepts, refuses and tells. */
class DefaultNodeFactoryTest {

    private static final Consumer<PortsAdder> IN_OUT =
        p -> p.addInputTable("In", "A <b>table</b>.").addOutputTable("Out", "Another.");

    private static DefaultNode idle(final Consumer<PortsAdder> ports) {
        return node().ports(ports).model(TestFactories::idle);
    }

    @Test
    void portsHaveTheNamesDescriptionsAndTypesOfTheDefinition() {
        final var instance = NodeAccess.of(new Factory(idle(IN_OUT)));
        assertEquals("Test node", instance.name());
        assertEquals(List.of(new NodePort("In", "A table.", BufferedDataTable.TYPE)), instance.inPorts());
        assertEquals(List.of(new NodePort("Out", "Another.", BufferedDataTable.TYPE)), instance.outPorts());
        assertEquals(List.of("In", "Out"), instance.portGroups().stream().map(group -> group.id()).toList());
    }

    @Test
    void equalNamesOfAnInputAndAnOutputAreRefusedWhenTheFactoryIsMade() {
        final var node = idle(p -> p.addInputTable("Data", "In.").addOutputTable("Data", "Out."));
        final var refusal = assertThrows(IllegalArgumentException.class, () -> new Factory(node));
        assertTrue(refusal.getMessage().startsWith("A port group with the given name already exists"));
    }

    @Test
    void equalNamesOfTwoInputsAreRefused() {
        final var node = idle(p -> p.addInputTable("Data", "1").addInputTable("Data", "2"));
        assertThrows(IllegalArgumentException.class, () -> new Factory(node));
    }

    @Test
    void anEmptyPortNameIsRefused() {
        final var node = idle(p -> p.addInputTable("", "A table."));
        assertThrows(IllegalArgumentException.class, () -> new Factory(node));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a < b", "R&D", "<p>open", "<b><i>crossed</b></i>", "&nbsp;"})
    void illFormedTextsAreRefused(final String text) {
        assertIllFormed(node(text, "Full.").ports(IN_OUT).model(TestFactories::idle));
        assertIllFormed(node("Short.", text).ports(IN_OUT).model(TestFactories::idle));
        assertIllFormed(idle(p -> p.addInputTable("In", text)));
        assertIllFormed(idle(p -> p.addOutputTable("Out", text)));
        assertIllFormed(idle(IN_OUT).addExternalResource("https://example.org", text));
        assertIllFormed(idle(IN_OUT).addView(v -> v.withoutParameters().description(text)
            .page(page -> page.fromString(() -> "<html/>").relativePath("view.html"))));
    }

    private static void assertIllFormed(final DefaultNode node) {
        final var refusal = assertThrows(IllegalStateException.class, () -> new Factory(node));
        assertEquals("Problem creating node description", refusal.getMessage());
    }

    static final class IllFormedOption implements NodeParameters {
        @Widget(title = "Limit", description = "Rows with x < limit.")
        int m_limit;
    }

    @Test
    void anIllFormedDescriptionOfAnOptionIsRefused() {
        assertIllFormed(node().ports(IN_OUT)
            .model(m -> m.parametersClass(IllFormedOption.class).configure(UNKNOWN_SPECS).execute(NOTHING)));
    }

    @Test
    void namesAreTextsNotMarkup() {
        final var factory = new Factory(DefaultNode.create().name("A & B").icon("x.png").shortDescription("S")
            .fullDescription("F").sinceVersion(5, 8, 0).ports(p -> p.addInputTable("x < y", "A table."))
            .model(TestFactories::idle));
        assertEquals("A & B", factory.getNodeName());
        assertEquals("x < y", factory.getInportName(0));
    }

    @Test
    void theTypeFollowsFromThePortsUnlessGiven() {
        assertEquals(NodeType.Source, new Factory(idle(p -> p.addOutputTable("Out", "A table."))).getType());
        assertEquals(NodeType.Sink, new Factory(idle(p -> p.addInputTable("In", "A table."))).getType());
        assertEquals(NodeType.Manipulator, new Factory(idle(IN_OUT)).getType());
        assertEquals(NodeType.Learner, new Factory(idle(IN_OUT).nodeType(NodeType.Learner)).getType());
    }

    @Test
    void aSecondTypeViewOrListOfKeywordsIsRefused() {
        final var node = idle(IN_OUT).nodeType(NodeType.Learner).keywords("mixed", "model");
        assertThrows(IllegalStateException.class, () -> node.nodeType(NodeType.Learner));
        assertThrows(IllegalStateException.class, () -> node.keywords("more"));
        addView(node);
        assertThrows(UnsupportedOperationException.class, () -> addView(node));
        assertArrayEquals(new String[]{"mixed", "model"}, new Factory(node).getKeywords());
    }

    private static DefaultNode addView(final DefaultNode node) {
        return node.addView(v -> v.withoutParameters().description("A view.")
            .page(page -> page.fromString(() -> "<html/>").relativePath("view.html")));
    }

    @Test
    void aNodeHasAViewAfterOneWasAdded() {
        assertFalse(new Factory(idle(IN_OUT)).hasNodeView());
        assertTrue(new Factory(addView(idle(IN_OUT))).hasNodeView());
    }

    @Test
    void nullKeywordsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> idle(IN_OUT).keywords("a", null));
    }

    @Test
    void aMissingIconIsTolerated() {
        assertNull(new Factory(idle(IN_OUT)).getIcon());
    }

    @Test
    void onlyANodeWithParametersHasADialog() {
        assertFalse(new Factory(idle(IN_OUT)).hasNodeDialog());
        assertTrue(TestFactories.factory(Documented.class, UNKNOWN_SPECS, NOTHING).hasNodeDialog());
    }

    enum Colour {
        @Label(value = "Red & hot", description = "The <i>first</i>.")
        RED, DARK_BLUE
    }

    static final class Documented implements NodeParameters {
        @Widget(title = "Colour", description = "A colour.")
        Colour m_colour = Colour.RED;

        Nested m_nested = new Nested();

        @Widget(title = "Terms", description = "The terms.")
        @ArrayWidget(elementTitle = "Term")
        Term[] m_terms = {};

        int m_notShown;

        static final class Nested implements WidgetGroup, Persistable {
            @Widget(title = "Inner", description = "Inside a group.")
            String m_inner = "";
        }

        static final class Term implements WidgetGroup, Persistable {
            @Widget(title = "Column", description = "A column.")
            String m_column = "";
        }
    }

    @Test
    void optionsAreDescribedByTheParameters() {
        final var factory = TestFactories.factory(Documented.class, UNKNOWN_SPECS, NOTHING);
        final var options = factory.getXMLDescription().getElementsByTagName("option");
        assertEquals(3, options.getLength());
        assertOption("Colour", "A colour.Red & hot: The first.Dark blue", (Element)options.item(0));
        assertOption("Inner", "Inside a group.", (Element)options.item(1));
        assertOption("Terms", "The terms.Column: A column.", (Element)options.item(2));
        DescriptionCheck.check(factory);
    }

    private static void assertOption(final String name, final String text, final Element option) {
        assertEquals(name, option.getAttribute("name"));
        assertEquals(text, option.getTextContent());
    }

    @Test
    void violationsOfTheSchemaAreFound() {
        final var node = node("A <b>bold</b> word", "<p>A <p>nested</p></p><div>no</div><ul>text</ul>")
            .ports(p -> p.addInputTable(" ", "<h3>no heading here</h3>")).model(TestFactories::idle);
        assertEquals(List.of("knimeNode/shortDescription/b is not allowed here",
            "knimeNode/fullDescription/intro/p/p is not allowed here",
            "knimeNode/fullDescription/intro/div is not allowed here", "knimeNode/fullDescription/intro/ul is empty",
            "knimeNode/fullDescription/intro/ul cannot have the text \"text\"", "knimeNode/ports/inPort has no name",
            "knimeNode/ports/inPort/h3 is not allowed here"),
            DescriptionCheck.faults(new Factory(node).getXMLDescription()));
    }

    @Test
    void aPortOfAnOptionalGroupIsThereWhenItWasAdded() {
        final var factory = new Factory(node()
            .dynamicPorts(p -> p
                .addInputPortGroup("data",
                    g -> g.name("Data").description("A table.").fixed(BufferedDataTable.TYPE))
                .addInputPortGroup("more",
                    g -> g.name("More").description("More data.").optional().supportedTypes(BufferedDataTable.TYPE)))
            .model(TestFactories::idle));
        assertEquals(1, NodeAccess.of(factory).inPorts().size());
        final var extended = NodeAccess.of(factory, Map.of("more", List.of(BufferedDataTable.TYPE)));
        assertEquals(List.of("Data", "More"), extended.inPorts().stream().map(NodePort::name).toList());
        assertThrows(IllegalArgumentException.class,
            () -> NodeAccess.of(factory, Map.of("more", List.of(PortObject.TYPE))));
        assertThrows(IllegalArgumentException.class, () -> NodeAccess.of(factory,
            Map.of("more", List.of(BufferedDataTable.TYPE, BufferedDataTable.TYPE))));
    }

    @Test
    void extendableAndBoundGroupsHaveTheirFixedAndInitialPorts() {
        final var table = BufferedDataTable.TYPE;
        final var factory = new Factory(node().dynamicPorts(p -> p
            .addInputPortGroup("in", g -> g.name("In").description("Tables.").extendable().supportedTypes(table)
                .fixedTypes(table).defaultNonFixedTypes(table))
            .addOutputPortGroup("out", g -> g.name("Out").description("Tables.").boundExtendable("in").fixedNumPorts(2)
                .defaultNumPorts(1)))
            .model(TestFactories::idle));
        final var instance = NodeAccess.of(factory);
        assertEquals(2, instance.inPorts().size());
        assertEquals(3, instance.outPorts().size());
        assertTrue(instance.portGroups().get(0).configurable());
    }

    @Test
    void rearrangingColumnsNeedsOneTableInAndOneTableOut() {
        final var node = node()
            .ports(p -> p.addInputPort("Model", "A model.", TestFactories.modelPort()).addInputTable("In", "A table.")
                .addOutputTable("Out", "A table."))
            .model(m -> m.withoutParameters().rearrangeColumns((in, out) -> { }));
        final var factory = new Factory(node);
        assertThrows(IllegalStateException.class, () -> NodeAccess.of(factory));
        assertNotNull(NodeAccess.of(new Factory(
            node().ports(IN_OUT).model(m -> m.withoutParameters().rearrangeColumns((in, out) -> { })))));
    }
}
