package org.glmm.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every workflow folder runs headless; what it writes does not depend on how often, or from where, it is run. */
class WorkflowsTest {

    @TempDir
    private Path temporary;

    static Stream<Path> folders() throws IOException {
        return WorkflowFolders.all();
    }

    /** The tables of a workflow, without the time that the fits took. */
    private static Map<String, String> tables(Path workflow) throws IOException {
        var tables = new TreeMap<>(
            WorkflowFolders.files(workflow.resolve("data"), WorkflowFolders.tables(workflow)::contains));
        tables.replaceAll((file, content) -> content.replaceAll("(?m)^\"Seconds\".*$", ""));
        return tables;
    }

    private static Map<String, String> workflowFiles(Path workflow) {
        return WorkflowFolders.files(workflow, file -> !file.startsWith("data/"));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyTableIsWrittenAndTheWorkflowLeftAsItWas(Path folder) throws IOException {
        var copy = WorkflowFolders.copy(folder, temporary.resolve("copy"));
        WorkflowFolders.run(copy, "-reset", "-nosave");
        assertFalse(WorkflowFolders.tables(folder).isEmpty());
        assertEquals(WorkflowFolders.tables(folder), tables(copy).keySet().stream().toList());
        assertEquals(workflowFiles(folder), workflowFiles(copy));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void aSecondRunWritesTheSameTables(Path folder) throws IOException {
        var copy = WorkflowFolders.copy(folder, temporary.resolve("copy"));
        WorkflowFolders.run(copy, "-reset", "-nosave");
        var first = tables(copy);
        WorkflowFolders.run(copy, "-reset", "-nosave");
        assertEquals(first, tables(copy));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void aSavedWorkflowRunsAgain(Path folder) throws IOException {
        var copy = WorkflowFolders.copy(folder, temporary.resolve("copy"));
        var saved = temporary.resolve("saved");
        WorkflowFolders.run(copy, "-reset", "-destDir=" + saved);
        var resaved = temporary.resolve("resaved");
        WorkflowFolders.run(WorkflowFolders.copy(saved, temporary.resolve("without tables")), "-reset",
            "-destDir=" + resaved);
        assertEquals(tables(copy), tables(resaved));
        assertEquals(workflowFiles(folder), workflowFiles(saved));
        assertEquals(workflowFiles(saved), workflowFiles(resaved));
    }
}
