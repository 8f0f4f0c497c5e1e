package org.glmm.headless;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.glmm.headless.run.NodeOption;
import org.glmm.headless.run.UsageException;
import org.glmm.headless.workflow.FlowVariable;

/**
 * The arguments of KNIME's batch application.
 *
 * @param workflow folder or archive of the workflow
 * @param save whether the workflow is saved after execution
 * @param execute whether the nodes are executed
 * @param failOnLoadError whether load errors end the run
 * @param destination folder or archive to save to, in place if empty
 * @param variables workflow variables to define or overwrite
 * @param options node settings to replace
 * @param withoutEffect accepted arguments that mean nothing outside KNIME
 */
public record BatchArguments(Path workflow, boolean save, boolean execute, boolean failOnLoadError,
    Optional<Destination> destination, List<FlowVariable> variables, List<NodeOption> options,
    List<String> withoutEffect) {

    /**
     * Where the executed workflow is saved.
     *
     * @param path the folder or the archive file
     * @param archive whether the path is a zip archive
     */
    public record Destination(Path path, boolean archive) {
    }

    private static final Set<String> IGNORED = Set.of("-noversioncheck", "-perspective", "-showlocation",
        "-allowdeadlock", "-checkforupdates", "-profilelist", "-profilelocation");

    private static final Set<String> WITHOUT_EFFECT = Set.of("-updateLinks", "-credential", "-masterkey",
        "-preferences");

    private static final Set<String> LAUNCHER_FLAGS = Set.of("-consoleLog", "-nosplash", "-clean", "-noExit",
        "-console", "-debug", "-dev", "-initialize", "--launcher.suppressErrors", "--launcher.appendVmargs");

    private static final Set<String> LAUNCHER_OPTIONS = Set.of("-application", "-data", "-configuration", "-product",
        "-user", "-nl", "-os", "-ws", "-arch", "-install", "-vm", "-startup", "-name", "--launcher.library",
        "--launcher.ini");

    /** Lists the options; the text printed on wrong parameters. */
    public static final String USAGE = """
        Usage: The following options are available:
         -workflowDir=...  => directory with a ready-to-execute workflow
         -workflowFile=... => ZIP file (.knwf) with a ready-to-execute workflow
         -reset            => reset workflow prior to execution (always done here: outputs are not kept)
         -nosave           => do not save the workflow after execution has finished
         -destDir=...      => directory where the executed workflow is saved to
         -destFile=...     => ZIP file where the executed workflow should be written to
                              if both are omitted the workflow is saved in place
         -noexecute        => only load and save the workflow
         -failonloaderror  => don't execute if there are errors during workflow loading
         -workflow.variable=name,value,type => define or overwrite workflow variable 'name' with
                              value 'value' (possibly enclosed by quotes). The 'type' must be one
                              of "String", "int" or "double".
         -option=node,key,value,type => replace the setting 'key' (or a path a/b/key) of the node with
                              the id 'node'. The 'type' must be one of int, long, short, byte, boolean,
                              char, float, double, String, StringCell, DoubleCell, IntCell, LongCell.

        The following return codes are defined:
         0 upon successful execution
         2 if parameters are wrong or missing
         3 when an error occurs during loading a workflow
         4 if an error during execution occurred
        """;

    /**
     * @param arguments the command line
     * @return the parsed arguments; empty if there is no argument for the batch application
     * @throws UsageException if an argument is unknown or ill-formed
     */
    public static Optional<BatchArguments> parse(final String... arguments) throws UsageException {
        final var own = withoutLauncherArguments(arguments);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        final var parser = new Parser();
        for (var argument : own) {
            parser.accept(argument);
        }
        return Optional.of(parser.finish());
    }

    private static List<String> withoutLauncherArguments(final String... arguments) {
        final var own = new ArrayList<String>();
        for (var i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("-vmargs")) {
                break;
            }
            if (LAUNCHER_OPTIONS.contains(arguments[i])) {
                i++;
            } else if (!LAUNCHER_FLAGS.contains(arguments[i])) {
                own.add(arguments[i]);
            }
        }
        return own;
    }

    /** Collects the arguments one after the other; a later argument replaces an earlier one. */
    private static final class Parser {

        private Path m_workflow;

        private boolean m_save = true;

        private boolean m_execute = true;

        private boolean m_failOnLoadError;

        private Destination m_destination;

        private final List<FlowVariable> m_variables = new ArrayList<>();

        private final List<NodeOption> m_options = new ArrayList<>();

        private final List<String> m_withoutEffect = new ArrayList<>();

        void accept(final String argument) throws UsageException {
            final var separator = argument.indexOf('=');
            final var name = separator < 0 ? argument : argument.substring(0, separator);
            final var value = separator < 0 ? null : argument.substring(separator + 1);
            switch (name) {
                case "-reset" -> requireNoValue(name, value);
                case "-nosave" -> m_save = requireNoValue(name, value);
                case "-noexecute" -> m_execute = requireNoValue(name, value);
                case "-failonloaderror" -> m_failOnLoadError = !requireNoValue(name, value);
                case "-workflowDir" -> m_workflow = directory(requireValue(argument, value));
                case "-workflowFile" -> m_workflow = file(requireValue(argument, value));
                case "-destDir" -> m_destination = new Destination(Path.of(requireValue(argument, value)), false);
                case "-destFile" -> m_destination = new Destination(Path.of(requireValue(argument, value)), true);
                case "-workflow.variable" -> m_variables.add(variable(argument, requireValue(argument, value)));
                case "-option" -> m_options.add(NodeOption.parse(requireValue(argument, value)));
                default -> acceptOther(name);
            }
        }

        private void acceptOther(final String name) throws UsageException {
            if (WITHOUT_EFFECT.contains(name)) {
                m_withoutEffect.add(name);
            } else if (!IGNORED.contains(name.toLowerCase(Locale.ROOT))) {
                throw new UsageException("Unknown option '" + name + "'");
            }
        }

        private static boolean requireNoValue(final String name, final String value) throws UsageException {
            if (value != null) {
                throw new UsageException("The option " + name + " takes no value.");
            }
            return false;
        }

        private static String requireValue(final String argument, final String value) throws UsageException {
            if (value == null || value.isEmpty()) {
                throw new UsageException("Couldn't parse argument: " + argument + " (a value is missing after '=').");
            }
            return value;
        }

        private static Path directory(final String value) throws UsageException {
            if (!Files.isDirectory(Path.of(value))) {
                throw new UsageException("Workflow directory '" + value + "' is not a directory.");
            }
            return Path.of(value);
        }

        private static Path file(final String value) throws UsageException {
            if (!Files.isRegularFile(Path.of(value))) {
                throw new UsageException("Workflow file '" + value + "' is not a file.");
            }
            return Path.of(value);
        }

        private static FlowVariable variable(final String argument, final String text) throws UsageException {
            final var tokens = QuotedTokens.split(text);
            if (tokens.size() != 3) {
                throw new UsageException("Couldn't parse -workflow.variable argument: " + argument
                    + " (expected name,value,type).");
            }
            final var type = switch (tokens.get(2)) {
                case "String" -> FlowVariable.Type.STRING;
                case "int" -> FlowVariable.Type.INTEGER;
                case "double" -> FlowVariable.Type.DOUBLE;
                default -> throw new UsageException("Couldn't parse -workflow.variable argument: " + argument
                    + ": Invalid type for workflow variable " + tokens.get(0) + ": " + tokens.get(2)
                    + " (expected String, int or double).");
            };
            try {
                return FlowVariable.parse(tokens.get(0), type, tokens.get(1));
            } catch (NumberFormatException e) {
                throw new UsageException("Couldn't parse -workflow.variable argument: " + argument + ": \""
                    + tokens.get(1) + "\" is not a value of type " + tokens.get(2) + ".");
            }
        }

        BatchArguments finish() throws UsageException {
            if (m_workflow == null) {
                throw new UsageException("No workflow file or directory given.");
            }
            return new BatchArguments(m_workflow, m_save, m_execute, m_failOnLoadError,
                Optional.ofNullable(m_destination), List.copyOf(m_variables), List.copyOf(m_options),
                List.copyOf(m_withoutEffect));
        }
    }
}
