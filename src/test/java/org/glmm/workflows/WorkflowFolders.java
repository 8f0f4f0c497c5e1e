package org.glmm.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.glmm.headless.BatchRun;
import org.glmm.headless.workflow.WorkflowArchive;

/** The workflow folders of the project, and runs of copies of them. */
final class WorkflowFolders {

    private static final Path ALL = Path.of("test-workflows");
    /** The range experiment is simulated with more variation than the Poisson distribution has. */
    private static final Pattern OVERDISPERSED =
        Pattern.compile("WARN  GLMM Learner \\(#\\d+\\): The response count varies 3\\.8 "
        + "times as much as the poisson distribution allows .*");

    /** The predictor of new rows meets clinics that the trial did not have. */
    private static final Pattern NEW_GROUPS =
        Pattern.compile("WARN  GLMM Predictor \\(#4\\): 2 rows of groups that the "
        + "training data did not have \\(clinic: 2\\): their random effects were taken to be zero\\.");

    private WorkflowFolders() {
    }

    static Stream<Path> all() throws IOException {
        try (var folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    static Path folder(String name) {
        return ALL.resolve(name);
    }

    /** Copies what belongs to a workflow: not the tables that earlier runs wrote. */
    static Path copy(Path workflow, Path target) throws IOException {
        WorkflowArchive.copy(workflow, target);
        for (var table : tables(workflow)) {
            Files.deleteIfExists(target.resolve("data").resolve(table));
        }
        return target;
    }

    /** The files that the CSV Writers of a workflow write. */
    static List<String> tables(Path workflow) throws IOException {
        try (var nodes = Files.list(workflow)) {
            return nodes.filter(node -> node.getFileName().toString().startsWith("CSV Writer"))
                .map(node -> NodeFile.read(node.resolve("settings.xml")).writtenFile()).sorted().toList();
        }
    }

    /** Runs a workflow in its folder, which must succeed without error or warning but those that it is about. */
    static void run(Path workflow, String... arguments) {
        var all = new ArrayList<>(List.of("-workflowDir=" + workflow, "-failonloaderror"));
        all.addAll(List.of(arguments));
        var run = BatchRun.of(all.toArray(String[]::new));
        assertEquals(List.of(), run.err().lines()
            .filter(line -> !OVERDISPERSED.matcher(line).matches() && !NEW_GROUPS.matcher(line).matches()).toList());
        assertEquals(0, run.code().value());
    }

    /** The content of the files in a folder whose path in it is wanted. */
    static Map<String, String> files(Path folder, Predicate<String> wanted) {
        var content = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var path = folder.relativize(file).toString();
                if (wanted.test(path)) {
                    content.put(path, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content;
    }
}
