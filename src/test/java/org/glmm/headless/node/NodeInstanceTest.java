package org.glmm.headless.node;

import static org.glmm.headless.node.TestFactories.NOTHING;
import static org.glmm.headless.node.TestFactories.UNKNOWN_SPECS;
import static org.glmm.headless.node.TestFactories.factory;
import static org.glmm.headless.node.TestFactories.node;
import static org.glmm.headless.node.TestFactories.spec;
import static org.glmm.headless.node.TestFactories.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.glmm.headless.TestContexts;
import org.glmm.headless.node.TestFactories.Factory;
import org.glmm.headless.spi.ExecutionContexts;
import org.glmm.headless.spi.NodeAccess;
import org.glmm.headless.spi.NodeInstance;
import org.glmm.headless.spi.NodeMessages;
import org.glmm.headless.spi.ProgressMonitor;
import org.glmm.headless.testnodes.CounterPortObject;
import org.glmm.headless.testnodes.CounterPortObjectSpec;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.RequirePorts.PortsAdder;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;

/** The life of a node: settings, configure, execute, warnings. */
class NodeInstanceTest {

    private static final Consumer<PortsAdder> IN_OUT =
        p -> p.addInputTable("In", "A table.").addOutputTable("Out", "A table.");

    private static final Consumer<PortsAdder> MODEL_AND_TABLE = p -> p
        .addInputPort("Model", "A model.", TestFactories.modelPort()).addInputTable("In", "A table.");

    private final ExecutionContext context = TestContexts.create();

    static final class Parameters implements NodeParameters {

        static final AtomicInteger VALIDATIONS = new AtomicInteger();

        String m_column = "none";

        int m_factor = 1;

        Parameters() {
        }

        private Parameters(final NodeParametersInput input) {
            m_column = input.getInTableSpec(0).map(spec -> spec.getColumnSpec(0).getName()).orElse("unknown");
        }

        @Override
        public void validate() throws InvalidSettingsException {
            VALIDATIONS.incrementAndGet();
            if (m_factor < 0) {
                throw new InvalidSettingsException("The factor must not be negative.");
            }
        }
    }

    private static NodeSettings settings(final String column, final int factor) {
        final var settings = new NodeSettings("model");
        settings.addString("column", column);
        settings.addInt("factor", factor);
        return settings;
    }

    /** A node that names its output column after its parameter. */
    private static NodeInstance renaming() {
        return NodeAccess.of(factory(Parameters.class,
            (in, out) -> out.setOutSpec(0, spec(in.<Parameters>getParameters().m_column)), NOTHING));
    }

    private static String configured(final NodeInstance node) throws InvalidSettingsException {
        final var specs = node.configure(new PortObjectSpec[]{spec("first", "second")});
        return ((DataTableSpec)specs[0]).getColumnSpec(0).getName();
    }

    /** Configures a node for its inputs and executes it. */
    private static PortObject[] execute(final NodeInstance node, final ExecutionContext context,
        final PortObject... objects) throws Exception {
        node.configure(Stream.of(objects).map(PortObject::getSpec).toArray(PortObjectSpec[]::new));
        return node.execute(objects, context);
    }

    @Test
    void theFirstConfigurationChoosesParametersForTheInputs() throws InvalidSettingsException {
        final var node = renaming();
        assertEquals("first", configured(node));
        final var saved = new NodeSettings("model");
        node.saveSettings(saved);
        assertEquals("first", saved.getString("column"));
    }

    @Test
    void aNewNodeSavesTheDefaultsAndStillChoosesParametersLater() throws InvalidSettingsException {
        final var node = renaming();
        final var saved = new NodeSettings("model");
        node.saveSettings(saved);
        assertEquals("none", saved.getString("column"));
        assertEquals("first", configured(node));
    }

    @Test
    void loadedParametersAreUsed() throws InvalidSettingsException {
        final var node = renaming();
        node.loadSettings(settings("loaded", 2));
        assertEquals("loaded", configured(node));
    }

