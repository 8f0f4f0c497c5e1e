package org.glmm.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.glmm.headless.run.NodeOption;
import org.glmm.headless.run.UsageException;
import org.glmm.headless.workflow.FlowVariable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line of KNIME's batch application. */
class BatchArgumentsTest {

    @TempDir
    private Path m_folder;

    private BatchArguments parse(final String... arguments) throws UsageException {
        final var all = new ArrayList<>(List.of(arguments));
        all.add("-workflowDir=" + m_folder);
        return BatchArguments.parse(all.toArray(String[]::new)).orElseThrow();
    }

    @Test
    void aWorkflowFolderAloneIsExecutedAndSavedInPlace() throws UsageException {
        final var arguments = parse();
        assertEquals(m_folder, arguments.workflow());
        assertTrue(arguments.save());
        assertTrue(arguments.execute());
        assertFalse(arguments.failOnLoadError());
        assertTrue(arguments.destination().isEmpty());
    }

    @Test
    void flagsAreRecognised() throws UsageException {
        final var arguments = parse("-nosave", "-noexecute", "-failonloaderror", "-reset", "-destDir=elsewhere");
        assertFalse(arguments.save());
        assertFalse(arguments.execute());
        assertTrue(arguments.failOnLoadError());
        assertEquals(Path.of("elsewhere"), arguments.destination().orElseThrow().path());
        assertFalse(arguments.destination().orElseThrow().archive());
        assertTrue(parse("-destFile=x.zip").destination().orElseThrow().archive());
    }

    @Test
    void argumentsOfTheLauncherAreIgnored() throws UsageException {
        final var arguments = parse("-consoleLog", "-nosplash", "-application",
            "org.knime.product.KNIME_BATCH_APPLICATION", "-data", "somewhere", "-noVersionCheck", "-nosave");
        assertFalse(arguments.save());
        assertTrue(BatchArguments.parse("-nosplash", "-application", "x", "-vmargs", "-Xmx1g").isEmpty());
    }

    @Test
    void variablesMayBeQuotedAndKeepTheirType() throws UsageException {
        final var arguments = parse("-workflow.variable=\"a,b\",'it\\'s, here',String", "-workflow.variable=n,7,int",
            "-workflow.variable=x,2.5e-3,double");
        assertEquals(List.of(new FlowVariable("a,b", FlowVariable.Type.STRING, "it's, here"),
            new FlowVariable("n", FlowVariable.Type.INTEGER, 7),
            new FlowVariable("x", FlowVariable.Type.DOUBLE, 0.0025)),
            arguments.variables());
    }

    @Test
    void optionValuesMayContainCommas() throws UsageException {
        final var option = parse("-option=1/4,a/b,y ~ x, more,String").options().get(0);
        assertEquals(List.of(1, 4), option.nodePath());
        assertEquals(List.of("a", "b"), option.keyPath());
        assertEquals("y ~ x, more", option.value());
        assertEquals(NodeOption.Type.STRING, option.type());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-nosavE", "-Reset", "-workflowDir", "-workflowDir=/does/not/exist",
        "-workflowFile=/no/file", "-workflow.variable=a,b", "-workflow.variable=a,b,int", "-workflow.variable=a,1,Int",
        "-option=2,key,5", "-option=two,key,5,int", "-option=2,key,5,integer", "-option", "-destDir=", "-nosave=true",
        "workflow"})
    void wrongArgumentsAreRefused(final String argument) {
        assertThrows(UsageException.class, () -> parse(argument));
    }

    @Test
    void aWorkflowIsRequired() throws UsageException {
        assertTrue(BatchArguments.parse().isEmpty());
        final var fault = assertThrows(UsageException.class, () -> BatchArguments.parse("-nosave"));
        assertEquals("No workflow file or directory given.", fault.getMessage());
    }

    @Test
    void anArchiveMustBeAFile() throws UsageException, IOException {
        final var archive = Files.createFile(m_folder.resolve("w.knwf"));
        assertEquals(archive, BatchArguments.parse("-workflowFile=" + archive).orElseThrow().workflow());
        assertThrows(UsageException.class, () -> BatchArguments.parse("-workflowFile=" + m_folder));
    }
}
