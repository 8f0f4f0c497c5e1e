package org.glmm.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.glmm.headless.csv.CsvReader;
import org.glmm.headless.testnodes.BehaviourNodeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeSettings;

/** Faults in workflow folders: one clear line, exit code 3 with -failonloaderror, otherwise 4. */
class LoadErrorTest {

    private static final String BEHAVIOUR = BehaviourNodeFactory.class.getName();

    @TempDir
    private Path m_folder;

    private TestWorkflow m_workflow;

    @BeforeEach
    void newWorkflow() throws IOException {
        m_workflow = new TestWorkflow(m_folder).file("in.csv", "x\n1\n");
    }

    private void assertLoadError(final String message) {
        m_workflow.save();
        final var strict = BatchRun.of(m_workflow, "-failonloaderror");
        assertEquals(ExitCode.LOAD_ERROR, strict.code());
        assertTrue(strict.err().contains(message), strict.err());
        assertEquals("", strict.out());
        final var lenient = BatchRun.of(m_workflow);
        assertEquals(ExitCode.EXECUTION_ERROR, lenient.code());
        assertTrue(lenient.err().contains(message), lenient.err());
    }

    @Test
    void missingSettingsFile() throws IOException {
        m_workflow.reader(1, "in.csv").writer(2, "out.csv").connect(1, 2);
        Files.delete(m_folder.resolve("CSV Writer (#2)/settings.xml"));
        m_workflow.save();
        final var run = BatchRun.of(m_workflow, "-failonloaderror");
        assertEquals(ExitCode.LOAD_ERROR, run.code());
        assertTrue(run.err().contains("Unable to load node 2: the settings file CSV Writer (#2)/settings.xml does not"
            + " exist."), run.err());
    }

    @Test
    void aNodeThatCouldNotBeReadMakesTheRunFail() throws IOException {
        m_workflow.reader(1, "in.csv").reader(2, "in.csv");
        Files.delete(m_folder.resolve("CSV Reader (#2)/settings.xml"));
        assertLoadError("Unable to load node 2");
    }

    @Test
    void missingNodeClass() {
        m_workflow.reader(1, "in.csv").node(2, "org.glmm.headless.testnodes.AbsentNodeFactory", "Absent").connect(1, 2);
        assertLoadError("Node \"Absent (#2)\" not available (provided by plug-in \"org.test\"): the factory"
            + " org.glmm.headless.testnodes.AbsentNodeFactory cannot be used");
    }

    @Test
    void aNodeOfKnimeWithoutStandIn() {
        m_workflow.node(3, "org.knime.base.node.preproc.filter.row.RowFilterNodeFactory", "Row Filter");
        assertLoadError("Node \"Row Filter (#3)\" not available (provided by plug-in \"org.test\"): the factory"
            + " org.knime.base.node.preproc.filter.row.RowFilterNodeFactory is not registered in a plugin.xml; of"
            + " KNIME's own nodes only CSV Reader, CSV Writer and Table Creator are available headless.");
    }

    @Test
    void aMetanode() {
        m_workflow.reader(1, "in.csv").change(settings -> {
            final var node = settings.addNodeSettings("nodes").addNodeSettings("node_1");
            node.addInt("id", 1);
            node.addString("node_settings_file", "Metanode (#1)/workflow.knime");
            node.addBoolean("node_is_meta", true);
            node.addString("node_type", "MetaNode");
        });
        assertLoadError("Node 1 (Metanode (#1)/workflow.knime) is a metanode or component, which cannot be run"
            + " headless.");
    }

    @Test
    void aKeyAbsentFromTheSettingsOfANode() {
        final var model = new NodeSettings("model");
        model.addString("behaviour", "PASS");
        model.addString("text", "");
        m_workflow.reader(1, "in.csv").node(2, BEHAVIOUR, "Behaviour", model).connect(1, 2);
        assertLoadError("Behaviour (#2): Loading model settings failed: Int for key \"number\" not found");
    }

    @Test
    void aSettingOfTheWrongType() {
        final var model = behaviour("PASS", 1);
        model.addLong("number", 1);
        m_workflow.reader(1, "in.csv").node(2, BEHAVIOUR, "Behaviour", model).connect(1, 2);
        assertLoadError("Behaviour (#2): Loading model settings failed: ");
    }

    @Test
    void aSettingThatTheNodeRefuses() {
        m_workflow.reader(1, "in.csv").node(2, BEHAVIOUR, "Behaviour", behaviour("PASS", -1)).connect(1, 2);
        assertLoadError("Behaviour (#2): Loading model settings failed: The number must not be negative.");
    }

    @Test
    void anUnknownConstant() {
        m_workflow.reader(1, "in.csv").node(2, BEHAVIOUR, "Behaviour", behaviour("DANCE", 1)).connect(1, 2);
        assertLoadError("Behaviour (#2): Loading model settings failed: ");
    }

