package org.glmm.headless.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.glmm.headless.TestWorkflow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeSettings;

/** A workflow that was saved executed is saved reset: no state, message or output of the earlier execution is left. */
class WorkflowWriterTest {

    @TempDir
    private Path m_temporary;

    private Path m_source;

    private Path m_node;

    @BeforeEach
    void writeExecutedWorkflow() throws IOException {
        m_source = m_temporary.resolve("executed");
        m_node = m_source.resolve("Some Node (#4)");
        final var settings = new NodeSettings("settings.xml");
        settings.addNodeSettings("model").addInt("number", 7);
        settings.addString("state", "EXECUTED");
        settings.addString("factory", "a.B");
        settings.addString("node-name", "Some Node");
        settings.addString("node-bundle-name", "Test");
        settings.addString("node-bundle-symbolic-name", "org.test");
        settings.addString("node-bundle-vendor", "Test");
        settings.addString("node-bundle-version", "1.0.0");
        settings.addBoolean("hasContent", true);
        settings.addNodeSettings("nodecontainer_message").addString("type", "WARNING");
        settings.addNodeSettings("internalObjects").addString("location", "internalTables");
        final var port = settings.addNodeSettings("ports").addNodeSettings("port_1");
        port.addInt("index", 1);
        port.addString("port_dir_location", "port_1");
        new TestWorkflow(m_source).node(4, "Some Node", settings)
            .change(workflow -> workflow.addString("state", "EXECUTED")).save();
        for (var folder : List.of("port_1", "internalTables", "kept")) {
            Files.createDirectories(m_node.resolve(folder).resolve("below"));
            Files.writeString(m_node.resolve(folder).resolve("below/content"), "x");
        }
        Files.createFile(m_source.resolve(".savedWithData"));
    }

    private static void assertReset(final Path folder) throws Exception {
        final var workflow = WorkflowReader.read(folder);
        assertEquals(List.of(), workflow.errors());
        assertEquals("IDLE", workflow.settings().getString("state"));
        final var settings = workflow.nodes().get(0).settings();
        assertEquals("IDLE", settings.getString("state"));
        assertFalse(settings.getBoolean("hasContent"));
        assertFalse(settings.containsKey("nodecontainer_message"));
        assertFalse(settings.containsKey("internalObjects"));
        assertEquals(7, settings.getNodeSettings("model").getInt("number"));
        final var port = settings.getNodeSettings("ports").getNodeSettings("port_1");
        assertEquals(1, port.getInt("index"));
        assertNull(port.getString("port_dir_location"));
        final var node = folder.resolve("Some Node (#4)");
        assertFalse(Files.exists(node.resolve("port_1")));
        assertFalse(Files.exists(node.resolve("internalTables")));
        assertTrue(Files.exists(node.resolve("kept/below/content")));
        assertFalse(Files.exists(folder.resolve(".savedWithData")));
    }

    @Test
    void inPlace() throws Exception {
        WorkflowWriter.save(WorkflowReader.read(m_source), List.of(), m_source);
        assertReset(m_source);
    }

    @Test
    void elsewhere() throws Exception {
        final var copy = m_temporary.resolve("copy");
        WorkflowWriter.save(WorkflowReader.read(m_source), List.of(), copy);
        assertReset(copy);
        assertTrue(Files.exists(m_node.resolve("port_1/below/content")));
        assertEquals("EXECUTED", WorkflowReader.read(m_source).nodes().get(0).settings().getString("state"));
    }

    @Test
    void workflowVariablesAreReadBack() throws Exception {
        final var variables = List.of(new FlowVariable("s", FlowVariable.Type.STRING, "a, \"b\""),
            new FlowVariable("n", FlowVariable.Type.INTEGER, -3), new FlowVariable("x", FlowVariable.Type.DOUBLE, 0.1));
        WorkflowWriter.save(WorkflowReader.read(m_source), variables, m_source);
        assertEquals(variables, WorkflowReader.read(m_source).variables());
    }
}
