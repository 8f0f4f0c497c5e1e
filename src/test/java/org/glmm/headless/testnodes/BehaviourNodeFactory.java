package org.glmm.headless.testnodes;

import java.util.concurrent.CountDownLatch;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;

/** A table-to-table node that does, when executed, what its parameter says. */
public final class BehaviourNodeFactory extends DefaultNodeFactory {

    /** Counted down when a waiting node has started; renewed by the test. */
    public static volatile CountDownLatch s_waiting = new CountDownLatch(1);

    /** What the node does. */
    public enum Behaviour {
        PASS, NO_OUTPUT, OTHER_SPEC, NO_ROWS, FAIL, FAIL_SHORT, FAIL_UNEXPECTEDLY, REFUSE, WAIT, DUPLICATE_ROWS,
        PROGRESS, WARN
    }

    /** The node's parameters. */
    public static final class Parameters implements NodeParameters {

        @Widget(title = "Behaviour", description = "What the node does.")
        Behaviour m_behaviour = Behaviour.PASS;

        @Widget(title = "Number", description = "A number that must not be negative.")
        int m_number = 1;

        @Widget(title = "Text", description = "A text.")
        String m_text = "";

        @Override
        public void validate() throws InvalidSettingsException {
            if (m_number < 0) {
                throw new InvalidSettingsException("The number must not be negative.");
            }
        }
    }

    private static final DataTableSpec SPEC = new DataTableSpec(new String[]{"a"}, new DataType[]{IntCell.TYPE});

    private static final DataTableSpec OTHER_SPEC =
        new DataTableSpec(new String[]{"a"}, new DataType[]{DoubleCell.TYPE});

    private static final DefaultNode NODE = DefaultNode.create().name("Behaviour").icon("none.png")
        .shortDescription("A test node.").fullDescription("A test node.").sinceVersion(5, 8, 0)
        .ports(ports -> ports.addInputTable("In", "The input.").addOutputTable("Out", "The output."))
        .model(model -> model.parametersClass(Parameters.class).configure(BehaviourNodeFactory::configure)
            .execute(BehaviourNodeFactory::execute));

    public BehaviourNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final Parameters parameters = input.getParameters();
        if (input.getInTableSpec(0) == null) {
            throw new AssertionError("configure called without input spec");
        }
        if (parameters.m_behaviour == Behaviour.REFUSE) {
            throw new InvalidSettingsException("There is no column \"z\" in the input.");
        }
        output.setOutSpec(0, parameters.m_behaviour == Behaviour.PASS ? input.getInTableSpec(0) : SPEC);
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        final Parameters parameters = input.getParameters();
        final var context = input.getExecutionContext();
        switch (parameters.m_behaviour) {
            case PASS -> output.setOutData(0, input.getInTable(0));
            case NO_OUTPUT, REFUSE -> output.setOutData(0, (BufferedDataTable)null);
            case OTHER_SPEC -> output.setOutData(0, table(context, OTHER_SPEC, "Row0"));
            case NO_ROWS -> output.setOutData(0, table(context, SPEC));
            case FAIL -> throw new KNIMEException("The column \"x\" is constant; choose another one.");
            case FAIL_SHORT -> throw new IllegalStateException("oh");
            case FAIL_UNEXPECTEDLY -> throw new NullPointerException("nothing there");
            case DUPLICATE_ROWS -> output.setOutData(0, table(context, SPEC, "same", "same"));
            case WAIT -> waitForCancel(context);
            case PROGRESS -> {
                context.setProgress(0.5, "Iteration 1");
                output.setOutData(0, table(context, SPEC, "Row0"));
            }
            case WARN -> {
                output.setWarningMessage("3 rows were skipped.");
                output.setOutData(0, table(context, SPEC, "Row0"));
            }
        }
    }

    private static BufferedDataTable table(final ExecutionContext context, final DataTableSpec spec,
        final String... keys) {
        final var container = context.createDataContainer(spec);
        try {
            for (var key : keys) {
                container.addRowToTable(new DefaultRow(new RowKey(key),
                    spec == OTHER_SPEC ? new DoubleCell(1.5) : new IntCell(1)));
            }
        } finally {
            container.close();
        }
        return container.getTable();
    }

    private static void waitForCancel(final ExecutionContext context) throws CanceledExecutionException {
        s_waiting.countDown();
        while (true) {
            context.checkCanceled();
            Thread.onSpinWait();
        }
    }
}
