package org.glmm.headless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.glmm.headless.BatchArguments.Destination;
import org.glmm.headless.catalog.NodeCatalog;
import org.glmm.headless.plugin.PluginXml;
import org.glmm.headless.run.Console;
import org.glmm.headless.run.UsageException;
import org.glmm.headless.run.Workflow;
import org.glmm.headless.run.WorkflowRunner;
import org.glmm.headless.workflow.FlowVariable;
import org.glmm.headless.workflow.LoadException;
import org.glmm.headless.workflow.WorkflowArchive;
import org.glmm.headless.workflow.WorkflowFolder;
import org.glmm.headless.workflow.WorkflowReader;
import org.glmm.headless.workflow.WorkflowWriter;

/**
 * Loads a workflow folder, executes its nodes and saves it, with the arguments and exit codes of KNIME's batch
 * application. Nodes always start reset; outputs are not saved (see {@link WorkflowWriter}). A node whose settings
 * cannot be loaded is not executed with other settings: it stays unexecuted and the run ends with an execution error.
 */
public final class BatchMain {

    private static final long CANCEL_TIMEOUT_SECONDS = 30;

    private final Console m_console;

    private final ClassLoader m_loader;

    private final CountDownLatch m_finished = new CountDownLatch(1);

    private volatile boolean m_canceled;

    private volatile WorkflowRunner m_runner;

    /**
     * @param console takes everything that is printed
     * @param loader sees the plug-ins, each with a {@code plugin.xml} at a root of the class path
     */
    public BatchMain(final Console console, final ClassLoader loader) {
        m_console = console;
        m_loader = loader;
    }

    /**
     * Runs a workflow and ends the virtual machine with the exit code. Ctrl-C cancels the node in execution.
     *
     * @param arguments see {@link BatchArguments#USAGE}
     */
    public static void main(final String[] arguments) {
        final var console = new Console(System.out, System.err);
        LogLines.install(console);
        final var batch = new BatchMain(console, BatchMain.class.getClassLoader());
        Runtime.getRuntime().addShutdownHook(new Thread(batch::stop, "stop"));
        final var exitCode = batch.run(arguments);
        System.exit(exitCode.value());
    }

    private void stop() {
        if (m_finished.getCount() == 0) {
            return;
        }
        m_console.warn("Stopping ...");
        cancel();
        try {
            m_finished.await(CANCEL_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.EXECUTION_ERROR.value());
    }

    /** Cancels the run from another thread. */
    public void cancel() {
        m_canceled = true;
        final var runner = m_runner;
        if (runner != null) {
            runner.cancel();
        }
    }

    /**
     * Runs a workflow.
     *
     * @param arguments see {@link BatchArguments#USAGE}
     * @return the exit code
     */
    public ExitCode run(final String... arguments) {
        try {
            final var parsed = BatchArguments.parse(arguments);
            if (parsed.isEmpty()) {
                m_console.help(BatchArguments.USAGE);
                return ExitCode.SUCCESS;
            }
            return run(parsed.get());
        } catch (UsageException e) {
            m_console.error(e.getMessage());
            m_console.help(BatchArguments.USAGE);
            return ExitCode.WRONG_PARAMETERS;
        } finally {
            m_finished.countDown();
        }
    }

    private ExitCode run(final BatchArguments arguments) {
        arguments.withoutEffect().forEach(name -> m_console.warn("The option " + name + " has no effect headless."));
        Path unpacked = null;
        try {
            final var isArchive = Files.isRegularFile(arguments.workflow());
            unpacked = isArchive ? WorkflowArchive.unpack(arguments.workflow()) : null;
            return run(arguments, isArchive ? unpacked : arguments.workflow());
        } catch (IOException | LoadException e) {
            m_console.error("Error while loading the workflow: " + e.getMessage());
            return ExitCode.LOAD_ERROR;
        } catch (UsageException e) {
            m_console.error(e.getMessage());
            return ExitCode.WRONG_PARAMETERS;
        } finally {
            deleteQuietly(unpacked);
        }
    }

    private void deleteQuietly(final Path unpacked) {
        try {
            if (unpacked != null) {
                WorkflowArchive.delete(unpacked);
            }
        } catch (IOException e) {
            m_console.warn("The temporary folder " + unpacked + " could not be deleted: " + e.getMessage());
        }
    }

    private ExitCode run(final BatchArguments arguments, final Path directory)
        throws IOException, LoadException, UsageException {
        final var folder = WorkflowReader.read(directory.toAbsolutePath().normalize());
        warnOfUndefinedVariables(arguments, folder);
        final var workflow = Workflow.load(folder, catalog(), arguments.options(), arguments.variables());
        workflow.errors().forEach(m_console::error);
        final var optionRefused =
            arguments.options().stream().anyMatch(option -> !workflow.isLoaded(option.nodePath().get(0)));
        if (optionRefused || arguments.failOnLoadError() && !workflow.errors().isEmpty()) {
            throw new LoadException("Error(s) during workflow loading.");
        }
        m_console.info("===== Executing workflow " + arguments.workflow() + " =====");
        final var successful = execute(workflow, arguments.execute());
        final var saved = m_canceled || !arguments.save() || save(workflow, arguments);
        return successful && saved ? ExitCode.SUCCESS : ExitCode.EXECUTION_ERROR;
    }

    private NodeCatalog catalog() throws IOException, LoadException {
        final var plugins = PluginXml.findAll(m_loader);
        try {
            plugins.forEach(plugin -> plugin.registerPortTypes(m_loader));
        } catch (IllegalStateException e) {
            throw new LoadException("A port type cannot be used: " + e.getMessage());
        }
        return new NodeCatalog(plugins, m_loader);
    }

    private void warnOfUndefinedVariables(final BatchArguments arguments, final WorkflowFolder folder) {
        final var defined = folder.variables().stream().map(FlowVariable::name).collect(Collectors.toSet());
        arguments.variables().stream().filter(variable -> !defined.contains(variable.name()))
            .forEach(variable -> m_console.warn("The workflow variable is potentially unused (not defined in workflow):"
                + " \"" + variable.name() + "\" (" + variable.type() + ")"));
    }

    private boolean execute(final Workflow workflow, final boolean execute) {
        final var runner = new WorkflowRunner(workflow, m_console);
        m_runner = runner;
        if (m_canceled) {
            runner.cancel();
        }
        if (execute) {
            return runner.executeAll();
        }
        runner.configureAll();
        return true;
    }

    private boolean save(final Workflow workflow, final BatchArguments arguments) {
        final var source = arguments.workflow();
        final var isArchive = Files.isRegularFile(source);
        final var inPlace = new Destination(isArchive ? source : workflow.folder().directory(), isArchive);
        final var destination = arguments.destination().orElse(inPlace);
        try {
            save(workflow, destination);
            m_console.info("Saved workflow available at: " + destination.path());
            return true;
        } catch (IOException e) {
            m_console.error("IO error while saving workflow: " + e.getMessage());
            return false;
        }
    }

    private static void save(final Workflow workflow, final Destination destination) throws IOException {
        if (!destination.archive()) {
            WorkflowWriter.save(workflow.folder(), workflow.variables(), destination.path());
            return;
        }
        final var temporary = Files.createTempDirectory("workflow");
        try {
            final var name = destination.path().getFileName().toString().replaceFirst("\\.[^.]+$", "");
            final var copy = temporary.resolve(name);
            WorkflowWriter.save(workflow.folder(), workflow.variables(), copy);
            WorkflowArchive.pack(copy, destination.path());
        } finally {
            WorkflowArchive.delete(temporary);
        }
    }
}
