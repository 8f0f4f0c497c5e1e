package org.glmm.headless.run;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.glmm.headless.spi.ExecutionContexts;
import org.glmm.headless.spi.NodeMessages;
import org.glmm.headless.spi.PortObjects;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.KNIMEException.KNIMERuntimeException;
import org.knime.core.node.port.PortObject;

/**
 * Configures and executes the nodes of a workflow one after the other, as KNIME's workflow manager would: a node is
 * configured only when all its input specs are known, model objects are written and read again before each consumer, a
 * failed node does not stop independent branches, and its successors stay unexecuted.
 */
public final class WorkflowRunner {

    private final Workflow m_workflow;

    private final Console m_console;

    private final List<WorkflowNode> m_nodes;

    private final Map<WorkflowNode, String> m_lastWarnings = new HashMap<>();

    private volatile boolean m_canceled;

    private volatile NodeProgress m_progress;

    private volatile Thread m_thread;

    /**
     * @param workflow the workflow
     * @param console takes progress, states, warnings and errors
     */
    public WorkflowRunner(final Workflow workflow, final Console console) {
        m_workflow = workflow;
        m_console = console;
        m_nodes = workflow.inOrder();
    }

    /** Configures every node whose input specs are known without execution, and prints the states. */
    public void configureAll() {
        for (var node : m_nodes) {
            if (node.isLoaded()) {
                configure(node, m_console::warn);
            }
            m_console.info(node.label() + ": " + node.state());
        }
    }

    /**
     * Executes all nodes.
     *
     * @return whether every node was executed, those that could not be read included
     */
    public boolean executeAll() {
        m_thread = Thread.currentThread();
        m_nodes.stream().filter(WorkflowNode::isLoaded).forEach(node -> configure(node, message -> { }));
        for (var node : m_nodes) {
            if (m_canceled) {
                break;
            }
            if (isReady(node) && configure(node, m_console::error)) {
                execute(node);
            }
        }
        m_thread = null;
        return summarize();
    }

    /** Cancels the run: the node in execution is told to stop, the others are not started. May be called any time. */
    public void cancel() {
        m_canceled = true;
        final var progress = m_progress;
        if (progress != null) {
            progress.cancel();
        }
        final var thread = m_thread;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** @return whether the run was cancelled */
    public boolean isCanceled() {
        return m_canceled;
    }

    private boolean isReady(final WorkflowNode node) {
        if (!node.isLoaded()) {
            return false;
        }
        final var unconnected = firstUnconnectedInput(node);
        if (unconnected >= 0) {
            m_console.error(node.label() + ": input port " + (unconnected + 1) + " ("
                + node.node().inputs().get(unconnected).name() + ") is not connected.");
            return false;
        }
        return node.sources().stream().allMatch(source -> source.node().state() == NodeState.EXECUTED);
    }

    private static int firstUnconnectedInput(final WorkflowNode node) {
        final var inputs = node.node().inputs();
        return IntStream.range(0, inputs.size())
            .filter(i -> !inputs.get(i).type().isOptional() && node.source(i + 1) == null).findFirst().orElse(-1);
    }

    /** Takes a one-line message about a node. */
    private interface Printer {
        void print(String message);
    }

    private boolean configure(final WorkflowNode node, final Printer failure) {
        node.reset();
        final var inputs = node.inputSpecs();
        final var ports = node.node().inputs();
        if (IntStream.range(0, inputs.length).anyMatch(i -> inputs[i] == null && !ports.get(i).type().isOptional())) {
            return false;
        }
        try {
            node.applyVariables(m_workflow.variables());
            node.configured(node.node().configure(inputs));
            printWarning(node);
            return true;
        } catch (InvalidSettingsException e) {
            failure.print(node.label() + ": " + e.getMessage());
        } catch (Exception e) {
            failure.print(node.label() + ": " + NodeMessages.configureFailed(e));
        }
        return false;
    }

    private void execute(final WorkflowNode node) {
        m_console.info(node.label() + ": executing");
        final var start = System.nanoTime();
        final var progress = new NodeProgress(m_console, node.label());
        m_progress = progress;
        if (m_canceled) {
            progress.cancel();
        }
        try {
            final var outputs = execute(node, ExecutionContexts.create(progress));
            progress.finish();
            node.executed(outputs);
            printWarning(node);
            m_console.info(node.label() + ": " + node.state() + " in " + seconds(start));
        } catch (Throwable e) {
            progress.finish();
            reportFailure(node, e);
        } finally {
            m_progress = null;
            Thread.interrupted();
        }
    }

    private PortObject[] execute(final WorkflowNode node, final ExecutionContext context) throws Exception {
        final var inputs = node.inputObjects();
        for (var i = 0; i < inputs.length; i++) {
            inputs[i] = inputs[i] == null ? null : PortObjects.copy(inputs[i], context);
        }
        context.checkCanceled();
        final var outputs = node.node().execute(inputs, context);
        context.checkCanceled();
        return outputs;
    }

    private void reportFailure(final WorkflowNode node, final Throwable failure) {
        if (m_canceled || failure instanceof CanceledExecutionException) {
            m_console.warn(node.label() + ": Execution canceled");
            return;
        }
        final var text = node.label() + ": " + message(failure);
        m_console.error(isDefect(failure) ? text + " (" + failure.getClass().getName() + ")" : text);
    }

    private static String message(final Throwable failure) {
        final var cause = failure instanceof KNIMERuntimeException ? failure.getCause() : failure;
        return cause instanceof KNIMEException e ? e.getKNIMEMessage().toLogPrintable()
            : NodeMessages.executeFailed(cause);
    }

    private static boolean isDefect(final Throwable failure) {
        return failure instanceof NullPointerException || failure instanceof IndexOutOfBoundsException
            || failure instanceof ClassCastException || failure instanceof Error;
    }

    private void printWarning(final WorkflowNode node) {
        final var warning = node.node().warning().orElse(null);
        if (warning != null && !Objects.equals(m_lastWarnings.put(node, warning), warning)) {
            m_console.warn(node.label() + ": " + warning);
        }
    }

    private boolean summarize() {
        final var left = m_nodes.stream().filter(node -> node.state() != NodeState.EXECUTED).toList();
        for (var node : left) {
            m_console.info(node.label() + ": " + node.state() + ", not executed" + reason(node));
        }
        final var all = m_nodes.size() + m_workflow.folder().unreadable().size();
        final var executed = m_nodes.size() - left.size();
        m_console.info("Workflow " + (executed == all ? "executed" : "did not execute") + " successfully: "
            + executed + " of " + all + " nodes executed.");
        return executed == all;
    }

    private static String reason(final WorkflowNode node) {
        return node.sources().stream().map(WorkflowNode.Source::node)
            .filter(source -> source.state() != NodeState.EXECUTED).findFirst()
            .map(source -> " because its input comes from " + source.label()).orElse("");
    }

    private static String seconds(final long startNanos) {
        return String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - startNanos) * 1e-9);
    }
}
