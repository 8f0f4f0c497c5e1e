package org.glmm.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.glmm.headless.workflow.WorkflowArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, on the workflow that KNIME 5.8.2 saved (CSV Reader to CSV Writer). */
class BatchMainTest {

    private static final Path SAMPLE = Path.of("src/test/resources/org/glmm/headless/sample-workflow");

    @TempDir
    private Path m_temporary;

    private Path m_sample;

    @BeforeEach
    void copySample() throws IOException {
        m_sample = m_temporary.resolve("sample workflow");
        WorkflowArchive.copy(SAMPLE, m_sample);
    }

    private static Map<String, String> files(final Path folder) throws IOException {
        final var files = new TreeMap<String, String>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }

    @Test
    void theSampleWorkflowGivesTheSameTableBackAndNothingElseIsWritten() throws IOException {
        final var before = files(m_sample);
        final var run = BatchRun.of("-workflowDir=" + m_sample, "-nosave", "-reset");
        assertEquals(ExitCode.SUCCESS, run.code(), run.err());
        assertEquals("", run.err());
        final var after = files(m_sample);
        assertEquals("\"g\",\"x\",\"y\"\n\"a\",1.5,2\n\"b\",2.5,3\n\"c\",,4\n", after.remove("data/output.csv"));
        assertEquals(before, after);
        assertTrue(run.out().contains("CSV Reader (#1): executing\n"), run.out());
        assertTrue(run.out().contains("CSV Writer (#2): EXECUTED in "), run.out());
        assertTrue(run.out().endsWith("Workflow executed successfully: 2 of 2 nodes executed.\n"), run.out());
    }

    @Test
    void noArgumentsPrintTheUsage() {
        final var run = BatchRun.of();
        assertEquals(0, run.code().value());
        assertTrue(run.err().startsWith("Usage: "));
    }

    @Test
    void anUnknownOptionPrintsTheUsageAndEndsWithTwo() {
        final var run = BatchRun.of("-workflowDir=" + m_sample, "-fast");
        assertEquals(2, run.code().value());
        assertTrue(run.err().startsWith("ERROR Unknown option '-fast'\nUsage: "), run.err());
    }

    @Test
    void aFolderWithoutWorkflowEndsWithThree() throws IOException {
        final var empty = Files.createDirectory(m_temporary.resolve("empty"));
        final var run = BatchRun.of("-workflowDir=" + empty);
        assertEquals(3, run.code().value());
        assertTrue(run.err().contains("There is no workflow in "), run.err());
    }

    @Test
    void theWorkflowMayBeInTheFirstSubfolder() {
        assertEquals(ExitCode.SUCCESS, BatchRun.of("-workflowDir=" + m_temporary, "-nosave").code());
        assertTrue(Files.exists(m_sample.resolve("data/output.csv")));
    }

    @Test
    void aMissingInputFileEndsWithFour() throws IOException {
        Files.delete(m_sample.resolve("data/input.csv"));
        final var run = BatchRun.of("-workflowDir=" + m_sample, "-nosave");
        assertEquals(4, run.code().value());
        assertEquals("ERROR CSV Reader (#1): Execute failed: The specified file input.csv does not exist.\n",
            run.err());
        assertTrue(run.out().contains("CSV Writer (#2): IDLE, not executed because its input comes from CSV Reader"
            + " (#1)\n"), run.out());
    }

    @Test
    void anArchiveIsUnpackedRunAndPackedAgain() throws IOException {
        final var archive = m_temporary.resolve("sample.knwf");
        WorkflowArchive.pack(m_sample, archive);
        final var packed = m_temporary.resolve("result.zip");
        final var run = BatchRun.of("-workflowFile=" + archive, "-destFile=" + packed);
        assertEquals(ExitCode.SUCCESS, run.code(), run.err());
        final var unpacked = WorkflowArchive.unpack(packed);
        try {
            assertTrue(Files.exists(unpacked.resolve("result/data/output.csv")));
            assertTrue(Files.exists(unpacked.resolve("result/workflow.knime")));
        } finally {
            WorkflowArchive.delete(unpacked);
        }
    }

