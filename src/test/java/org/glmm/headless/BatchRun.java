package org.glmm.headless;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.glmm.headless.run.Console;

/**
 * A finished batch run.
 *
 * @param code its exit code
 * @param out what it printed on the output stream
 * @param err what it printed on the error stream
 */
public record BatchRun(ExitCode code, String out, String err) {

    /** Runs a workflow without saving it; the test nodes are available. */
    public static BatchRun of(final TestWorkflow workflow, final String... arguments) {
        final var all = new ArrayList<>(List.of("-workflowDir=" + workflow.folder(), "-nosave"));
        all.addAll(List.of(arguments));
        return of(all.toArray(String[]::new));
    }

    /** Runs the batch application with the arguments; the test nodes are available. */
    public static BatchRun of(final String... arguments) {
        final var out = new ByteArrayOutputStream();
        final var err = new ByteArrayOutputStream();
        final var code = batch(out, err).run(arguments);
        return new BatchRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static BatchMain batch(final ByteArrayOutputStream out, final ByteArrayOutputStream err) {
        final var console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
        final URL[] testPlugin = {BatchRun.class.getResource("/org/glmm/headless/plugin/")};
        return new BatchMain(console, new URLClassLoader(testPlugin, BatchMain.class.getClassLoader()));
    }
}