    @Test
    void parametersAreValidatedWhenLoaded() throws InvalidSettingsException {
        final var node = renaming();
        final var before = Parameters.VALIDATIONS.get();
        node.loadSettings(settings("a", 1));
        assertEquals(before + 1, Parameters.VALIDATIONS.get());
        final var refusal = assertThrows(InvalidSettingsException.class, () -> node.loadSettings(settings("b", -1)));
        assertEquals("The factor must not be negative.", refusal.getMessage());
        assertEquals("a", configured(node));
    }

    @Test
    void anAbsentKeyOrAnotherTypeIsRefusedAndAnExtraKeyIgnored() throws InvalidSettingsException {
        final var node = renaming();
        final var absent = new NodeSettings("model");
        absent.addString("column", "a");
        assertThrows(InvalidSettingsException.class, () -> node.validateSettings(absent));
        final var otherType = new NodeSettings("model");
        otherType.addString("column", "a");
        otherType.addLong("factor", 1);
        assertThrows(InvalidSettingsException.class, () -> node.validateSettings(otherType));
        final var extra = settings("a", 1);
        extra.addString("extra", "ignored");
        node.loadSettings(extra);
        assertEquals("a", configured(node));
    }

    @Test
    void outSpecsNotSetAreUnknown() throws InvalidSettingsException {
        final var node = NodeAccess.of(factory(IN_OUT, UNKNOWN_SPECS, NOTHING));
        assertArrayEquals(new PortObjectSpec[1], node.configure(new PortObjectSpec[]{spec("x")}));
    }

    @Test
    void fewerOutSpecsLeaveTheRestUnknownAndMoreAreRefused() throws InvalidSettingsException {
        final Consumer<PortsAdder> twoOut = p -> p.addOutputTable("A", "A.").addOutputTable("B", "B.");
        final var one = spec("x");
        final var fewer = NodeAccess.of(factory(twoOut, (in, out) -> out.setOutSpecs(one), NOTHING));
        assertArrayEquals(new PortObjectSpec[]{one, null}, fewer.configure(new PortObjectSpec[0]));
        final var more = NodeAccess.of(factory(twoOut, (in, out) -> out.setOutSpecs(one, one, one), NOTHING));
        assertThrows(IndexOutOfBoundsException.class, () -> more.configure(new PortObjectSpec[0]));
        final var beyond = NodeAccess.of(factory(twoOut, (in, out) -> out.setOutSpec(2, one), NOTHING));
        assertThrows(IndexOutOfBoundsException.class, () -> beyond.configure(new PortObjectSpec[0]));
    }

    @Test
    void specsOfTablesCastEveryPort() {
        final PortObjectSpec[] specs = {new CounterPortObjectSpec(), spec("x")};
        final var all = NodeAccess.of(factory(MODEL_AND_TABLE, (in, out) -> in.getInTableSpecs(), NOTHING));
        assertThrows(ClassCastException.class, () -> all.configure(specs));
        final var wrong = NodeAccess.of(factory(MODEL_AND_TABLE, (in, out) -> in.getInTableSpec(0), NOTHING));
        assertThrows(ClassCastException.class, () -> wrong.configure(specs));
    }

    @Test
    void indicesAreThoseOfThePorts() throws InvalidSettingsException {
        final PortObjectSpec[] specs = {new CounterPortObjectSpec(), spec("x")};
        final var node = NodeAccess.of(factory(MODEL_AND_TABLE, (in, out) -> {
            assertSame(specs[0], in.getInPortSpec(0));
            assertSame(specs[1], in.getInTableSpec(1));
        }, NOTHING));
        node.configure(specs);
    }

    @Test
    void tablesCastEveryPort() throws Exception {
        final PortObject[] objects = {new CounterPortObject(), table(context, 1, "x")};
        final var all = NodeAccess.of(factory(MODEL_AND_TABLE, UNKNOWN_SPECS, (in, out) -> in.getInTables()));
        assertThrows(ClassCastException.class, () -> execute(all, context, objects));
        final var right = NodeAccess.of(
            factory(MODEL_AND_TABLE, UNKNOWN_SPECS, (in, out) -> assertSame(objects[1], in.getInTable(1))));
        execute(right, context, objects);
    }