    @Test
    void savingInPlaceKeepsEverySettingAndResetsTheNodes() throws IOException {
        final var before = files(m_sample);
        assertEquals(ExitCode.SUCCESS, BatchRun.of("-workflowDir=" + m_sample).code());
        final var after = files(m_sample);
        after.remove("data/output.csv");
        final var reader = "CSV Reader (#1)/settings.xml";
        assertEquals(before.get(reader).replace("key=\"state\" type=\"xstring\" value=\"CONFIGURED\"",
            "key=\"state\" type=\"xstring\" value=\"IDLE\""), after.get(reader));
        before.remove(reader);
        after.remove(reader);
        assertEquals(before, after);
    }

    @Test
    void savingElsewhereLeavesTheSourceAsItIs() throws IOException {
        final var before = files(m_sample);
        final var copy = m_temporary.resolve("copy");
        final var run = BatchRun.of("-workflowDir=" + m_sample, "-destDir=" + copy,
            "-option=2,settings/column_delimiter,;,String", "-workflow.variable=name,\"some, text\",String");
        assertEquals(ExitCode.SUCCESS, run.code(), run.err());
        final var after = files(m_sample);
        assertEquals("\"g\";\"x\";\"y\"\n\"a\";1.5;2\n\"b\";2.5;3\n\"c\";;4\n", after.remove("data/output.csv"));
        assertEquals(before, after);
        final var saved = files(copy);
        assertTrue(saved.get("CSV Writer (#2)/settings.xml")
            .contains("<entry key=\"column_delimiter\" type=\"xstring\" value=\";\"/>"));
        assertTrue(saved.get("workflow.knime")
            .contains("<entry key=\"value\" type=\"xstring\" value=\"some, text\"/>"));
        assertEquals(ExitCode.SUCCESS, BatchRun.of("-workflowDir=" + copy, "-nosave").code());
    }

    @Test
    void withoutExecutionNothingIsWrittenByNodes() {
        final var run = BatchRun.of("-workflowDir=" + m_sample, "-nosave", "-noexecute");
        assertEquals(ExitCode.SUCCESS, run.code());
        assertTrue(run.out().contains("CSV Reader (#1): CONFIGURED\n"), run.out());
        assertTrue(run.out().contains("CSV Writer (#2): IDLE\n"), run.out());
        assertFalse(Files.exists(m_sample.resolve("data/output.csv")));
    }

    @Test
    void anOptionReplacesASettingBelowAPath() throws IOException {
        Files.writeString(m_sample.resolve("data/other.csv"), "q\n7\n");
        final var run = BatchRun.of("-workflowDir=" + m_sample, "-nosave",
            "-option=1,settings/file_selection/path/path,other.csv,String");
        assertEquals(ExitCode.SUCCESS, run.code(), run.err());
        assertEquals("\"q\"\n7\n", Files.readString(m_sample.resolve("data/output.csv")));
    }

    @Test
    void wrongOptionsEndWithTwoAndSayWhy() {
        final var expected = Map.of(
            "7,settings/x,1,int", "Option 7,settings/x: there is no such node in the workflow.",
            "1,settings/x,1,int", "Option 1,settings/x: there is no setting \"x\".",
            "1,sets/x,1,int", "Option 1,sets/x: there is no setting group \"sets\".",
            "1,settings/has_row_id,1,int", "Option 1,settings/has_row_id: the setting is not of type int.",
            "1,settings/has_row_id,perhaps,boolean",
            "Option 1,settings/has_row_id: \"perhaps\" is not a value of type boolean.",
            "1,settings/autodetect_buffer_size,1.5,int",
            "Option 1,settings/autodetect_buffer_size: \"1.5\" is not a value of type int.");
        expected.forEach((option, message) -> {
            final var run = BatchRun.of("-workflowDir=" + m_sample, "-nosave", "-option=" + option);
            assertEquals(ExitCode.WRONG_PARAMETERS, run.code(), option);
            assertTrue(run.err().startsWith("ERROR " + message + "\n"), run.err());
        });
    }

    @Test
    void aVariableThatTheWorkflowDoesNotDefineIsReported() {
        final var run = BatchRun.of("-workflowDir=" + m_sample, "-nosave", "-workflow.variable=n,5,int");
        assertEquals(ExitCode.SUCCESS, run.code());
        assertEquals("WARN  The workflow variable is potentially unused (not defined in workflow): \"n\" (INTEGER)\n",
            run.err());
    }
}