    @Test
    void keysUnknownToTheNodeAreIgnored() {
        final var model = behaviour("PASS", 1);
        model.addString("from_the_future", "x");
        m_workflow.reader(1, "in.csv").node(2, BEHAVIOUR, "Behaviour", model).connect(1, 2).save();
        assertEquals(ExitCode.SUCCESS, BatchRun.of(m_workflow, "-failonloaderror").code());
    }

    @Test
    void aKeyAbsentFromTheCsvReader() {
        final var model = new NodeSettings("model");
        m_workflow.node(1, CsvReader.FACTORY, "CSV Reader", model);
        assertLoadError("CSV Reader (#1): Loading model settings failed: ");
    }

    @Test
    void aSettingThatTheStandInDoesNotHave() {
        m_workflow.reader(1, "in.csv",
            model -> model.getNodeSettings("advanced_settings").addBoolean("append_path_column_Internals", true));
        assertLoadError("CSV Reader (#1): Loading model settings failed: The CSV Reader setting"
            + " append_path_column_Internals is not available headless; switch it off.");
    }

    @Test
    void aConnectionFromANodeThatDoesNotExist() {
        m_workflow.writer(2, "out.csv").connect(9, 2);
        assertLoadError("Unable to load node connection [9(1) -> 2(1)], source node does not exist");
    }

    @Test
    void aConnectionToANodeThatDoesNotExist() {
        m_workflow.reader(1, "in.csv").connect(1, 9).save();
        final var run = BatchRun.of(m_workflow, "-failonloaderror");
        assertEquals(ExitCode.LOAD_ERROR, run.code());
        assertTrue(run.err().contains("Unable to load node connection [1(1) -> 9(1)], destination node does not"
            + " exist"));
    }

    @Test
    void aConnectionToAPortThatDoesNotExist() {
        m_workflow.reader(1, "in.csv").writer(2, "out.csv").connect(1, 1, 2, 2);
        assertLoadError("Unable to load node connection [1(1) -> 2(2)], the destination node has no input port 2");
    }

    @Test
    void twoConnectionsIntoOnePort() {
        m_workflow.reader(1, "in.csv").reader(3, "in.csv").writer(2, "out.csv").connect(1, 2).connect(3, 2).save();
        final var run = BatchRun.of(m_workflow, "-failonloaderror");
        assertEquals(ExitCode.LOAD_ERROR, run.code());
        assertTrue(run.err().contains("Unable to load node connection [3(1) -> 2(1)], the input port is already"
            + " connected"),
            run.err());
    }

    @Test
    void aModelConnectedToATable() {
        m_workflow.node(1, "org.glmm.headless.testnodes.CounterSourceNodeFactory", "Counter Source")
            .writer(2, "out.csv").connect(1, 2);
        assertLoadError("Unable to load node connection [1(1) -> 2(1)], the port types do not match");
    }

    @Test
    void aCycle() {
        m_workflow.node(1, BEHAVIOUR, "Behaviour").node(2, BEHAVIOUR, "Behaviour").connect(1, 2).connect(2, 1);
        assertLoadError("Unable to load node connection [2(1) -> 1(1)], it closes a cycle");
    }

    @Test
    void anOutputPortThatTheNodeDoesNotHave() {
        final var settings = new NodeSettings("settings.xml");
        settings.addString("state", "IDLE");
        settings.addString("factory", BEHAVIOUR);
        settings.addString("node-name", "Behaviour");
        settings.addString("node-bundle-name", "Test");
        settings.addString("node-bundle-symbolic-name", "org.test");
        settings.addString("node-bundle-vendor", "Test");
        settings.addString("node-bundle-version", "1.0.0");
        settings.addNodeSettings("ports").addNodeSettings("port_2").addInt("index", 2);
        m_workflow.reader(1, "in.csv").node(2, "Behaviour", settings).connect(1, 2);
        assertLoadError("Behaviour (#2): Loading model settings failed: Invalid outport index in settings: 2");
    }

    @Test
    void aWorkflowOfALaterVersion() {
        m_workflow.reader(1, "in.csv").change(settings -> settings.addString("version", "6.0.0")).save();
        final var run = BatchRun.of(m_workflow);
        assertEquals(ExitCode.LOAD_ERROR, run.code());
        assertTrue(run.err().contains("Unsupported workflow version: 6.0.0"), run.err());
    }

    @Test
    void anIllFormedWorkflowFile() throws IOException {
        Files.writeString(m_folder.resolve("workflow.knime"), "<config key=\"workflow.knime\">");
        final var run = BatchRun.of("-workflowDir=" + m_folder);
        assertEquals(ExitCode.LOAD_ERROR, run.code());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("workflow.knime cannot be loaded: "), run.err());
    }

    private static NodeSettings behaviour(final String behaviour, final int number) {
        final var model = new NodeSettings("model");
        model.addString("behaviour", behaviour);
        model.addInt("number", number);
        model.addString("text", "");
        return model;
    }
}