    @Test
    void aSpecOfAnotherClassIsRefused() {
        final var node = NodeAccess.of(factory(MODEL_AND_TABLE, UNKNOWN_SPECS, NOTHING));
        final var refusal = assertThrows(InvalidSettingsException.class,
            () -> node.configure(new PortObjectSpec[]{new CounterPortObjectSpec(), new CounterPortObjectSpec()}));
        assertEquals("Incompatible port spec at port 1, expected: DataTableSpec, actual: CounterPortObjectSpec",
            refusal.getMessage());
    }

    @Test
    void anOutputThatIsNotSetFails() {
        final var node = NodeAccess.of(factory(IN_OUT, UNKNOWN_SPECS, NOTHING));
        final var failure = assertThrows(IllegalStateException.class,
            () -> execute(node, context, table(context, 1, "x")));
        assertEquals("Invalid result. Execution failed, reason: data at output 0 is null.", failure.getMessage());
    }

    @Test
    void anOutputOfAnotherClassFails() {
        final var node = NodeAccess.of(factory(p -> p.addOutputTable("Out", "A table."), UNKNOWN_SPECS,
            (in, out) -> out.setOutData(0, new CounterPortObject())));
        assertThrows(IllegalStateException.class, () -> execute(node, context));
    }

    @Test
    void tooManyOutputsFail() {
        final var node = NodeAccess.of(factory(p -> p.addOutputTable("Out", "A table."), UNKNOWN_SPECS,
            (in, out) -> out.setOutData(table(context, 1, "x"), table(context, 1, "x"))));
        assertThrows(IndexOutOfBoundsException.class, () -> execute(node, context));
    }

    @Test
    void warningsAreThoseOfTheLatestCall() throws Exception {
        final var node = NodeAccess.of(factory(IN_OUT, (in, out) -> out.setWarningMessage("configured"),
            (in, out) -> out.setOutData(0, in.getInTable(0))));
        node.configure(new PortObjectSpec[]{spec("x")});
        assertEquals(Optional.of("configured"), node.warning());
        node.execute(new PortObject[]{table(context, 1, "x")}, context);
        assertEquals(Optional.empty(), node.warning());
    }

    @Test
    void anEmptyTableGivesAWarningUnlessThereIsOne() throws Exception {
        final var empty = table(context, 0, "x");
        final var silent = NodeAccess.of(factory(IN_OUT, UNKNOWN_SPECS, (in, out) -> out.setOutData(in.getInTable(0))));
        execute(silent, context, empty);
        assertEquals(Optional.of("Node created an empty data table."), silent.warning());
        final var warning = NodeAccess.of(factory(IN_OUT, UNKNOWN_SPECS, (in, out) -> {
            out.setOutData(in.getInTable(0));
            out.setWarningMessage("own");
        }));
        execute(warning, context, empty);
        assertEquals(Optional.of("own"), warning.warning());
    }

    @Test
    void aTableThatDiffersFromTheConfiguredSpecGivesAWarning() throws Exception {
        final var node = NodeAccess.of(factory(IN_OUT, (in, out) -> out.setOutSpecs(spec("promised")),
            (in, out) -> out.setOutData(in.getInTable(0))));
        node.configure(new PortObjectSpec[]{spec("x")});
        node.execute(new PortObject[]{table(context, 1, "x")}, context);
        assertEquals(Optional.of("DataSpec generated by configure does not match spec after execution."),
            node.warning());
        node.execute(new PortObject[]{table(context, 1, "promised")}, context);
        assertEquals(Optional.empty(), node.warning());
    }

    @Test
    void aNodeIsNotExecutedBeforeItIsConfigured() {
        final var idle = NodeAccess.of(factory(p -> p.addInputTable("In", "A table."), UNKNOWN_SPECS, NOTHING));
        final PortObject[] input = {table(context, 1, "x")};
        assertThrows(IllegalStateException.class, () -> idle.execute(input, context));
        final var refusing = NodeAccess.of(factory(p -> p.addInputTable("In", "A table."), (in, out) -> {
            throw new InvalidSettingsException("no");
        }, NOTHING));
        assertThrows(InvalidSettingsException.class, () -> refusing.configure(new PortObjectSpec[]{spec("x")}));
        assertThrows(IllegalStateException.class, () -> refusing.execute(input, context));
    }

