package org.glmm.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.glmm.headless.spi.NodeAccess;
import org.glmm.headless.spi.NodePortGroup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;

/** Whether the workflow folders are what KNIME 5.8 saves, so that it opens them without a change. */
class WorkflowFormatTest {

    private static final Path SAMPLE = Path.of("src/test/resources/org/glmm/headless/sample-workflow");

    static Stream<Path> folders() throws IOException {
        return WorkflowFolders.all();
    }

    static Stream<Path> nodes() throws IOException {
        return folders().flatMap(folder -> {
            var nodes = WorkflowFolders.files(folder, file -> file.endsWith("/settings.xml"));
            return nodes.keySet().stream().map(folder::resolve);
        });
    }

    static Stream<Path> glmmNodes() throws IOException {
        return nodes().filter(node -> node.getParent().getFileName().toString().startsWith("GLMM"));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theWorkflowFileHasTheKeysOfASavedOne(Path folder) throws Exception {
        var workflow = NodeFile.read(folder.resolve("workflow.knime"));
        var sample = NodeFile.read(SAMPLE.resolve("workflow.knime"));
        assertEquals(sample.settings().keySet(), workflow.settings().keySet());
        for (var key : List.of("created_by", "version", "state")) {
            assertEquals(sample.text(key), workflow.text(key));
        }
        var nodes = workflow.config("nodes");
        assertEquals(nodes().filter(node -> node.startsWith(folder)).count(), nodes.keySet().size());
        for (var key : nodes.keySet()) {
            var node = nodes.getNodeSettings(key);
            assertEquals(sample.config("nodes", "node_1").keySet(), node.keySet());
            assertEquals("node_" + node.getInt("id"), key);
            var file = node.getString("node_settings_file");
            assertTrue(file.endsWith(" (#" + node.getInt("id") + ")/settings.xml"), file);
            assertTrue(Files.exists(folder.resolve(file)), file);
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void nodesDoNotOverlap(Path folder) throws Exception {
        var nodes = NodeFile.read(folder.resolve("workflow.knime")).config("nodes");
        var placed = new ArrayList<Rectangle2D>();
        for (var key : nodes.keySet()) {
            var bounds = nodes.getNodeSettings(key).getNodeSettings("ui_settings")
                .getIntArray("extrainfo.node.bounds");
            var withLabels = new Rectangle2D.Double(bounds[0] - 30, bounds[1] - 20, bounds[2] + 60, bounds[3] + 50);
            assertFalse(placed.stream().anyMatch(withLabels::intersects), key);
            placed.add(withLabels);
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theWorkflowIsDescribedAndHoldsNoPathOfAMachine(Path folder) throws IOException {
        var metadata = Files.readString(folder.resolve("workflow-metadata.xml"));
        assertTrue(metadata.matches("(?s).*<description>.{100,}</description>.*"), metadata);
        var files = WorkflowFolders.files(folder, file -> !file.startsWith("data/"));
        assertTrue(files.containsKey("workflowset.meta"));
        files.forEach((file, content) -> assertFalse(
            content.matches("(?s).*(/home/|/root|/tmp|/Users/|[A-Z]:\\\\|tableBackend).*"), file));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aNodeHasTheKeysOfASavedOne(Path file) {
        var node = NodeFile.read(file);
        var keys = new ArrayList<>(node.settings().keySet());
        keys.remove("nodeAnnotation");
        assertEquals(List.copyOf(NodeFile.read(SAMPLE.resolve("CSV Writer (#2)/settings.xml")).settings().keySet()),
            keys);
        assertEquals("IDLE", node.text("state"));
        assertEquals(file.getParent().getFileName().toString().replaceFirst(" \\(#\\d+\\)$", ""),
            node.text("node-name"));
        assertEquals(node.text("node-name"), node.text("name"));
    }

    @ParameterizedTest
    @MethodSource("glmmNodes")
    void theSettingsAreWhatTheNodeSaves(Path file) throws Exception {
        var node = NodeFile.read(file);
        var instance = NodeAccess.of((NodeFactory<?>)Class.forName(node.text("factory")).getConstructor()
            .newInstance());
        assertEquals(instance.name(), node.text("node-name"));
        instance.loadSettings(node.config("model"));
        var saved = new NodeSettings("model");
        instance.saveSettings(saved);
        assertEquals(xml(saved), xml(node.config("model")));
    }

    @ParameterizedTest
    @MethodSource("glmmNodes")
    void thePortsAreThoseOfTheNode(Path file) throws Exception {
        var node = NodeFile.read(file);
        var instance = NodeAccess.of((NodeFactory<?>)Class.forName(node.text("factory")).getConstructor()
            .newInstance());
        var groups = instance.portGroups().stream().map(NodePortGroup::id);
        assertEquals(groups.toList(), List.copyOf(node.config("node_creation_config").keySet()));
        var ports = node.config("ports");
        assertEquals(instance.outPorts().size(), ports.keySet().size());
        for (int i = 1; i <= instance.outPorts().size(); i++) {
            var port = ports.getNodeSettings("port_" + i);
            assertEquals(Set.of("index", "port_dir_location"), port.keySet());
            assertEquals(i, port.getInt("index"));
        }
    }

    private static String xml(NodeSettings settings) throws IOException {
        var out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
