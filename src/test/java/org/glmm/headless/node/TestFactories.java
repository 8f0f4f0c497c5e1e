package org.glmm.headless.node;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

import javax.xml.parsers.DocumentBuilderFactory;

import org.glmm.headless.spi.PortTypeExtensions;
import org.glmm.headless.testnodes.CounterPortObject;
import org.glmm.headless.testnodes.CounterPortObjectSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.node.DefaultModel;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOrRearrangerConsumer;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteConsumer;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.RequirePorts;
import org.knime.node.RequirePorts.PortsAdder;
import org.knime.node.parameters.NodeParameters;

/** Nodes for tests. */
final class TestFactories {

    static final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> UNKNOWN_SPECS = (in, out) -> { };

    static final ExecuteConsumer NOTHING = (in, out) -> { };

    private TestFactories() {
    }

    /** A factory of any node. */
    static final class Factory extends DefaultNodeFactory {

        Factory(final DefaultNode node) {
            super(node);
        }
    }

    /** The step of the ports of a node with ordinary texts. */
    static RequirePorts node() {
        return node("Short.", "<p>Full.</p>");
    }

    static RequirePorts node(final String shortDescription, final String fullDescription) {
        return DefaultNode.create().name("Test node").icon("absent.png").shortDescription(shortDescription)
            .fullDescription(fullDescription).sinceVersion(5, 8, 0);
    }

    static Factory factory(final Consumer<PortsAdder> ports,
        final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure, final ExecuteConsumer execute) {
        return new Factory(node().ports(ports).model(m -> m.withoutParameters().configure(configure).execute(execute)));
    }

    static Factory factory(final Class<? extends NodeParameters> parameters,
        final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure, final ExecuteConsumer execute) {
        return new Factory(node().ports(p -> p.addInputTable("In", "A table.").addOutputTable("Out", "A table."))
            .model(m -> m.parametersClass(parameters).configure(configure).execute(execute)));
    }

    static DefaultModel idle(final DefaultModel.RequireModelParameters model) {
        return model.withoutParameters().configure(UNKNOWN_SPECS).execute(NOTHING);
    }

    /** The type of a port that is no table. */
    static PortType modelPort() {
        final var plugin = """
            <plugin><extension point="%s">
            <portType name="Counter" objectClass="%s" specClass="%s" objectSerializer="%s" specSerializer="%s"/>
            </extension></plugin>""".formatted(PortTypeExtensions.POINT, CounterPortObject.class.getName(),
            CounterPortObjectSpec.class.getName(), CounterPortObject.Serializer.class.getName(),
            CounterPortObjectSpec.Serializer.class.getName());
        try {
            final var document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(plugin.getBytes(StandardCharsets.UTF_8)));
            PortTypeExtensions.register(document, TestFactories.class.getClassLoader());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return PortTypeRegistry.getInstance().getPortType(CounterPortObject.class);
    }

    static DataTableSpec spec(final String... columns) {
        final var types = new DataType[columns.length];
        Arrays.fill(types, DoubleCell.TYPE);
        return new DataTableSpec(columns, types);
    }

    static BufferedDataTable table(final ExecutionContext context, final int rows, final String... columns) {
        final var container = context.createDataContainer(spec(columns));
        for (int row = 0; row < rows; row++) {
            final var values = new double[columns.length];
            Arrays.fill(values, row);
            container.addRowToTable(new DefaultRow("Row" + row, values));
        }
        container.close();
        return container.getTable();
    }
}