    @Test
    void aNodeIsNotConfiguredWithoutASpec() {
        final var node = NodeAccess.of(factory(IN_OUT, UNKNOWN_SPECS, NOTHING));
        assertThrows(IllegalArgumentException.class, () -> node.configure(new PortObjectSpec[1]));
        assertThrows(IllegalArgumentException.class, () -> node.configure(new PortObjectSpec[0]));
    }

    @Test
    void internalDataIsKeptUntilReset() throws Exception {
        final var node = NodeAccess.of(factory(p -> p.addInputTable("In", "A table."), UNKNOWN_SPECS,
            (in, out) -> out.setInternalData(in.getInTable(0))));
        assertTrue(node.internalObjects().isEmpty());
        final var table = table(context, 1, "x");
        execute(node, context, table);
        assertArrayEquals(new PortObject[]{table}, node.internalObjects().orElseThrow());
        node.reset();
        assertTrue(node.internalObjects().isEmpty());
    }

    @Test
    void aCancelledExecutionEndsEvenIfTheNodeDoesNotAsk() {
        final var cancelled = new boolean[1];
        final var stoppable = ExecutionContexts.create(new ProgressMonitor() {
            @Override
            public void progress(final double fraction, final Supplier<String> message) {
                assertTrue(Double.isNaN(fraction) || fraction >= 0);
            }

            @Override
            public boolean isCanceled() {
                return cancelled[0];
            }
        });
        final var node = NodeAccess.of(factory(p -> p.addInputTable("In", "A table."), UNKNOWN_SPECS,
            (in, out) -> cancelled[0] = true));
        assertThrows(CanceledExecutionException.class, () -> execute(node, stoppable, table(context, 1, "x")));
    }

    @Test
    void rearrangedColumnsAreConfiguredAndExecuted() throws Exception {
        final var node = NodeAccess.of(new Factory(node().ports(IN_OUT)
            .model(m -> m.withoutParameters().rearrangeColumns((in, out) -> {
                final var rearranger = new ColumnRearranger(in.getDataTableSpec());
                rearranger.keepOnly("b");
                out.setColumnRearranger(rearranger);
            }))));
        final var configured = (DataTableSpec)node.configure(new PortObjectSpec[]{spec("a", "b")})[0];
        assertArrayEquals(new String[]{"b"}, configured.getColumnNames());
        final var result = (BufferedDataTable)node.execute(new PortObject[]{table(context, 3, "a", "b")}, context)[0];
        assertEquals(3, result.size());
        assertArrayEquals(new String[]{"b"}, result.getDataTableSpec().getColumnNames());
    }

    @Test
    void rearrangingNeedsARearranger() {
        final var never = NodeAccess.of(new Factory(
            node().ports(IN_OUT).model(m -> m.withoutParameters().rearrangeColumns((in, out) -> { }))));
        assertThrows(InvalidSettingsException.class, () -> never.configure(new PortObjectSpec[]{spec("x")}));
        final var none = NodeAccess.of(new Factory(node().ports(IN_OUT)
            .model(m -> m.withoutParameters().rearrangeColumns((in, out) -> out.setColumnRearranger(null)))));
        assertThrows(IllegalArgumentException.class, () -> none.configure(new PortObjectSpec[]{spec("x")}));
    }

    @Test
    void aNodeWithoutParametersHasNone() throws InvalidSettingsException {
        final var node =
            NodeAccess.of(factory(IN_OUT, (in, out) -> assertNull(in.<Parameters>getParameters()), NOTHING));
        node.configure(new PortObjectSpec[]{spec("x")});
        final var saved = new NodeSettings("model");
        node.saveSettings(saved);
        assertTrue(saved.keySet().isEmpty());
    }

    @Test
    void failuresAreToldAsKnimeTellsThem() {
        assertEquals("Execute failed: Long text", NodeMessages.executeFailed(new IllegalStateException("Long text")));
        assertEquals("Execute failed: (\"IllegalStateException\"): oh",
            NodeMessages.executeFailed(new IllegalStateException("oh")));
        assertEquals("Execute failed: (\"NullPointerException\"): null",
            NodeMessages.executeFailed(new NullPointerException()));
        assertEquals("The column is missing.",
            NodeMessages.executeFailed(KNIMEException.of(Message.fromSummary("The column is missing."))));
    }
}
